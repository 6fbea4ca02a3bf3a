import { newParts, rarerPhrases } from '../../core/analysis/parts/told.ts';
import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { cut, fit, widthOf } from '../terminal/width.ts';
import { counted } from './figures.ts';

/** How much of each list a terminal shows; the exports hold all. */
const MOST_PARTS = 8;
const MOST_PHRASES = 5;
const MOST_TERMS = 5;
const WIDEST_LABEL = 26;

/** Quoted texts, each with where it was found. */
function quotedRows(
  heading: string,
  rows: readonly (readonly [string, string])[],
  columns: number,
  style: Style,
): readonly string[] {
  if (rows.length === 0) return [];
  return [
    style.dim(heading),
    ...rows.map(([text, found]) => {
      const where = `  ${found}`;
      return `${cut(`“${oneLine(text)}”`, columns - widthOf(where))}${style.dim(where)}`;
    }),
  ];
}

function parts(report: Report, columns: number, style: Style): readonly string[] {
  const { outputs: n } = report.funnel;
  const found = newParts(report.sharedParts, report.groups).slice(0, MOST_PARTS);
  const rows = found.map(({ text, outputs }) => [text, `${outputs} of ${n}`] as const);
  return quotedRows('SHARED WORDING', rows, columns, style);
}

function phrases(report: Report, columns: number, style: Style): readonly string[] {
  const rows = rarerPhrases({ ...report, outputs: report.funnel.outputs })
    .slice(0, MOST_PHRASES)
    .map(
      ({ phrase, outputs, targets }) =>
        [phrase, `${counted(outputs, 'output')}, ${counted(targets, 'model')}`] as const,
    );
  return quotedRows('SAID BY SEVERAL', rows, columns, style);
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

/** What many outputs share, what several models say, and what one says more often than the others, with in how many outputs. */
export function wording(report: Report, record: RunRecord, columns: number, style: Style): readonly string[] {
  const lists = [
    parts(report, columns, style),
    phrases(report, columns, style),
    signatures(report, record, columns, style),
  ].filter((lines) => lines.length > 0);
  return lists.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}
