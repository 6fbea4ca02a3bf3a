import { budgetOf } from '../../core/engine/budget.ts';
import { missingTrials } from '../../core/run-file/journal.ts';
import { semanticCost } from '../../core/money/semantic-cost.ts';
import { isAskedLive, knownPrice } from '../../core/money/price-table.ts';
import type { Price, RunHeader, RunRecord, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { loadPrices, pricedHeader } from '../../providers/prices.ts';
import type { ReportArguments, SendingArguments } from '../arguments/invocation.ts';
import { meaningName } from '../arguments/meaning.ts';
import { didYouMean } from '../arguments/suggest.ts';

/** What the calls of a run cost. */

const named = ({ provider, model }: Target): string => `${provider}:${model}`;

/** Refuses a price for a model that is not asked: it would be a slip that turns a budget off. */
export function checkNames(
  targets: readonly Target[],
  { prices, report }: SendingArguments & { readonly report: ReportArguments },
): void {
  const asked = new Set(targets.filter(isAskedLive).map(named));
  if (report.meaning) asked.add(meaningName(report.meaning));
  for (const target of prices.keys()) {
    if (asked.has(target)) continue;
    throw new UsageError(
      `--price ${target}=... names a model that this run does not ask${didYouMean(target, [...asked])}`,
    );
  }
}

function checkBudget(header: RunHeader): void {
  const unknown = [
    ...new Set(header.targets.filter((target) => isAskedLive(target) && !knownPrice(header, target.id)).map(named)),
  ];
  if (unknown.length === 0) return;
  const which = unknown.length === 1 ? 'the price of' : 'the prices of';
  const is = unknown.length === 1 ? 'is' : 'are';
  throw new UsageError(
    `--budget cannot be kept, as ${which} ${unknown.join(', ')} ${is} not known: add ${unknown
      .map((target) => `--price ${target}=IN/OUT`)
      .join(' ')} (US dollars for a million tokens).`,
  );
}

/** Prices that a user had named when the run was sent before. Who wrote the file may have made them up: no budget rests on them. */
function formerPrices({ prices = {}, targets }: RunHeader): Readonly<Record<string, Price>> {
  const held = targets.flatMap(({ id }) => {
    const price = Object.hasOwn(prices, id) ? prices[id] : undefined;
    return price?.source === 'user' ? [[id, price] as const] : [];
  });
  return Object.fromEntries(held);
}

/**
 * The header with the prices that are known now. Loads the price table only when something is sent to a server. Throws a
 * `UsageError` when a budget is set and a price is not known.
 */
export async function pricedRun(
  header: RunHeader,
  wanted: SendingArguments & { readonly report: ReportArguments },
): Promise<RunHeader> {
  checkNames(header.targets, wanted);
  if (!header.targets.some(isAskedLive)) return header;
  const priced = pricedHeader(header, await loadPrices(Object.fromEntries(wanted.prices)));
  if (wanted.budgetUsd !== null) checkBudget(priced);
  const prices = { ...formerPrices(header), ...priced.prices };
  return Object.keys(prices).length === 0 ? priced : { ...priced, prices };
}

/** More than any budget, US dollars. */
const NO_LIMIT_USD = 1_000_000;

/** What the answers of a run may have cost at most, and what asking about their meaning did, US dollars. */
export function spentUsd({ run, trials, semantic }: RunRecord): number {
  const live = new Set(run.targets.filter(isAskedLive).map(({ id }) => id));
  const asked = semantic === undefined ? 0 : (semanticCost(semantic) ?? 0);
  return budgetOf(run, trials, NO_LIMIT_USD, (target) => live.has(target)).spentUsd + asked;
}

/**
 * A budget to go on with, US dollars: twice the one that was used up. Where that would end at once again, twice what has
 * been spent with one more answer at its worst. Two significant digits.
 */
export function nextBudget({ run, trials }: RunRecord, usedUp: number): number {
  const live = new Set(run.targets.filter(isAskedLive).map(({ id }) => id));
  const budget = budgetOf(run, trials, NO_LIMIT_USD, (target) => live.has(target));
  let least = 0;
  for (const { id } of run.targets) {
    const next = missingTrials({ ...run, targets: run.targets.filter((one) => one.id === id) }, trials)[0];
    if (next === undefined || !live.has(id)) continue;
    const before = budget.reservedUsd;
    budget.reserve(next.target, next.condition);
    least = Math.max(least, budget.spentUsd + budget.reservedUsd - before);
  }
  return roundedUp(2 * (2 * usedUp < least ? least : usedUp));
}

/** Upwards to two significant digits. */
function roundedUp(usd: number): number {
  const rounded = Number(usd.toPrecision(2));
  return rounded >= usd ? rounded : Number((usd + 10 ** (Math.floor(Math.log10(usd)) - 1) / 2).toPrecision(2));
}
