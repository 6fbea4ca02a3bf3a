import type { ProbeFile } from '../model/report.ts';
import { screeningColumns, screeningRows } from '../tables/screening.ts';
import { columnTable } from './markdown-text.ts';

/** Which parts of the prompt make its answer; empty for runs that do not ask. */
export function screeningSection({ run, report: { screening } }: ProbeFile): string[] {
  if (screening === undefined) return [];
  const { model, ...columns } = screeningColumns(run.targets);
  const { part, ...others } = columns;
  const byModel = run.targets.length > 1;
  return [
    '## Parts of the prompt',
    'Screening and fresh runs: by how many points of a hundred the most frequent answer to the whole prompt comes more often with the part than without it, with its 95% interval. Bits: how much more surprising the outputs are with it. Only the fresh runs confirm anything.',
    columnTable([part, ...(byModel ? [model] : []), ...Object.values(others)], screeningRows(screening, byModel)),
  ];
}
