import { type ImportDeclarationSpecifier, type Node, parseSync, Visitor, type VisitorObject } from "oxc-parser";
import { type Global, globalsIn } from "../globals.ts";
import type { World } from "./rooms.ts";
import { imported, judgements } from "./world.ts";

/** One thing a file does that the layer rule has a say in. */
export type Sighting = Import | Use | Hidden;

/** `typeOnly`: gone when the program runs. */
export type Import = { readonly kind: "import"; readonly from: string; readonly typeOnly: boolean };

/** A use of the world outside, and how it is written. */
export type Use = { readonly kind: "use"; readonly what: World; readonly as: string };

/** What cannot be seen through, as a sentence. */
export type Hidden = { readonly kind: "hidden"; readonly what: string };

/** What a file imports, and what it uses of the world outside; what cannot be seen through is a sighting of its own. */
export function sightings(file: string, text: string): readonly Sighting[] {
  const { program, errors } = parseSync(file, text, { sourceType: "module", preserveParens: false });
  if (errors.length > 0) return [{ kind: "hidden", what: `cannot be parsed: ${errors[0]?.message}` }];
  const seen: Sighting[] = [];
  new Visitor(importsInto(seen)).visit(program);
  return [...seen, ...globalsIn(program).flatMap((global) => judge(global) ?? [])];
}

function importsInto(seen: Sighting[]): VisitorObject {
  const add = (from: string, typeOnly: boolean): void => {
    seen.push({ kind: "import", from, typeOnly });
  };
  return {
    ImportDeclaration: ({ source, importKind, specifiers }) => {
      const values = importKind === "type" ? [] : specifiers.filter((one) => !isType(one));
      add(source.value, importKind === "type" || (specifiers.length > 0 && values.length === 0));
      seen.push(...values.flatMap((one) => takenFrom(source.value, one) ?? []));
    },
    ExportAllDeclaration: ({ source, exportKind }) => {
      add(source.value, exportKind === "type");
      if (exportKind !== "type" && imported.has(source.value)) seen.push(handedOn(source.value));
    },
    ExportNamedDeclaration: ({ source, exportKind }) => {
      if (!source) return;
      add(source.value, exportKind === "type");
      if (exportKind !== "type" && imported.has(source.value)) seen.push(handedOn(source.value));
    },
    TSImportType: ({ source }) => add(source.value, true),
    ImportExpression: ({ source }) => {
      if (source.type !== "Literal" || typeof source.value !== "string") {
        seen.push({ kind: "hidden", what: "imports something computed: write the path out" });
        return;
      }
      add(source.value, false);
      if (imported.has(source.value)) seen.push(handedOn(source.value));
    },
  };
}

const isType = (one: ImportDeclarationSpecifier): boolean =>
  one.type === "ImportSpecifier" && one.importKind === "type";

/** What one name out of a module means, of those modules that hold more than one world. */
function takenFrom(from: string, one: ImportDeclarationSpecifier): Sighting | undefined {
  const worldOf = imported.get(from);
  if (worldOf === undefined) return undefined;
  if (one.type !== "ImportSpecifier") return handedOn(from);
  const name = one.imported.type === "Literal" ? one.imported.value : one.imported.name;
  return used(worldOf(name), `${name} of ${from}`);
}

const handedOn = (name: string): Hidden => ({ kind: "hidden", what: `hands ${name} on: use it by its own name` });

const used = (what: World | undefined, as: string): Use | undefined => what && { kind: "use", what, as };

/** What a global means where it stands; undefined when it is free to use there. */
function judge({ name, node, around }: Global): Sighting | undefined {
  const judgement = judgements.get(name);
  if (judgement === undefined) return undefined;
  const [member, ofMember] = membersOf(node, around);
  const whole = member === undefined ? name : `${name}.${member}`;
  if (judgement.every !== undefined) return used(judgement.every, whole);
  const made = name === "Date" ? dateMade(node, around[0]) : undefined;
  if (made !== undefined) return made === "free" ? undefined : made;
  if (member === undefined) return { kind: "hidden", what: judgement.why ?? handedOn(name).what };
  const meant = judgement.members(member, ofMember);
  return meant === "hidden" ? handedOn(whole) : used(meant, whole);
}

/** `Date` where it is called or compared with: only what is made out of a given moment is free. */
function dateMade(node: Node, parent: Node | undefined): Sighting | "free" | undefined {
  if (parent?.type === "CallExpression" && parent.callee === node) return used("clock", "Date");
  if (parent?.type === "BinaryExpression" && parent.operator === "instanceof") return "free";
  if (parent?.type !== "NewExpression" || parent.callee !== node) return undefined;
  const [first] = parent.arguments;
  if (first === undefined) return used("clock", "new Date()");
  return first.type === "SpreadElement" ? handedOn("Date") : "free";
}

/** The members that are asked of a value one after the other (`a.b.c`: b, c), as far as their names are written out. */
function membersOf(node: Node, [parent, ...above]: readonly Node[]): readonly string[] {
  if (parent?.type !== "MemberExpression" || parent.object !== node) return [];
  const { property } = parent;
  if (property.type === "Identifier" && !parent.computed) return [property.name, ...membersOf(parent, above)];
  if (property.type !== "Literal" || typeof property.value !== "string") return [];
  return [property.value, ...membersOf(parent, above)];
}
