import type { RunRecord, Trial } from '../../model/run.ts';
import { ByCell } from '../by-cell.ts';
import type { Figures } from './details.ts';

/** A cell whose runs had to be the same. */
export interface FixedCell {
  /** Target id. */
  readonly target: string;
  readonly runs: number;
  readonly cause: Cause;
}

/** What fixed the runs of a cell, in plain words. */
export interface Cause {
  /** "temperature 0": as the subject of a sentence. */
  readonly by: string;
  /** "at temperature 0": behind "gave one text 9 times". */
  readonly how: string;
}

const TEMPERATURE: Cause = { by: 'temperature 0', how: 'at temperature 0' };
const SEED: Cause = { by: 'a fixed seed', how: 'with a fixed seed' };
const CACHE: Cause = { by: 'a cache', how: 'out of a cache' };
const UNKNOWN: Cause = { by: 'a cache, or sampling that is switched off,', how: 'letter for letter' };

/** From so many words on, a text that comes again and again letter for letter was not sampled anew. */
const LONG_WORDS = 40;
/** Fewer runs than this may be the same by chance even then. */
const LONG_RUNS = 3;

function fixedBy({ honoured }: Trial): Cause | null {
  if (honoured['temperature'] === 0) return TEMPERATURE;
  const { seed } = honoured;
  return seed === undefined || seed === null ? null : SEED;
}

/** Whether all but one came out of a cache: the first has to be asked for. */
const isCache = (cell: readonly Trial[]) => cell.filter(({ cached }) => cached !== true).length <= 1;

const isLong = (text: string) => (text.match(/\S+/gu)?.length ?? 0) >= LONG_WORDS;

/** What made all runs of a cell one text; `null` when they differ, or when nothing speaks against chance. */
function causeOf(cell: readonly Trial[]): Cause | null {
  const [first] = cell;
  if (first === undefined || cell.length < 2 || cell.some(({ text }) => text !== first.text)) return null;
  const by = fixedBy(first);
  if (by !== null && cell.every((trial) => fixedBy(trial) === by)) return by;
  if (isCache(cell)) return CACHE;
  return cell.length >= LONG_RUNS && isLong(first.text) ? UNKNOWN : null;
}

/**
 * Cells of two or more identical texts whose sampling was switched off: by a parameter that was really sent, by a cache that
 * says so, or as it must have been where a text of 40 words or more comes letter for letter in 3 runs or more. Such runs
 * repeat one answer; they say nothing about how often a model would give it.
 */
export function fixedCells({ run, trials }: RunRecord, report: Figures): readonly FixedCell[] {
  const counted = new ByCell(() => new Set<number>());
  for (const reading of report.readings) if (reading.status === 'counted') counted.of(reading).add(reading.trialIndex);
  const cells = new ByCell((): Trial[] => []);
  for (const trial of trials) if (counted.of(trial).has(trial.trialIndex)) cells.of(trial).push(trial);
  // In the order of the run: trials come in any.
  return run.targets.flatMap(({ id: target }) =>
    run.conditions.flatMap(({ id: condition }) => {
      const cell = cells.of({ target, condition });
      const cause = causeOf(cell);
      return cause === null ? [] : [{ target, runs: cell.length, cause }];
    }),
  );
}
