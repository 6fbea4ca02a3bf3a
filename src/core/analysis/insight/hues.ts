import { areNeighbours } from '../../colour/hues.ts';
import type { HueCounts, Report } from '../../model/report.ts';
import { list } from '../../text/prose.ts';

/** Share that one family of hues, or two neighbouring ones, must have to be named. */
const MOST = 2 / 3;
const FEWEST = 5;

/** Says that most colours are of one family of hues, or of two neighbouring ones, where they have different names. */
export function hueFamilies({
  hues,
  groups,
}: Pick<Report, 'groups'> & { readonly hues: HueCounts | null }): string | null {
  if (hues === null || hues.n < FEWEST || groups.length < 2) return null;
  const [first, ...others] = hues.families;
  if (first === undefined || first.family === 'neutral') return null;
  const beside = others.find(({ family }) => areNeighbours(first.family, family));
  const named = first.count >= MOST * hues.n || beside === undefined ? [first] : [first, beside];
  const count = named.reduce((sum, one) => sum + one.count, 0);
  if (count < MOST * hues.n) return null;
  // What the tally says already: the most frequent name is all there is of the family.
  if (named.length === 1 && groups[0]!.count >= count) return null;
  return `${count} of ${hues.n} colours are ${list(named.map(({ family }) => family)).replace(' and ', ' or ')}.`;
}
