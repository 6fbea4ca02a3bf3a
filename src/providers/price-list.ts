// The package has the prices of all the world; the build keeps what `vendorModels` reads (scripts/build/price-table.mjs).
import { findProvider } from '@pydantic/genai-prices';
import type { MatchLogic, ModelInfo, ModelPrice } from '@pydantic/genai-prices';
import type { Price } from '../core/model/run.ts';

/** The price table that ships with the product: large, so a file of its own that is read at its first use. */

/** What the table holds of a vendor, in its order; nothing for a vendor it does not know. */
export function vendorModels(vendor: string): readonly ModelInfo[] {
  return findProvider({ providerId: vendor })?.models ?? [];
}

/** Whether the table's own rule takes a model, named in lower case, for this entry. The first entry that does is the one. */
function isTaken(match: MatchLogic, model: string): boolean {
  if ('or' in match) return match.or.some((one) => isTaken(one, model));
  if ('and' in match) return match.and.every((one) => isTaken(one, model));
  if ('equals' in match) return model === match.equals.toLowerCase();
  if ('starts_with' in match) return model.startsWith(match.starts_with.toLowerCase());
  if ('ends_with' in match) return model.endsWith(match.ends_with.toLowerCase());
  if ('contains' in match) return model.includes(match.contains.toLowerCase());
  return new RegExp(match.regex).test(model);
}

/** A snapshot of a model costs what the model costs: a date, the alias for the newest one, or the number of a revision. */
const SNAPSHOT = /^(-latest|-20\d\d-?\d\d-?\d\d|-\d{3,4}|-\d\d-20\d\d|-\d\d-\d\d)?$/;
/** A fine-tuned model is named by its base, its owner and a number. */
const FINE_TUNED = /^(ft:[^:]+):/;

/** Texts that an entry compares names with. */
function textsOf(match: MatchLogic): readonly string[] {
  if ('or' in match) return match.or.flatMap(textsOf);
  if ('and' in match) return match.and.flatMap(textsOf);
  return 'regex' in match ? [] : Object.values(match);
}

/**
 * Whether an entry is about this very model. The table's own rules are generous (all that begins like
 * `gemini-3.8-flash` is taken for that model, a cheaper `-lite` among it), and a wrong price is worse than none.
 */
function isAbout(model: string, { id, match }: ModelInfo): boolean {
  const name = FINE_TUNED.exec(model)?.[1] ?? model;
  return [id, ...textsOf(match)]
    .map((text) => text.toLowerCase())
    .some((text) => name.startsWith(text) && SNAPSHOT.test(name.slice(text.length)));
}

/** The rates that hold at a time: the last ones that have begun. `null` for rates that depend on the hour. */
function ratesAt({ prices }: ModelInfo, at: Date): ModelPrice | null {
  if (!Array.isArray(prices)) return prices;
  if (prices.some(({ constraint }) => constraint !== undefined && constraint.type !== 'start_date')) return null;
  const begun = prices.filter(
    ({ constraint }) =>
      constraint === undefined || ('start_date' in constraint && at >= new Date(constraint.start_date)),
  );
  return begun.at(-1)?.prices ?? null;
}

/** A rate in US dollars for a million tokens, at so many input tokens; `null` when there is none. */
function rateOf(rate: ModelPrice[string], inputTokens: number): number | null {
  if (rate === undefined) return null;
  if (typeof rate === 'number') return rate;
  return rate.tiers.reduce((price, tier) => (inputTokens > tier.start ? tier.price : price), rate.base);
}

/**
 * The vendor's list price of a model at a time; `null` when the table does not have that very model. Embeddings have no
 * output, and so no price for it.
 */
export function listPrice(
  vendor: string,
  model: string,
  inputTokens: number,
  at: Date,
  use: 'answers' | 'embeddings' = 'answers',
): Price | null {
  const name = model.toLowerCase();
  const entry = vendorModels(vendor).find(({ match }) => isTaken(match, name));
  const rates = entry && isAbout(name, entry) ? ratesAt(entry, at) : null;
  if (!entry || rates === null) return null;
  const inputPerMillion = rateOf(rates['input_mtok'], inputTokens);
  const outputPerMillion = rateOf(rates['output_mtok'], inputTokens) ?? (use === 'embeddings' ? 0 : null);
  if (inputPerMillion === null || outputPerMillion === null) return null;
  return { inputPerMillion, outputPerMillion, name: `${vendor}:${entry.id}`, source: 'table' };
}
