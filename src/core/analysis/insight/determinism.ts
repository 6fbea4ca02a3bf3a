import { trialName } from '../../model/record.ts';
import type { RunRecord, Trial } from '../../model/run.ts';
import type { Figures } from './details.ts';

/** A cell whose runs had to be the same. */
export interface FixedCell {
  /** Target id. */
  readonly target: string;
  readonly runs: number;
  /** What fixed them, in plain words. */
  readonly by: string;
}

function fixedBy({ honoured }: Trial): string | null {
  if (honoured['temperature'] === 0) return 'temperature 0';
  const { seed } = honoured;
  return seed === undefined || seed === null ? null : 'a fixed seed';
}

/**
 * Cells of two or more identical texts whose sampling was switched off by a parameter that was really sent. Such runs
 * repeat one answer; they say nothing about how often a model would give it.
 */
export function fixedCells({ trials }: RunRecord, report: Figures): readonly FixedCell[] {
  const counted = new Set(report.readings.filter(({ status }) => status === 'counted').map(trialName));
  const cells = new Map<string, Trial[]>();
  for (const trial of trials) {
    if (!counted.has(trialName(trial))) continue;
    const key = JSON.stringify([trial.target, trial.condition]);
    const cell = cells.get(key);
    if (cell) cell.push(trial);
    else cells.set(key, [trial]);
  }
  return [...cells.values()].flatMap((cell) => {
    const first = cell[0]!;
    const by = fixedBy(first);
    const fixed =
      cell.length > 1 && by !== null && cell.every((trial) => fixedBy(trial) === by && trial.text === first.text);
    return fixed ? [{ target: first.target, runs: cell.length, by }] : [];
  });
}
