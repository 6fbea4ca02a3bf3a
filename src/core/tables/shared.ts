import type { TitleTally } from '../model/conditions-report.ts';
import type { Run } from '../model/run.ts';
import { columnsOver } from './column.ts';
import { BARS, conditionCounts, spreadColumns, type Spread } from './common.ts';

/** Something that several outputs have. */
export interface SharedRow extends Spread {
  /** Hostile text. */
  readonly text: string;
  readonly outputs: number;
}

const WHAT = {
  title: 'Title',
  'title-words': 'Title contains',
  name: 'Name',
  shingle: 'Names and numbers in a row',
  part: 'Shared wording',
} as const;
export type SharedKind = keyof typeof WHAT;

/** What several outputs have, and of which models and conditions they are. */
export function sharedColumns({ targets, conditions }: Pick<Run, 'targets' | 'conditions'>, kind: SharedKind) {
  const { text, count } = columnsOver<SharedRow>();
  return {
    what: text(kind, WHAT[kind], (row) => row.text),
    outputs: count('outputs', 'Outputs', ({ outputs }) => outputs),
    ...spreadColumns<SharedRow>(targets),
    bars: BARS.byCondition,
    byCondition: conditionCounts<SharedRow>(conditions),
  };
}

/** Titles, or words that titles hold, as such rows. */
export const titleRows = (titles: readonly TitleTally[]): readonly SharedRow[] =>
  titles.map(({ title, count, byTarget, byCondition }) => ({ text: title, outputs: count, byTarget, byCondition }));
