import type { GroupRow } from '../../src/core/analysis/rows.ts';
import type { Run } from '../../src/core/model/run.ts';
import { tallyColumns } from '../../src/core/tables/answers.ts';
import { plainTable } from '../../src/core/tables/column.ts';

/** The tally as a table for the clipboard. */
export function tallyTable(groups: readonly GroupRow[], run: Pick<Run, 'targets'>): ReturnType<typeof plainTable> {
  const { answer, times, share, byModel } = tallyColumns(run);
  return plainTable([answer, times, share, ...byModel], groups);
}
