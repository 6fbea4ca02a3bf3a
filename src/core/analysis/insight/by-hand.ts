import type { Insight } from '../../model/report.ts';
import type { ByHand } from '../edits.ts';
import { list, plural } from '../../text/prose.ts';

function sentences({ merges, splits, idle }: ByHand): readonly string[] {
  const made = [...(merges > 0 ? [plural(merges, 'merge')] : []), ...(splits > 0 ? [plural(splits, 'split')] : [])];
  return [
    ...(made.length > 0 ? [`${list(made)} ${merges + splits === 1 ? 'was' : 'were'} made by hand.`] : []),
    ...(idle > 0
      ? [`${plural(idle, 'change')} made by hand ${idle === 1 ? 'has' : 'have'} no effect on these groups.`]
      : []),
  ];
}

/** Says that the groups were shaped by hand, where they were. */
export function withByHand(insight: Insight, byHand: ByHand): Insight {
  return { ...insight, details: [...insight.details, ...sentences(byHand)] };
}
