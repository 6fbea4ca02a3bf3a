import { own } from '../../src/core/own.ts';
import { controlAmong } from '../../src/core/model/control.ts';
import { trialsOf } from '../../src/core/model/planned-trials.ts';
import type { BetweenReport, CellReport, Counts } from '../../src/core/model/report.ts';
import type { Run } from '../../src/core/model/run.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';

/** What the views look up in a report. */

/** Id of the control, or of the only condition; empty when there is none. */
export function controlOf(run: Run): string {
  return controlAmong(run.conditions)?.id ?? '';
}

/** The comparison of all targets: of the only condition, or of the control; `null` for one target. */
export function betweenOf(report: PanelReport, run: Run): BetweenReport | null {
  const { between } = report;
  if (between === null || isBetween(between)) return between;
  return own(between, controlOf(run)) ?? null;
}

/** Answers that count of one target under the control: the n of what `betweenOf` compares. */
export function controlCount(report: PanelReport, run: Run, target: string): number {
  const condition = controlOf(run);
  const cell = report.cells.find((one) => one.target === target && one.condition === condition);
  return cell === undefined ? 0 : countedOf(cell.counts);
}

function isBetween(between: NonNullable<PanelReport['between']>): between is BetweenReport {
  return Array.isArray(between['pairs']);
}

/** Answers that count: n of every figure. */
export function countedOf(counts: Counts): number {
  return counts.completed - counts.unparsed - counts.outOfRange - (counts.echoed ?? 0) - (counts.unreadable ?? 0);
}

/** Trials the run is going to make. */
export function wantedOf(run: Run): number {
  return trialsOf(run);
}

/** A row of the models table, a column of the outputs: one target under one condition. */
export interface Column {
  /** Unique within a run. */
  readonly key: string;
  readonly target: string;
  readonly condition: string;
  /** Name of the condition where there are several; empty otherwise. */
  readonly suffix: string;
  readonly cell: CellReport | undefined;
}

/** All cells in the order of the run's targets. */
export function columnsOf(run: Run, report: PanelReport | null): readonly Column[] {
  return run.targets.flatMap(({ id: target }) =>
    run.conditions.map(({ id: condition }) => ({
      key: JSON.stringify([target, condition]),
      target,
      condition,
      suffix: run.conditions.length > 1 ? condition : '',
      cell: report?.cells.find((cell) => cell.target === target && cell.condition === condition),
    })),
  );
}
