import type { LabelledPair } from '../../../fixtures/grouping/labelled-pairs.ts';
import { groupAnswers } from '../../../../src/core/grouping/group-answers.ts';
import { repairMojibake } from '../../../../src/core/text/mojibake.ts';

/** How often grouping and labels agree, and where they do not. */
export interface Agreement {
  readonly pairs: number;
  /** Of the pairs that were joined, the share that belongs together. */
  readonly precision: number;
  /** Of the pairs that belong together, the share that was joined. */
  readonly recall: number;
  readonly wrong: readonly LabelledPair[];
}

/** Whether two texts land in one group, as they do in a report: encoding repaired, then grouped in other words. */
export function areJoined({ a, b, kind }: Pick<LabelledPair, 'a' | 'b' | 'kind'>): boolean {
  const inputs = [a, b].map((original) => {
    const { text } = repairMojibake(original);
    return { text, answer: text, count: 1, notes: [] };
  });
  const { groups } = groupAnswers(inputs, { mode: 'lexical', kind: kind === 'number' ? 'number' : 'text' });
  return groups.length === 1;
}

const decisions = new Map<LabelledPair, boolean>();

function decided(pair: LabelledPair): boolean {
  const joined = decisions.get(pair) ?? areJoined(pair);
  decisions.set(pair, joined);
  return joined;
}

/** Counts agreement over some pairs. */
export function measure(pairs: readonly LabelledPair[]): Agreement {
  const all = pairs.map((pair) => ({ pair, joined: decided(pair) }));
  const joined = all.filter((entry) => entry.joined);
  const right = joined.filter(({ pair }) => pair.same).length;
  return {
    pairs: pairs.length,
    precision: right / joined.length,
    recall: right / pairs.filter(({ same }) => same).length,
    wrong: all.filter((entry) => entry.joined !== entry.pair.same).map(({ pair }) => pair),
  };
}
