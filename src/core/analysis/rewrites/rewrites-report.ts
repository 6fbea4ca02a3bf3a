import { controlAmong } from '../../model/control.ts';
import type { RewriteRow, RewritesReport, RewriteVerdict, RewritesVerdict } from '../../model/rewrites-report.ts';
import type { Condition, Run, Target } from '../../model/run.ts';
import { costOfTrial } from '../../money/cost.ts';
import { knownPrice } from '../../money/price-table.ts';
import { own } from '../../own.ts';
import { wilsonInterval } from '../../statistics/intervals/wilson.ts';
import { holm } from '../../statistics/significance/holm.ts';
import { shareDifference } from '../conditions/share-difference.ts';
import { callsByTarget, type CallMaterial, type CallsOfCell } from './calls.ts';
import { effectiveAnswers, gainOf, LEAST_CALLS } from './effective.ts';

/** Error rate over all rewrites of a run. */
const LEVEL = 0.05;
/** Least factor of the effective answers that matters. */
export const LEAST_FACTOR = 1.5;
/** More than this share of the calls may not be lost, certain or not. */
export const MOST_LOST = 0.1;

type Cells = ReadonlyMap<string, CallsOfCell>;

/** A condition with its calls. */
interface Tried {
  readonly condition: Condition;
  readonly cells: Cells;
}

/** Whether the calls to a target were made with what the rewrite asks for. */
function tookEffect({ rewrite, parameters }: Condition, target: Target, { trials }: CallsOfCell): boolean {
  if (rewrite?.parameter === undefined) return true;
  const asked = Object.entries((parameters && own(parameters, target.id)) ?? {});
  if (asked.length === 0) return false;
  return trials.every(({ honoured }) => asked.every(([name, value]) => honoured[name] === value));
}

/** The targets that two conditions are compared on. */
function comparable(run: Run, control: Tried, tried: Tried): readonly string[] {
  const enough = (cell: CallsOfCell | undefined) => cell !== undefined && cell.calls.length >= LEAST_CALLS;
  return run.targets
    .filter((target) => {
      const [before, after] = [control.cells.get(target.id), tried.cells.get(target.id)];
      return enough(before) && enough(after) && tookEffect(tried.condition, target, after!);
    })
    .map(({ id }) => id);
}

const sumOf = (cells: Cells, of: (cell: CallsOfCell) => number): number =>
  [...cells.values()].reduce((total, cell) => total + of(cell), 0);

const callsOf = ({ cells }: Tried, targets: readonly string[]) => targets.map((id) => cells.get(id)!.calls);

/** US dollars of a call, all targets together; `null` where that of one call is not known. */
function costPerCall(run: Run, cells: Cells): number | null {
  let [sum, calls] = [0, 0];
  for (const [id, { trials }] of cells) {
    const price = knownPrice(run, id);
    for (const trial of trials) {
      const cost = costOfTrial(trial, price);
      if (cost === null) return null;
      sum += cost;
      calls++;
    }
  }
  return calls === 0 ? null : sum / calls;
}

/** All of a row but its verdict, and its p-values uncorrected. */
function measured(run: Run, control: Tried, tried: Tried): Omit<RewriteRow, 'verdict'> {
  const { condition, cells } = tried;
  const isControl = tried === control;
  const models = comparable(run, control, tried);
  const runs = run.trialsPerCell;
  const effective = effectiveAnswers(callsOf(tried, models), runs);
  const before = isControl ? null : effectiveAnswers(callsOf(control, models), runs);
  const gain = before === null || effective === null ? null : gainOf(before, effective);
  const [calls, valid] = [sumOf(cells, ({ settled }) => settled), sumOf(cells, (cell) => cell.valid)];
  const strata = [...cells].map(([id, cell]) => {
    const other = control.cells.get(id)!;
    return { a: other.valid, n: other.settled, b: cell.valid, m: cell.settled };
  });
  const { difference, interval, p } = shareDifference(strata);
  const cost = costPerCall(run, cells);
  return {
    ...{ condition: condition.id, template: condition.rewrite?.template ?? '', calls, valid },
    offFormat: sumOf(cells, (cell) => cell.offFormat),
    validity: calls === 0 ? null : valid / calls,
    interval: wilsonInterval(valid, calls),
    effective,
    gain: gain && { ...gain, pHolm: gain.p },
    loss: isControl || difference === null ? null : { difference, interval, p, pHolm: p },
    models,
    costPerCall: cost,
    costPerEffective:
      cost === null || effective === null || valid === 0 ? null : (cost * runs * calls) / valid / effective.value,
  };
}

/** The same rows with p-values corrected for all of them. */
function corrected(rows: readonly Omit<RewriteRow, 'verdict'>[]): readonly Omit<RewriteRow, 'verdict'>[] {
  const gains = holm(rows.map(({ gain }) => gain?.p ?? null));
  const losses = holm(rows.map(({ loss }) => loss?.p ?? null));
  return rows.map((row, at) => ({
    ...row,
    gain: row.gain && { ...row.gain, pHolm: gains[at] ?? row.gain.p },
    loss: row.loss && { ...row.loss, pHolm: losses[at] ?? null },
  }));
}

/** What counts as a gain: more effective answers, or fewer, as a logarithm that is above 0. */
const gained = (factor: number, want: RewritesReport['want']): number => Math.log(factor) * (want === 'many' ? 1 : -1);

function isLessValid({ loss }: Pick<RewriteRow, 'loss'>): boolean {
  if (loss === null || loss.difference <= 0) return false;
  return loss.difference > MOST_LOST || (loss.pHolm !== null && loss.pHolm < LEVEL);
}

function verdictOf(row: Omit<RewriteRow, 'verdict'>, want: RewritesReport['want']): RewriteVerdict {
  if (isLessValid(row)) return 'less-valid';
  const { gain } = row;
  if (gain === null) return 'undecided';
  if (gained(gain.value, want) > 0 && gain.pHolm < LEVEL) return 'better';
  const most = gain.interval === null ? null : gain.interval[want === 'many' ? 1 : 0];
  return most !== null && gained(most, want) < Math.log(LEAST_FACTOR) ? 'no-better' : 'undecided';
}

function rowsOf(run: Run, all: readonly Tried[], want: RewritesReport['want']): readonly RewriteRow[] {
  const [control, ...rewrites] = all;
  if (control === undefined) return [];
  const rows = corrected(rewrites.map((one) => measured(run, control, one)));
  return [
    { ...measured(run, control, control), verdict: null },
    ...rows.map((row) => ({ ...row, verdict: verdictOf(row, want) })),
  ];
}

function bestOf(rows: readonly RewriteRow[], want: RewritesReport['want']): string | null {
  let best: RewriteRow | null = null;
  for (const row of rows) {
    if (row.verdict !== 'better' || row.gain === null) continue;
    if (best?.gain == null || gained(row.gain.value, want) > gained(best.gain.value, want)) best = row;
  }
  return best?.condition ?? null;
}

function verdictOfAll(
  rows: readonly RewriteRow[],
  fresh: readonly RewriteRow[] | null,
  isPartial: boolean,
): RewritesVerdict {
  const rewrites = rows.filter(({ verdict }) => verdict !== null);
  if (fresh !== null) {
    if (fresh.at(-1)?.verdict === 'better') return 'confirmed';
    return isPartial ? 'unconfirmed' : 'not-confirmed';
  }
  if (rewrites.some(({ verdict }) => verdict === 'better')) return 'unconfirmed';
  return rewrites.some(({ verdict }) => verdict === 'undecided') ? 'undecided' : 'none-helps';
}

/**
 * What each rewrite of a prompt is worth, against the prompt as it stands: effective answers and valid calls, with intervals, and
 * whether the best one holds in fresh runs. `null` for a run that tries none.
 */
export function rewritesReport(material: CallMaterial): RewritesReport | null {
  const { run } = material;
  const control = controlAmong(run.conditions);
  const want = control?.rewrite?.want;
  if (control === undefined || want === undefined) return null;
  const tried = (condition: Condition): Tried => ({
    condition,
    cells: callsByTarget(material, condition, control.id),
  });
  const isFirst = ({ rewrite, id }: Condition) =>
    rewrite !== undefined && rewrite.confirms === undefined && id !== control.id;
  const rows = rowsOf(run, [control, ...run.conditions.filter(isFirst)].map(tried), want);
  const again = run.conditions.filter(({ rewrite }) => rewrite?.confirms !== undefined);
  const freshControl = again.find(({ rewrite }) => rewrite?.confirms === control.id);
  const freshBest = again.find(({ rewrite }) => rewrite?.confirms !== control.id);
  const isThere = freshControl !== undefined && freshBest !== undefined;
  const fresh = isThere ? rowsOf(run, [freshControl, freshBest].map(tried), want) : null;
  const best = freshBest?.rewrite?.confirms ?? bestOf(rows, want);
  const expected = run.conditions.length * run.trialsPerCell * run.targets.length;
  const ended = material.reads.filter(({ status }) => status !== 'cancelled');
  const isPartial = new Set(ended.map(({ trial }) => material.callOf.get(trial))).size < expected;
  return {
    ...{ want, runs: run.trialsPerCell, rows, best, fresh },
    ...(isPartial && { isPartial }),
    verdict: verdictOfAll(rows, fresh, isPartial),
  };
}
