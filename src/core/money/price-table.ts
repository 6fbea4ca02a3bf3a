import type { Price, RunHeader, Target } from '../model/run.ts';

/** Where prices come from. */
export interface PriceTable {
  /**
   * What the target's tokens cost in a call of so many input tokens (some models cost more when the prompt is long);
   * `null` when that is not known. Never a guess. A model that is asked for embeddings writes nothing, so that its price
   * is known without one for that.
   */
  priceOf(
    target: Pick<Target, 'provider' | 'model' | 'baseUrl'>,
    inputTokens: number,
    use?: 'answers' | 'embeddings',
  ): Price | null;
}

/** Providers that answer without a server. */
const WITHOUT_SERVER: readonly string[] = ['recorded', 'simulated', 'imported'];

/** Whether a call goes out to a server that may charge for it. */
export function isAskedLive({ provider }: Pick<Target, 'provider'>): boolean {
  return !WITHOUT_SERVER.includes(provider);
}

/** Whether nothing is charged for a model, neither for what it reads nor for what it writes. */
export function isFree(price: Price | undefined): boolean {
  return price !== undefined && price.inputPerMillion === 0 && price.outputPerMillion === 0;
}

function isPrice(value: unknown): value is Price {
  if (typeof value !== 'object' || value === null) return false;
  const { inputPerMillion, outputPerMillion } = value as Partial<Price>;
  return [inputPerMillion, outputPerMillion].every((rate) => Number.isFinite(rate) && rate! >= 0);
}

/** The price of a target as the run has it; `undefined` when it is not known. Journals are read without a look at these. */
export function knownPrice({ prices }: Pick<RunHeader, 'prices'>, target: string): Price | undefined {
  const price: unknown = prices && Object.hasOwn(prices, target) ? prices[target] : undefined;
  return isPrice(price) ? price : undefined;
}
