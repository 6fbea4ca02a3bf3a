import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { cut, fit, widthOf } from '../terminal/width.ts';
import { counted } from './figures.ts';

/** How much of each list a terminal shows; the exports hold all. */
const MOST_PHRASES = 5;
const MOST_TERMS = 5;
const WIDEST_LABEL = 26;

function phrases({ phrases: found }: Report, columns: number, style: Style): readonly string[] {
  const own = (found ?? []).filter(({ echo }) => !echo).slice(0, MOST_PHRASES);
  if (own.length === 0) return [];
  return [
    style.dim('SAID BY SEVERAL'),
    ...own.map(({ phrase, outputs, targets }) => {
      const where = `  ${counted(outputs, 'output')}, ${counted(targets, 'model')}`;
      return `${cut(`“${oneLine(phrase)}”`, columns - widthOf(where))}${style.dim(where)}`;
    }),
  ];
}

function signatures(
  { signatures: found }: Report,
  { run }: RunRecord,
  columns: number,
  style: Style,
): readonly string[] {
  const rows = run.targets.flatMap(({ id, label }, index) => {
    const terms = found?.[id] ?? [];
    return terms.length === 0 ? [] : [{ label: oneLine(label), index, terms: terms.slice(0, MOST_TERMS) }];
  });
  if (rows.length === 0) return [];
  const wide = Math.min(WIDEST_LABEL, Math.max(...rows.map(({ label }) => widthOf(label))));
  return [
    style.dim('MORE THAN THE OTHERS'),
    ...rows.map(({ label, index, terms }) => {
      const said = terms.map(({ term, documents }) => `${oneLine(term)} (${documents})`).join(', ');
      return `${style.target(index, fit(label, wide))}  ${cut(said, columns - wide - 2)}`;
    }),
  ];
}

/** Phrases of several outputs, and what one model says more often than the others with in how many outputs. */
export function wording(report: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  const shared = phrases(report, columns, style);
  const own = signatures(report, record, columns, style);
  return shared.length > 0 && own.length > 0 ? [...shared, '', ...own] : [...shared, ...own];
}
