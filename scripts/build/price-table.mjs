// The price package holds every model of fifty vendors with a page of text each: half a megabyte that takes 30 ms to load.
// The product asks for the text prices of a few, so the build puts just these into the file, under the package's name.
import { findProvider } from '@pydantic/genai-prices';

/** Vendors whose own service has a provider here; src/providers/prices.ts asks for no other. */
const VENDORS = ['openai', 'anthropic', 'google'];
const RATES = ['input_mtok', 'output_mtok'];

/** @returns {import('esbuild').Plugin} */
export function priceTable() {
  return {
    name: 'price-table',
    setup(build) {
      build.onLoad({ filter: /[\\/]@pydantic[\\/]genai-prices[\\/]dist[\\/]index\.c?js$/ }, () => ({
        contents: `const vendors = JSON.parse(${JSON.stringify(JSON.stringify(VENDORS.map(vendor)))});
export const findProvider = ({ providerId }) => vendors.find(({ id }) => id === providerId);`,
        loader: 'js',
      }));
    },
  };
}

/** @param {string} id */
function vendor(id) {
  const found = findProvider({ providerId: id });
  if (!found) throw new Error(`The price package knows no vendor ${id}.`);
  return { id, models: found.models.map(({ id, match, prices }) => ({ id, match, prices: textPrices(prices) })) };
}

/** @param {import('@pydantic/genai-prices').ModelInfo['prices']} prices */
function textPrices(prices) {
  return Array.isArray(prices) ? prices.map((one) => ({ ...one, prices: textRates(one.prices) })) : textRates(prices);
}

/** @param {import('@pydantic/genai-prices').ModelPrice} rates */
function textRates(rates) {
  return Object.fromEntries(Object.entries(rates).filter(([name]) => RATES.includes(name)));
}
