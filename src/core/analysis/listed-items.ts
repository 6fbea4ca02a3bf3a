import { foldText } from '../grouping/fold.ts';
import { nameKey } from '../grouping/short-key.ts';
import { tokensOf } from '../grouping/tokens.ts';

const BETWEEN = /, (?:and |or |& )?| (?:and|or|&) /i;
const ARTICLE = /^(?:the|an?|some) /i;

/** The things that lists in one line name, each counted once for each list, most frequent first, then by name. */
export function listedItems(lists: readonly string[]): readonly { readonly item: string; readonly outputs: number }[] {
  const items = new Map<string, { readonly item: string; outputs: number }>();
  for (const list of lists) {
    const own = new Map(
      list
        .replace(/\s+/g, ' ')
        .split(BETWEEN)
        .flatMap((part) => {
          const item = part.trim().replace(ARTICLE, '');
          const folded = foldText(item);
          return folded === '' ? [] : [[nameKey(tokensOf(folded)), item] as const];
        }),
    );
    for (const [key, item] of own) {
      const known = items.get(key);
      if (known === undefined) items.set(key, { item, outputs: 1 });
      else known.outputs++;
    }
  }
  return [...items.values()].sort((a, b) => b.outputs - a.outputs || (a.item < b.item ? -1 : 1));
}
