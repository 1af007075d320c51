// @ts-check

/** Type stripping, Temporal and better-sqlite3's prebuilt files all need it. */
const oldest = 26;

/**
 * What to tell somebody whose Node is too old to load the rest; undefined when it will do.
 * Plain JavaScript, because such a Node cannot read anything else here.
 *
 * @param {string} version as `process.versions.node` says it: "20.11.1"
 * @returns {string | undefined}
 */
export function nodeFault(version) {
  if (Number.parseInt(version, 10) >= oldest) return undefined;
  return (
    `Nightshift needs Node ${oldest} or newer, and this is Node ${version}: ` +
    "run `npm ci` and then `npm start`, which bring their own, or install it from https://nodejs.org."
  );
}
