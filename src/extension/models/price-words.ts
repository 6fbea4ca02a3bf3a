import type { Price } from '../../core/model/run.ts';

/** A price as the picker says it: `$0.25 in, $2 out per 1M tokens`; the empty string where there is none to say. */
export function priceInWords(price: Price | null): string {
  if (price === null) return '';
  const { inputPerMillion, outputPerMillion } = price;
  if (inputPerMillion === 0 && outputPerMillion === 0) return 'free';
  return `$${rate(inputPerMillion)} in, $${rate(outputPerMillion)} out per 1M tokens`;
}

function rate(usd: number): string {
  return usd.toLocaleString('en', { maximumSignificantDigits: 3 });
}
