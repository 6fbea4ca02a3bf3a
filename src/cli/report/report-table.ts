import type { Report } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { withoutIsolates } from '../../core/text/prose.ts';
import { oneLine } from '../terminal/printable.ts';
import { wrap } from '../terminal/width.ts';
import { conditionTables } from './conditions-table.ts';
import { costTable } from './cost-table.ts';
import { distribution } from './distribution.ts';
import { betweenOf, facts } from './facts.ts';
import { bulleted, laidOut, type Layout, underControl } from './layout.ts';
import { modelsTable } from './models-table.ts';
import { pairsTable } from './pairs-table.ts';
import { funnelLine, reasons } from './remarks.ts';
import { rewriteTables } from './rewrites-table.ts';
import { screeningTable } from './screening-table.ts';
import { tally } from './tally.ts';
import { titlesTable } from './titles-table.ts';
import { traitsTable } from './traits-table.ts';
import { wording } from './wording.ts';

function remarks(report: Report, record: RunRecord, { columns, style }: Layout): readonly string[] {
  return [
    ...(report.counts.completed > 0 ? wrap(funnelLine(report), columns) : []),
    ...reasons(record).flatMap((line) => wrap(line, columns).map((part) => style.warn(part))),
  ];
}

/** All of the report for a person at a terminal: what was found first, then the figures it rests on. Safe to print. */
export function reportTable(report: Report, record: RunRecord, layout: Layout): string {
  const { columns, style } = layout;
  const { headline, details } = report.insight;
  const blocks: readonly (readonly string[])[] = [
    [
      ...wrap(oneLine(withoutIsolates(headline)), columns).map((line) => style.strong(line)),
      ...details.flatMap((detail) => bulleted(oneLine(withoutIsolates(detail)), columns)),
    ],
    facts(report, record, layout),
    ...rewriteTables(report, record, layout),
    ...screeningTable(report, record, columns, style, true),
    ...conditionTables(report, record, columns, style),
    traitsTable(report, record, columns, style),
    titlesTable(report, record, columns, style),
    modelsTable(report, record, columns, style),
    tally(report, record, columns, style),
    underControl(report, pairsTable(betweenOf(report), record, columns, style), layout),
    distribution(report, record, columns, style),
    ...wording(report, record, columns, style),
    costTable(report, record, columns, style),
    remarks(report, record, layout),
  ];
  return laidOut(blocks);
}
