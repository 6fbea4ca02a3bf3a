import { budgetOf } from '../core/engine/budget.ts';
import type { Price, RunHeader, RunRecord, Target } from '../core/model/run.ts';
import { isAskedLive, knownPrice, type PriceTable } from '../core/money/price-table.ts';
import { semanticCost } from '../core/money/semantic-cost.ts';
import { loadPrices, pricedHeader, type PriceOverride } from '../providers/prices.ts';

/** What the calls of a run cost. */

/** Prices by target id. */
export type Prices = NonNullable<RunHeader['prices']>;
/** What a user says that models cost. */
interface Overrides {
  readonly prices: Readonly<Record<string, PriceOverride>>;
}

/** The price table: loaded when it is first needed, and again only when the user's own prices have changed. */
export class Pricing {
  #loaded: { readonly of: string; readonly table: Promise<PriceTable> } | null = null;

  /** The table, with the user's own prices before it. */
  table({ prices }: Overrides): Promise<PriceTable> {
    const of = JSON.stringify(prices);
    if (this.#loaded?.of !== of) this.#loaded = { of, table: loadPrices(prices) };
    return this.#loaded.table;
  }

  /** The header with the prices of this moment, and no others. Nothing is loaded where no server is asked. */
  async priced(header: RunHeader, overrides: Overrides): Promise<RunHeader> {
    if (!header.targets.some(isAskedLive)) return header;
    return pricedHeader(header, await this.table(overrides));
  }
}

/** The header with prices that held before, where none is known now. */
export function withFormerPrices(header: RunHeader, former: Prices): RunHeader {
  const prices = { ...former, ...header.prices };
  return Object.keys(prices).length === 0 ? header : { ...header, prices };
}

/**
 * The models that cost something and whose price is not known: no budget can be kept with them. A server on this machine
 * may be a gateway to one that charges, so that a budget wants its price said, too.
 */
export function unpricedTargets(header: RunHeader): readonly Target[] {
  return header.targets.filter((target) => isAskedLive(target) && !isCertain(knownPrice(header, target.id)));
}

function isCertain(price: Price | undefined): boolean {
  return price !== undefined && price.source !== 'machine';
}

/** More than any budget, US dollars. */
const NO_LIMIT_USD = 1_000_000;

/** What the answers of a run may have cost at most, and what asking about their meaning did, US dollars. */
export function spentUsd({ run, trials, semantic }: RunRecord): number {
  const live = new Set(run.targets.filter(isAskedLive).map(({ id }) => id));
  const asked = semantic === undefined ? 0 : (semanticCost(semantic) ?? 0);
  return budgetOf(run, trials, NO_LIMIT_USD, (target) => live.has(target)).spentUsd + asked;
}
