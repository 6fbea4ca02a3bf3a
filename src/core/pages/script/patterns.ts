import { bareExpression, nameOf, part, parts, type Node } from './node.ts';
import type { Placed, Scope } from './scopes.ts';

/** The name of a property; `null` when it has to be worked out. */
export function keyName(key: Node): string | null {
  if (key.type === 'Literal') return String(key['value']);
  return nameOf(key);
}

/** The name of a member: written, or a literal in brackets; `computed` when it has to be worked out. */
export function memberName(
  node: Node,
  scope: Scope,
): { readonly name: string | null; readonly computed: Placed | null } {
  const property = part(node, 'property');
  if (property === null) return { name: null, computed: null };
  if (node['computed'] !== true) return { name: nameOf(property), computed: null };
  const bare = bareExpression(property);
  if (bare.type === 'Literal') return { name: String(bare['value']), computed: null };
  return { name: null, computed: { node: bare, scope } };
}

/** The default values in a pattern. */
export function defaultsOf(pattern: Node): readonly Node[] {
  const found: Node[] = [];
  eachName(pattern, [], (_name, _path, fallback) => {
    if (fallback !== null) found.push(fallback);
  });
  return found;
}

/** Nesting of patterns that is followed. */
const DEEPEST_PATTERN = 8;

/** Takes a name, the members on the way to it, and its default. */
export type OnName = (name: string, path: readonly string[], fallback: Node | null) => void;

/** Every name that a pattern declares, with the members on the way to it and its default. */
export function eachName(pattern: Node, path: readonly string[], visit: OnName, fallback: Node | null = null): void {
  const name = nameOf(pattern);
  if (name !== null) return visit(name, path, fallback);
  if (path.length > DEEPEST_PATTERN) return;
  if (pattern.type === 'AssignmentPattern') {
    const left = part(pattern, 'left');
    if (left !== null) eachName(left, path, visit, part(pattern, 'right'));
  } else if (pattern.type === 'RestElement') {
    const rest = part(pattern, 'argument');
    if (rest !== null) eachName(rest, [...path, '...'], visit);
  } else if (pattern.type === 'TSParameterProperty') {
    const parameter = part(pattern, 'parameter');
    if (parameter !== null) eachName(parameter, path, visit);
  } else if (pattern.type === 'ArrayPattern') {
    const elements = pattern['elements'] as readonly (Node | null)[];
    elements.forEach((element, index) => {
      if (element !== null) eachName(element, [...path, String(index)], visit);
    });
  } else if (pattern.type === 'ObjectPattern') {
    for (const property of parts(pattern, 'properties')) {
      const key = part(property, 'key');
      const value = part(property, 'value');
      if (property.type === 'RestElement') eachName(property, path, visit);
      else if (key !== null && value !== null) eachName(value, [...path, keyName(key) ?? '?'], visit);
    }
  }
}
