/** The number that an answer in canonical decimal form stands for; `null` when it is another text, or too large. */
export function numericValue(answer: string): number | null {
  if (!/^-?\d+(\.\d+)?$/u.test(answer)) return null;
  const value = Number(answer);
  return Number.isFinite(value) ? value : null;
}
