import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { screeningColumns, screeningRows } from '../../core/tables/screening.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/width.ts';
import { columnTable } from './report-columns.ts';

const LEGEND =
  'Screening and fresh runs: points of a hundred by which the answer is more frequent with the part than without it (95% interval). Bits: how much more surprising the outputs are with it.';

/** Which parts of the prompt make the answer, one row per part; none for runs that do not ask. */
export function screeningTable(
  { screening }: Report,
  { run }: RunRecord,
  columns: number,
  style: Style,
  isFull: boolean,
): readonly (readonly string[])[] {
  if (screening === undefined || screening.parts.length === 0) return [];
  const { part, model, effect, surprise, fresh, with: one, without, pHolm, verdict } = screeningColumns(run.targets);
  const isByModel = isFull && run.targets.length > 1;
  const screened = screening.rows === 0 ? [] : [effect, ...(isFull ? [surprise] : [])];
  const shown = [
    part,
    ...(isByModel ? [model] : []),
    ...screened,
    fresh,
    ...(isFull ? [one, without, pHolm] : []),
    verdict,
  ];
  return [
    columnTable(shown, screeningRows(screening, isByModel), columns, style, {
      dropped: [surprise, one, without, pHolm],
    }),
    wrap(isFull ? LEGEND : LEGEND.slice(0, LEGEND.indexOf(' Bits:')), columns).map((line) => style.dim(line)),
  ];
}
