import type { Price, Usage } from '../model/run.ts';

/**
 * Sums of money as whole numbers, so that adding many of them loses nothing. A price of $1 for a million tokens is
 * $0.000001 a token: one token costs a whole number of pico-dollars (10^-12) at every price of up to six decimals.
 */
export const PICO = 1e12;

/** Pico-dollars of one token at a price for a million; a price out of this world stays finite. */
function perToken(perMillion: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.round(perMillion * 1e6));
}

/** Pico-dollars of so many tokens; whole and exact up to $9,000. */
export function picoDollars(
  { inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number },
  { inputPerMillion, outputPerMillion }: Price,
): number {
  return inputTokens * perToken(inputPerMillion) + outputTokens * perToken(outputPerMillion);
}

/** US dollars of a number of pico-dollars. */
export function dollarsOf(pico: number): number {
  return pico / PICO;
}

/** A number of tokens as a provider counted them; `null` when it did not say, or said nonsense. */
function counted(tokens: number | null | undefined): number | null {
  return typeof tokens === 'number' && Number.isFinite(tokens) && tokens >= 0 ? tokens : null;
}

/** Both counts of an answer's usage, each `null` when it is not known. Journals are read without a look at these. */
export function countedUsage(usage: Usage | null): { readonly input: number | null; readonly output: number | null } {
  return { input: counted(usage?.inputTokens), output: counted(usage?.outputTokens) };
}
