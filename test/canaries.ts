/** Secrets that nobody has, one of each shape, to see whether any of them comes out where it must not (S51). */
export const canaries = {
  botToken: "xoxb-4711471147-canaryABCDEF",
  rotatedToken: "xoxe.xoxp-1-canaryGHIJKL",
  refreshToken: "xoxe-1-canaryMNOPQR",
  appToken: "xapp-1-A0CANARY-4711-canarySTUVWX",
  signingSecret: "c0ffee00c0ffee00c0ffee00c0ffee00",
  discordToken: `${"MTQ3MTE0NzExNDcxMTQ3MQ"}Ca.GcAnaR.${"canary-Discord_token-0123456789-abcdef"}`,
  interactionToken: "aW50ZXJhY3Rpb246MTQ3MTE0NzExNDcxOmNhbmFyeQ",
  responseUrl: "https://hooks.slack.com/actions/T0CANARY/4711/canaryYZabcd",
  triggerId: "4711471147.8150815081.ca0a7ca0a7ca0a7ca0a7ca0a7ca0a7ca",
  databasePassword: "canary/Pass word%4711",
  webPassword: 'canary "page" \\password',
} as const;

/** An address whose password is the canary, as an operator would write it. */
export const databaseUrl = `postgres://tutor:${encodeURIComponent(canaries.databasePassword)}@127.0.0.1:1/tutor`;

/** The canaries in a text, however they are escaped in it. */
export function canariesIn(text: string): readonly string[] {
  const spellings = (value: string): readonly string[] => {
    const escaped = JSON.stringify(value).slice(1, -1);
    return [value, escaped, JSON.stringify(escaped).slice(1, -1), encodeURIComponent(value)];
  };
  return Object.entries(canaries).flatMap(([name, value]) =>
    spellings(value).some((one) => text.includes(one)) ? [name] : [],
  );
}
