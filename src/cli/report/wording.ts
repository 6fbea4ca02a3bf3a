import { newParts, rarerPhrases } from '../../core/analysis/parts/told.ts';
import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import type { Column } from '../../core/tables/column.ts';
import { partColumns, phraseColumns, signatureColumns, signatureRows } from '../../core/tables/wording.ts';
import type { Style } from '../terminal/style.ts';
import { columnTable } from './report-columns.ts';

/** How much of each list a terminal shows; the exports hold all. */
const MOST_PARTS = 8;
const MOST_PHRASES = 5;
const MOST_TERMS = 3;

/** What many outputs share, what several models say, and what one says more often than the others, with in how many outputs. */
export function wording(
  report: Report,
  { run }: RunRecord,
  columns: number,
  style: Style,
): readonly (readonly string[])[] {
  const shown = <Row>(heads: readonly Column<Row>[], rows: readonly Row[]): readonly string[] =>
    rows.length === 0 ? [] : columnTable(heads, rows, columns, style);
  const parts = partColumns(run);
  const phrases = phraseColumns(run);
  const terms = signatureColumns(run);
  return [
    shown(
      [parts.what, parts.outputs, parts.share, parts.models],
      newParts(report.sharedParts, report.groups).slice(0, MOST_PARTS),
    ),
    shown(
      [phrases.phrase, phrases.outputs, phrases.models],
      rarerPhrases({ ...report, outputs: report.funnel.outputs }).slice(0, MOST_PHRASES),
    ),
    shown([terms.model, terms.term, terms.outputs, terms.others], signatureRows(report.signatures, MOST_TERMS)),
  ];
}
