/** A node of a syntax tree (ESTree), as far as it is looked at. */
export interface Node {
  readonly type: string;
  /** Offsets of UTF-16 units in the script. */
  readonly start: number;
  readonly end: number;
  readonly [part: string]: unknown;
}

/** Whether a part of a node is a node. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** A part of a node that is a node; `null` when there is none. */
export function part(node: Node, name: string): Node | null {
  const value = node[name];
  return isNode(value) ? value : null;
}

/** A part of a node that is a list of nodes; holes are left out. */
export function parts(node: Node, name: string): readonly Node[] {
  const value = node[name];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The name of an identifier or private name; `null` for any other node. */
export function nameOf(node: Node | null): string | null {
  if (
    node === null ||
    (node.type !== 'Identifier' && node.type !== 'PrivateIdentifier' && node.type !== 'JSXIdentifier')
  )
    return null;
  return node['name'] as string;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Whether a node is a function of any kind. */
export function isFunction(node: Node): boolean {
  return FUNCTIONS.has(node.type);
}

/** What an expression is when types, brackets and marks that do nothing are taken off. */
export function bareExpression(node: Node): Node {
  let current = node;
  for (;;) {
    const inner =
      current.type === 'TSAsExpression' ||
      current.type === 'TSNonNullExpression' ||
      current.type === 'TSSatisfiesExpression' ||
      current.type === 'TSTypeAssertion' ||
      current.type === 'ParenthesizedExpression' ||
      current.type === 'ChainExpression' ||
      current.type === 'AwaitExpression'
        ? (part(current, 'expression') ?? part(current, 'argument'))
        : null;
    if (inner === null) return current;
    current = inner;
  }
}
