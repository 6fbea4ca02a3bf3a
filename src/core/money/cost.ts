import { list, plural, quote } from '../text/prose.ts';
import type { Price, RunRecord, Trial } from '../model/run.ts';
import { countedUsage, dollarsOf, PICO, picoDollars } from './amount.ts';
import { formatUsd } from './estimate.ts';
import { isFree, knownPrice } from './price-table.ts';

/**
 * What was really used, at list prices. Calls that failed and the retries before an answer are not in it (no provider
 * tells what it charges for them), nor are a provider's discounts and surcharges for cached input.
 */

/** Whether a trial was sent to a server in this run. */
function isSent({ source }: Trial): boolean {
  return source === 'live' || source === 'batch';
}

function isAnswered({ outcome }: Trial): boolean {
  return outcome === 'completed' || outcome === 'refused' || outcome === 'empty';
}

/** Pico-dollars of an answered trial; `null` when a count that costs something is missing. */
function picoOf({ usage }: Trial, price: Price): number | null {
  const { input, output } = countedUsage(usage);
  if ((input === null && price.inputPerMillion > 0) || (output === null && price.outputPerMillion > 0)) return null;
  return picoDollars({ inputTokens: input ?? 0, outputTokens: output ?? 0 }, price);
}

function picoOfTrial(trial: Trial, price: Price | undefined): number | null {
  if (!isSent(trial) || price === undefined) return null;
  return isAnswered(trial) ? picoOf(trial, price) : 0;
}

/**
 * US dollars of a trial's answer: tokens as the provider counted them, times the price. 0 when there was no answer;
 * `null` when the price or a count is not known, and for trials that were not sent in this run.
 */
export function costOfTrial(trial: Trial, price: Price | undefined): number | null {
  const pico = picoOfTrial(trial, price);
  return pico === null ? null : dollarsOf(pico);
}

/** Why the cost of a target is not known. */
export interface CostGap {
  /** Target id. */
  readonly target: string;
  /** No price is known, or the server did not say how many tokens answers took. */
  readonly reason: 'price' | 'usage';
  /** Answers that this holds for, at least 1. */
  readonly answers: number;
}

interface TargetCost {
  /** `null` once a part of it is not known. */
  pico: number | null;
  unpriced: number;
  uncounted: number;
}

function costs({ run, trials }: RunRecord): Map<string, TargetCost> {
  const prices = new Map(run.targets.map(({ id }) => [id, knownPrice(run, id)]));
  const all = new Map<string, TargetCost>();
  for (const [id, price] of prices) {
    all.set(id, { pico: price === undefined ? null : 0, unpriced: 0, uncounted: 0 });
  }
  for (const trial of trials) {
    const cost = all.get(trial.target);
    if (cost === undefined) continue;
    const price = prices.get(trial.target);
    const pico = picoOfTrial(trial, price);
    if (isSent(trial) && isAnswered(trial) && pico === null) {
      if (price === undefined) cost.unpriced++;
      else cost.uncounted++;
    }
    cost.pico = cost.pico === null || pico === null ? null : cost.pico + pico;
  }
  return all;
}

/** US dollars by target id, as in `Report.cost`: `null` where a price or the usage of an answer is not known. */
export function costByTarget(record: RunRecord): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    [...costs(record)].map(([id, { pico }]) => [id, pico === null ? null : dollarsOf(pico)] as const),
  );
}

/** Why costs of targets that were asked in this run are `null`: one entry per target; none for recorded and imported answers. */
export function costGaps(record: RunRecord): readonly CostGap[] {
  return [...costs(record)].flatMap(([target, { unpriced, uncounted }]): readonly CostGap[] => {
    if (unpriced > 0) return [{ target, reason: 'price', answers: unpriced }];
    return uncounted > 0 ? [{ target, reason: 'usage', answers: uncounted }] : [];
  });
}

/** US dollars of all targets whose cost is known (the members of `Report.cost`); `null` when it is of none. */
export function totalCost(cost: Readonly<Record<string, number | null>>): number | null {
  const known = Object.values(cost).filter((usd) => usd !== null);
  return known.length === 0 ? null : dollarsOf(known.reduce((sum, usd) => sum + Math.round(usd * PICO), 0));
}

/** Whether nothing is charged for any model that was asked. */
function isWithoutCost({ run, trials }: RunRecord): boolean {
  const asked = new Set(trials.filter(isSent).map(({ target }) => target));
  return [...asked].every((id) => isFree(knownPrice(run, id)));
}

/** Why the cost is more than is known, in words that follow a colon. */
function gapReasons(record: RunRecord, gaps: readonly CostGap[]): string {
  const label = (id: string) => quote(record.run.targets.find((target) => target.id === id)?.label ?? id, 'text');
  const unpriced = gaps.filter(({ reason }) => reason === 'price').map(({ target }) => label(target));
  const uncounted = gaps
    .filter(({ reason }) => reason === 'usage')
    .map(({ target, answers }) => `${label(target)} did not say how many tokens ${plural(answers, 'answer')} took`);
  return [...(unpriced.length > 0 ? [`no price is known for ${list(unpriced)}`] : []), ...uncounted].join('; ');
}

/**
 * What the run cost, for people: "It cost $0.12 by the tokens used." and what is not known about it; `null` when
 * nothing was asked in this run. `cost` is that of the report.
 */
export function costSentence(record: RunRecord, cost: Readonly<Record<string, number | null>>): string | null {
  const total = totalCost(cost);
  const gaps = costGaps(record);
  if (gaps.length === 0) {
    if (total === null) return null;
    if (isWithoutCost(record)) return 'It cost nothing.';
    return `It cost ${formatUsd(total)} by the tokens used.`;
  }
  const reasons = gapReasons(record, gaps);
  if (total === null) return `What it cost is not known: ${reasons}.`;
  return `It cost more than ${formatUsd(total)} by the tokens used: ${reasons}.`;
}
