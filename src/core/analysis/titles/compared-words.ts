import type { CommonWords } from './common-words.ts';
import type { FoldedTitle } from './titles.ts';

/** What words must hold beyond something that is compared anyway: so many outputs, and this part of their own. */
const FEWEST_BEYOND = 3;
const PART_BEYOND = 0.1;

/**
 * The words of titles that say more than what is compared beside them: than the most frequent of their titles, and than each of the
 * words before them, most outputs first. Where the outputs are almost the same, a second test would only weaken the first. The rule
 * looks at all conditions together, never at where the outputs are.
 */
export function comparedWords(common: readonly CommonWords[], titles: readonly FoldedTitle[]): readonly CommonWords[] {
  const outputs = (places: readonly number[]) => places.reduce((sum, place) => sum + titles[place]!.reads.length, 0);
  const enough = (beyond: number, all: number) => beyond >= Math.max(FEWEST_BEYOND, PART_BEYOND * all);
  const taken: { readonly words: CommonWords; readonly places: ReadonlySet<number> }[] = [];
  for (const words of common) {
    const all = words.reads.length;
    // Titles stand most frequent first.
    const isOneTitle = !enough(outputs(words.titles.slice(1)), all);
    const isSaid = ({ places }: (typeof taken)[number]) =>
      !enough(outputs(words.titles.filter((place) => !places.has(place))), all);
    if (!isOneTitle && !taken.some(isSaid)) taken.push({ words, places: new Set(words.titles) });
  }
  return taken.map(({ words }) => words);
}
