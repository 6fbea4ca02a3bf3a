/** The middle of ascending values, or the mean of the two in the middle; `null` when there is none. */
export function median(sorted: ArrayLike<number>): number | null {
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  const [left, right] = [sorted[middle - 1]!, sorted[middle]!];
  const sum = left + right;
  return Number.isFinite(sum) ? sum / 2 : left / 2 + right / 2;
}
