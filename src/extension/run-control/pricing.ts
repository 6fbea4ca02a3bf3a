import type { RunHeader } from '../../core/model/run.ts';
import type { PriceTable } from '../../core/money/price-table.ts';
import type { PriceOverride } from '../../providers/prices.ts';
import type { Settings } from '../config/settings.ts';

type Overrides = Readonly<Record<string, PriceOverride>>;

/** The price table: loaded when it is first needed, and again only when the user's own prices have changed. */
export class Pricing {
  private loaded: { readonly of: string; readonly table: Promise<PriceTable> } | null = null;

  /** The table, with the user's own prices before it. */
  table({ prices }: Pick<Settings, 'prices'>): Promise<PriceTable> {
    const of = JSON.stringify(prices);
    if (this.loaded?.of !== of) this.loaded = { of, table: load(prices) };
    return this.loaded.table;
  }

  /** The header with the prices of this moment, and no others. */
  async priced(header: RunHeader, settings: Pick<Settings, 'prices'>): Promise<RunHeader> {
    const { prices: _, ...unpriced } = header;
    const [{ pricedHeader }, table] = await Promise.all([import('../../providers/prices.ts'), this.table(settings)]);
    return pricedHeader(unpriced, table);
  }
}

async function load(overrides: Overrides): Promise<PriceTable> {
  const { loadPrices } = await import('../../providers/prices.ts');
  return loadPrices(overrides);
}
