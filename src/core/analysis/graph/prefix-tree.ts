import type { WordPaths } from './word-paths.ts';

/** The texts as a tree: those that begin with the same words share them, and nothing is shared behind the first difference. */
export function prefixTree(texts: readonly (readonly string[])[]): WordPaths {
  const keys: string[] = [];
  const children: Map<string, number>[] = [];
  const roots = new Map<string, number>();
  const create = (key: string): number => {
    children.push(new Map());
    return keys.push(key) - 1;
  };
  const paths = texts.map((text) => {
    let level = roots;
    return text.map((key) => {
      const node = level.get(key) ?? create(key);
      level.set(key, node);
      level = children[node]!;
      return node;
    });
  });
  return { keys, paths };
}
