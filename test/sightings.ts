import { type Node, parseSync, Visitor, type VisitorObject } from "oxc-parser";
import type { World } from "./rooms.ts";

/** One thing a file does that the layer rule has a say in. */
export type Sighting = Import | Use | { readonly kind: "hidden"; readonly what: string };

/** `typeOnly`: gone when the program runs. */
export type Import = { readonly kind: "import"; readonly from: string; readonly typeOnly: boolean };

/** A use of the world outside, and how it is written. */
export type Use = { readonly kind: "use"; readonly what: World; readonly as: string };

/** What a file imports, and what it uses of the world outside; what cannot be seen through is a sighting of its own. */
export function sightings(file: string, text: string): readonly Sighting[] {
  const { program, errors } = parseSync(file, text, { sourceType: "module" });
  if (errors.length > 0) return [{ kind: "hidden", what: `cannot be parsed: ${errors[0]?.message}` }];
  const seen: Sighting[] = [];
  new Visitor({ ...importsInto(seen), ...usesInto(seen) }).visit(program);
  return seen;
}

function importsInto(seen: Sighting[]): VisitorObject {
  const add = (from: string, typeOnly: boolean): void => {
    seen.push({ kind: "import", from, typeOnly });
  };
  return {
    ImportDeclaration: ({ source, importKind, specifiers }) => {
      const types = specifiers.filter((one) => one.type === "ImportSpecifier" && one.importKind === "type");
      add(source.value, importKind === "type" || (types.length > 0 && types.length === specifiers.length));
    },
    ExportAllDeclaration: ({ source, exportKind }) => add(source.value, exportKind === "type"),
    ExportNamedDeclaration: ({ source, exportKind }) => {
      if (source) add(source.value, exportKind === "type");
    },
    TSImportType: ({ source }) => add(source.value, true),
    ImportExpression: ({ source }) => {
      if (source.type === "Literal" && typeof source.value === "string") add(source.value, false);
      else seen.push({ kind: "hidden", what: "imports something computed: write the path out" });
    },
  };
}

/** Global names whose every use counts. */
const globals: ReadonlyMap<string, World> = new Map([
  ["performance", "clock"],
  ["process", "process"],
  ["console", "console"],
  ["setTimeout", "timers"],
  ["setInterval", "timers"],
  ["setImmediate", "timers"],
  ["fetch", "network"],
  ["WebSocket", "network"],
  ["EventSource", "network"],
]);

/** Members that count, of globals that are otherwise free to use. */
const members: ReadonlyMap<string, World> = new Map([
  ["Date.now", "clock"],
  ["Temporal.Now", "clock"],
  ["process.env", "environment"],
  ["Math.random", "random"],
]);

/** Globals that must stand under their own name, or their members could not be seen. */
const plainlyNamed = new Set(["Date", "Temporal", "Math", "globalThis", "global", "require"]);

function usesInto(seen: Sighting[]): VisitorObject {
  const use = (what: World | undefined, as: string): void => {
    if (what !== undefined) seen.push({ kind: "use", what, as });
  };
  /** A place where an expression stands that may be nothing but a name. */
  const value = (node: Node | null | undefined): void => {
    if (node?.type !== "Identifier") return;
    use(globals.get(node.name), node.name);
    if (plainlyNamed.has(node.name))
      seen.push({ kind: "hidden", what: `hands ${node.name} on: use it by its own name` });
  };
  return {
    MemberExpression: ({ object, property, computed }) => {
      if (object.type !== "Identifier") return;
      const name = property.type === "Identifier" && !computed ? `${object.name}.${property.name}` : object.name;
      const known = members.get(name);
      use(known ?? globals.get(object.name), name);
      if (["globalThis", "global"].includes(object.name) || (computed && plainlyNamed.has(object.name))) value(object);
    },
    NewExpression: ({ callee, arguments: given }) => {
      if (callee.type !== "Identifier") return;
      use(callee.name === "Date" && given.length === 0 ? "clock" : globals.get(callee.name), `new ${callee.name}()`);
      given.forEach(value);
    },
    CallExpression: ({ callee, arguments: given }) => {
      if (callee.type === "Identifier") use(callee.name === "Date" ? "clock" : globals.get(callee.name), callee.name);
      if (callee.type === "Identifier" && callee.name === "require") value(callee);
      given.forEach(value);
    },
    VariableDeclarator: ({ init }) => value(init),
    AssignmentExpression: ({ right }) => value(right),
    AssignmentPattern: ({ right }) => value(right),
    ReturnStatement: ({ argument }) => value(argument),
    ArrowFunctionExpression: ({ body }) => value(body),
    Property: (property) => {
      if (!property.shorthand) value(property.value);
    },
  };
}
