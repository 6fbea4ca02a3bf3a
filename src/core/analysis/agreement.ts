import { controlAmong } from '../model/control.ts';
import type { Agreement, AgreementReport } from '../model/report.ts';
import { IMPORT_TOOL, type Run } from '../model/run.ts';
import type { Cell } from './cells.ts';
import {
  agreementBetween,
  agreementWithin,
  betweenBounds,
  withinBounds,
  type ModelCounts,
} from './intervals/agreement-of-models.ts';
import { BOUND, INTERVAL, surer } from '../statistics/intervals/rare-agreements.ts';

/** A model with fewer counted answers than this does not stand for itself. */
export const LEAST_RUNS = 5;
/** Nor does one with a smaller part of its planned runs. */
const LEAST_PART = 1 / 5;

/** Cells whose models take part in a verdict, and the targets of those that do not. */
export interface Voices {
  readonly cells: readonly Cell[];
  readonly tooFew: readonly string[];
}

/** Answers out of a list from elsewhere: nobody planned how many of each model there should be. */
const isImported = ({ tool }: Run) => tool.name === IMPORT_TOOL;

/**
 * Whether a cell has answers enough to stand for itself. While a run is going, and where answers were imported, the plan is what
 * has settled so far.
 */
export function standsForItself(run: Run, { reads, counted }: Cell): boolean {
  const planned = run.status === 'running' || isImported(run) ? reads.length : run.trialsPerCell;
  return counted.length >= Math.max(LEAST_RUNS, LEAST_PART * planned);
}

/** The cells of the control (of the only condition) that stand for themselves, and the targets of the others. */
export function voicesOf(run: Run, cells: readonly Cell[]): Voices {
  const control = controlAmong(run.conditions);
  const own = cells.filter(({ condition }) => condition === control?.id);
  const stands = (cell: Cell) => standsForItself(run, cell);
  return { cells: own.filter(stands), tooFew: own.filter((cell) => !stands(cell)).map(({ target }) => target) };
}

/** `share` of the error rate is theirs. */
function figure(models: ModelCounts, value: number, bounds: typeof withinBounds, share: number): Agreement {
  const n = models.reduce((sum, counts) => sum + Array.from(counts).reduce((all, count) => all + count, 0), 0);
  return { value, interval: bounds(models, surer(INTERVAL, share)), bounds: bounds(models, surer(BOUND, share)), n };
}

/**
 * How much the runs of a model agree with each other, and those of two models; over the models that stand for themselves.
 * `share`: the part of the error rate that this look at the run may spend, see `errorShare`.
 */
export function agreementReport({ cells, tooFew }: Voices, share: number): AgreementReport {
  const models = cells.map(({ counts }) => counts);
  return {
    within: models.length === 0 ? null : figure(models, agreementWithin(models), withinBounds, share),
    between: models.length < 2 ? null : figure(models, agreementBetween(models), betweenBounds, share),
    tooFew,
  };
}
