import { isAskedLive } from '../../core/money/price-table.ts';
import type { RunHeader, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { Pricing, unpricedTargets, withFormerPrices, type Prices } from '../../runs/pricing.ts';
import type { ReportArguments, SendingArguments } from '../arguments/invocation.ts';
import { meaningName } from '../arguments/meaning.ts';
import { didYouMean } from '../arguments/suggest.ts';
import { SENDING } from '../strings/sending.ts';

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
    throw new UsageError(SENDING.cost.unasked(target, didYouMean(target, [...asked])));
  }
}

function checkBudget(header: RunHeader): void {
  const unknown = [...new Set(unpricedTargets(header).map(named))];
  if (unknown.length > 0) throw new UsageError(SENDING.cost.budget(unknown));
}

/** Prices that a user had named when the run was sent before. Who wrote the file may have made them up: no budget rests on them. */
function formerPrices({ prices = {}, targets }: RunHeader): Prices {
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
  const priced = await new Pricing().priced(header, { prices: Object.fromEntries(wanted.prices) });
  if (wanted.budgetUsd !== null) checkBudget(priced);
  return withFormerPrices(priced, formerPrices(header));
}
