import { foldText } from '../text/fold.ts';
import { readList } from '../grouping/list-key.ts';
import { nameKey } from '../grouping/short-key.ts';
import { tokensOf } from '../grouping/tokens.ts';

const BETWEEN = /, (?:and |or |& )?| (?:and|or|&) /i;
const ARTICLE = /^(?:the|an?|some) /i;

/** The things that an answer lists, in one line or one in each; `null` where it lists none. */
export function itemsOf(answer: string): readonly string[] | null {
  if (answer.includes('\n')) return readList(answer)?.items ?? null;
  return answer.replace(/\s+/g, ' ').split(BETWEEN);
}

/** The things that lists name, each counted once for each list, most frequent first, then by name. */
export function listedItems(
  lists: readonly (readonly string[])[],
): readonly { readonly item: string; readonly outputs: number }[] {
  const items = new Map<string, { readonly item: string; outputs: number }>();
  for (const list of lists) {
    const own = new Map(
      list.flatMap((part) => {
        const item = part
          .trim()
          .replace(/[*_]{2}/g, '')
          .replace(/:$/, '')
          .replace(ARTICLE, '');
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
