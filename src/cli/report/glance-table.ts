import { glanceOf } from '../../core/analysis/insight/glance.ts';
import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { withoutIsolates } from '../../core/text/prose.ts';
import { oneLine } from '../terminal/printable.ts';
import { cut, wrap } from '../terminal/width.ts';
import { conditionGlance } from './conditions-table.ts';
import { meaningCost } from './cost-table.ts';
import { distribution } from './distribution.ts';
import { briefFacts } from './facts.ts';
import { counted } from './figures.ts';
import { bulleted, laidOut, type Layout } from './layout.ts';
import { modelsTable } from './models-table.ts';
import { reasons } from './remarks.ts';
import { rewriteTables } from './rewrites-table.ts';
import { screeningTable } from './screening-table.ts';
import { tally } from './tally.ts';
import { traitsTable } from './traits-table.ts';

/** Rows of one table. */
const MOST_ROWS = 6;
/** Reasons why calls failed. */
const MOST_REASONS = 3;

function found({ insight }: Report, { columns, style }: Layout): readonly string[] {
  const { claim, sentence, findings } = glanceOf(insight);
  const headline = sentence === '' ? `${claim}.` : `${claim}. ${sentence}`;
  return [
    ...wrap(oneLine(withoutIsolates(headline)), columns).map((line) => style.strong(line)),
    ...findings.flatMap((finding) => bulleted(oneLine(withoutIsolates(finding)), columns)),
  ];
}

/** The answers: numbers on their axis, pages by their traits, other answers by how often they came. */
function picture(report: Report, record: RunRecord, { columns, style }: Layout): readonly string[] {
  const skyline = distribution(report, record, columns, style);
  if (skyline.length > 0) return skyline;
  const traits = traitsTable(report, record, columns, style, MOST_ROWS);
  return traits.length > 0 ? traits : tally(report, record, columns, style, MOST_ROWS);
}

function why(record: RunRecord, { columns, style }: Layout): readonly string[] {
  const all = reasons(record);
  const rest = all.length - MOST_REASONS;
  return [
    ...all.slice(0, MOST_REASONS).map((line) => style.warn(cut(line, columns))),
    ...(rest > 0 ? [style.warn(`and ${counted(rest, 'more reason')}`)] : []),
  ];
}

function more({ insight }: Report, { columns, style }: Layout): readonly string[] {
  const hidden = glanceOf(insight).more.length;
  const what = hidden === 0 ? 'all tables' : `${counted(hidden, 'more finding')} and all tables`;
  return [style.dim(cut(`--full shows ${what}.`, columns))];
}

/** What was found and the figures it rests on, on one screen. Safe to print. */
export function glanceTable(report: Report, record: RunRecord, layout: Layout): string {
  const { columns, style } = layout;
  const hasConditions = report.conditions !== null;
  return laidOut([
    found(report, layout),
    briefFacts(report, record, layout),
    ...(report.rewrites !== undefined
      ? rewriteTables(report, record, layout)
      : report.screening !== undefined
        ? screeningTable(report, record, columns, style, false)
        : hasConditions
          ? conditionGlance(report, record, columns, style, MOST_ROWS)
          : [modelsTable(report, record, columns, style), picture(report, record, layout)]),
    [...meaningCost(record, columns), ...why(record, layout)],
    layout.isAlone ? [] : more(report, layout),
  ]);
}
