import type { Group } from '../model/report.ts';
import type { FieldReport, NamedReport } from '../model/reading-report.ts';
import type { Run } from '../model/run.ts';
import { columnsOver } from './column.ts';
import { BARS, estimate, spreadColumns } from './common.ts';

type TallyRow = Pick<Group, 'answer' | 'count' | 'share' | 'interval' | 'byTarget'> &
  Partial<Pick<Group, 'variants' | 'why'>>;

/** Answers by how often they came. */
export function tallyColumns({ targets }: Pick<Run, 'targets'>) {
  const { text, count, share } = columnsOver<TallyRow>();
  return {
    answer: text('answer', 'Answer', ({ answer }) => answer),
    times: count('times', 'Times', ({ count: times }) => times),
    share: share('share', 'Share', ({ share: value, interval }) => ({ value, interval })),
    bars: BARS.byModel,
    ...spreadColumns<TallyRow>(targets),
    joined: text('joined', 'Joined', ({ variants = [], why = '' }) => (variants.length > 1 ? why : '')),
  };
}

type Item = NonNullable<NamedReport['items']>[number];

/** What answers list, thing by thing; `lists`: how many lists there are. */
export function itemColumns(lists: number) {
  const { text, count, share } = columnsOver<Item>();
  return {
    item: text('item', 'Thing', ({ item }) => item),
    outputs: count('lists', 'Lists', ({ outputs }) => outputs),
    share: share('share', 'Share', ({ outputs }) => estimate(lists === 0 ? null : outputs / lists)),
  };
}

/** JSON, field by field. */
export function fieldColumns() {
  const { text, count } = columnsOver<FieldReport>();
  return {
    field: text('field', 'Field', ({ field }) => field),
    values: text('values', 'Most frequent values', ({ values }) =>
      values.map(({ value, outputs }) => `${value} in ${outputs}`).join('; '),
    ),
    different: count('distinct', 'Different', ({ different }) => different),
    outputs: count('outputs', 'Outputs', ({ outputs }) => outputs),
  };
}
