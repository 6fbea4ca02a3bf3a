import { parametersOf } from '../core/prompt/render.ts';
import type { Parameters, Price, RunHeader, Target } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import { isAskedLive, type PriceTable } from '../core/money/price-table.ts';
import { inputTokens } from '../core/money/tokens.ts';
import { staysOnMachine } from './own-machine.ts';
import { findProvider } from './registry.ts';

/** What a user says a model costs, US dollars for a million tokens. */
export interface PriceOverride {
  readonly input: number;
  readonly output: number;
}

/** Providers whose own service the table has prices of. Other servers, and gateways to these, have their own. */
const VENDORS: readonly string[] = ['openai', 'anthropic', 'google'];

function isVendors({ provider, baseUrl }: Pick<Target, 'provider' | 'baseUrl'>): boolean {
  if (!VENDORS.includes(provider)) return false;
  if (baseUrl === null) return true;
  const vendorBaseUrl = findProvider(provider)?.vendorBaseUrl ?? null;
  return vendorBaseUrl !== null && URL.canParse(baseUrl) && new URL(baseUrl).origin === new URL(vendorBaseUrl).origin;
}

/** Of a server on this machine, for which nobody charges. A gateway that does has the price that the user sets. */
const OWN_MACHINE: Price = {
  inputPerMillion: 0,
  outputPerMillion: 0,
  name: 'a server on this computer',
  source: 'machine',
};

/** Settings are JSON that a person wrote. */
function checkedOverride([name, price]: readonly [string, Partial<PriceOverride> | null]): readonly [string, Price] {
  const { input, output } = price ?? {};
  const isRate = (rate: unknown): rate is number => typeof rate === 'number' && Number.isFinite(rate) && rate >= 0;
  if (!isRate(input) || !isRate(output)) {
    throw new UsageError(
      `The price of “${name}” must be two numbers of US dollars, 0 or more: for a million input and a million output tokens.`,
    );
  }
  return [name, { inputPerMillion: input, outputPerMillion: output, name, source: 'user' }];
}

/**
 * The prices: those that the user set, by `provider:model` or for all models of a `provider`, before those of the table
 * that ships with the product; servers on this machine are free. It is read from the disk on the first call, and never from a network. Throws a
 * `UsageError` for an override that is no price. `now` says which price holds where one has changed.
 */
export async function loadPrices(
  overrides: Readonly<Record<string, PriceOverride>>,
  now: () => Date = () => new Date(),
): Promise<PriceTable> {
  const own = new Map(Object.entries(overrides).map(checkedOverride));
  const { listPrice } = await import('./price-list.ts');
  return {
    priceOf(target, tokens, use = 'answers') {
      const { provider, model } = target;
      const set = own.get(`${provider}:${model}`) ?? own.get(provider);
      if (set !== undefined) return set;
      if (staysOnMachine(target)) return OWN_MACHINE;
      if (!isVendors(target)) return null;
      const name = provider === 'google' ? model.replace(/^models\//, '') : model;
      return listPrice(provider, name, tokens, now(), use);
    },
  };
}

/**
 * Parameters that change what a call costs: service tiers, tools that are charged by use, sound and pictures, other
 * models than the one that is named. With one of them the list price does not hold, so that the cost is unknown and
 * asked about. The value that means the standard price is harmless.
 */
const PRICED_PARAMETERS: Readonly<Record<string, readonly unknown[]>> = {
  service_tier: ['default', 'standard', 'standard_only'],
  serviceTier: ['default', 'standard'],
  speed: ['standard'],
  inference_geo: ['global'],
  web_search_options: [],
  tools: [],
  mcp_servers: [],
  container: [],
  plugins: [],
  models: [],
  fallbacks: [],
  betas: [],
  modalities: [],
  responseModalities: [],
  audio: [],
  speechConfig: [],
  cachedContent: [],
};

function isStandard(parameters: Parameters): boolean {
  return Object.entries(PRICED_PARAMETERS).every(
    ([name, harmless]) =>
      !Object.hasOwn(parameters, name) || parameters[name] === null || harmless.includes(parameters[name]),
  );
}

function isStandardEverywhere(target: Target, { conditions }: RunHeader): boolean {
  return conditions.every((condition) => isStandard(parametersOf(target, condition)));
}

/**
 * The header with the prices that hold now. Prices it had before are left out: it may come from a file, and what a
 * file says must not loosen a budget. Some models cost more for long prompts: the longest condition counts.
 */
export function pricedHeader(header: RunHeader, table: PriceTable): RunHeader {
  const { prices: _before, ...rest } = header;
  const prices = header.targets.filter(isAskedLive).flatMap((target) => {
    const sizes = header.conditions.map((condition) => inputTokens(condition, parametersOf(target, condition)).likely);
    const price = table.priceOf(target, Math.max(0, ...sizes));
    return price === null || (price.source === 'table' && !isStandardEverywhere(target, header))
      ? []
      : [[target.id, price] as const];
  });
  return prices.length === 0 ? rest : { ...rest, prices: Object.fromEntries(prices) };
}
