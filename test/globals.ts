import { type Node, visitorKeys } from "oxc-parser";

/** A name that a module uses and does not declare, with the nodes around it, the nearest first. */
export type Global = { readonly name: string; readonly node: Node; readonly around: readonly Node[] };

/** The names that are declared between two braces, or their like, and what is around them. */
type Scope = { readonly names: Set<string>; readonly outer: Scope | undefined };

type Found = Global & { readonly scope: Scope };

/**
 * Every use of a global in a parsed module, wherever it stands: names of properties, types, and what the module declares
 * itself are left out. `declare` declares nothing: the name still means the global when the program runs.
 */
export function globalsIn(program: Node): readonly Global[] {
  const found: Found[] = [];
  walk(program, [], { names: new Set(), outer: undefined }, found);
  return found.filter(({ name, scope }) => !isDeclared(name, scope));
}

function isDeclared(name: string, scope: Scope | undefined): boolean {
  return scope !== undefined && (scope.names.has(name) || isDeclared(name, scope.outer));
}

/** Parts that are gone when the program runs. */
const typeKeys = new Set([
  "typeAnnotation",
  "typeArguments",
  "typeParameters",
  "returnType",
  "superTypeArguments",
  "implements",
]);
const typeNodes = new Set([
  "TSTypeAliasDeclaration",
  "TSInterfaceDeclaration",
  "TSDeclareFunction",
  "TSIndexSignature",
]);

/** Parts that are a name and nothing more, unless they are computed. */
const nameKeys = new Set(["property", "key", "label", "imported", "exported", "meta"]);

const scopes = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
  "ClassExpression",
  "BlockStatement",
  "StaticBlock",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "SwitchStatement",
  "CatchClause",
]);

function walk(node: Node, around: readonly Node[], outer: Scope, found: Found[]): void {
  if (typeNodes.has(node.type) || isGone(node)) return;
  if (node.type === "Identifier") found.push({ name: node.name, node, around, scope: outer });
  const scope = scopes.has(node.type) ? { names: new Set<string>(), outer } : outer;
  for (const key of visitorKeys[node.type] ?? []) {
    if (typeKeys.has(key) || isName(node, key)) continue;
    const declaredIn = node.type === "FunctionDeclaration" && key === "id" ? outer : scope;
    for (const child of childrenOf(node, key)) {
      if (isDeclaring(node, key)) declare(child, [node, ...around], declaredIn, found);
      else walk(child, [node, ...around], scope, found);
    }
  }
}

/** Whether a whole statement is gone when the program runs. */
function isGone(node: Node): boolean {
  if ("declare" in node && node.declare === true) return true;
  if (node.type === "ImportDeclaration" || node.type === "ImportSpecifier") return node.importKind === "type";
  // `export { x } from "…"` and `export type { X }` use nothing of this module.
  return node.type === "ExportNamedDeclaration" && (node.source !== null || node.exportKind === "type");
}

function isName(node: Node, key: string): boolean {
  if (node.type === "MetaProperty" || (node.type === "TSEnumMember" && key === "id")) return true;
  return nameKeys.has(key) && !("computed" in node && node.computed === true);
}

function isDeclaring(node: Node, key: string): boolean {
  switch (key) {
    case "id":
      return node.type !== "TSModuleDeclaration";
    case "params":
      return true;
    case "param":
      return node.type === "CatchClause";
    case "local":
      return node.type !== "ExportSpecifier";
    default:
      return false;
  }
}

/** Takes the names out of a pattern; defaults and computed keys in it are uses like any other. */
function declare(pattern: Node, around: readonly Node[], scope: Scope, found: Found[]): void {
  const inside = [pattern, ...around];
  if (pattern.type === "Identifier") scope.names.add(pattern.name);
  else if (pattern.type === "AssignmentPattern") {
    declare(pattern.left, inside, scope, found);
    walk(pattern.right, inside, scope, found);
  } else if (pattern.type === "Property") {
    if (pattern.computed) walk(pattern.key, inside, scope, found);
    declare(pattern.value, inside, scope, found);
  } else if (["ObjectPattern", "ArrayPattern", "RestElement", "TSParameterProperty"].includes(pattern.type)) {
    for (const key of ["properties", "elements", "argument", "parameter"]) {
      for (const child of childrenOf(pattern, key)) declare(child, inside, scope, found);
    }
  } else walk(pattern, around, scope, found);
}

function childrenOf(node: Node, key: string): readonly Node[] {
  const value: unknown = Reflect.get(node, key);
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
