/**
 * Holm's step-down correction (1979): p-values that hold for a whole family of tests at once, in the order given, 0 ... 1.
 * `null` stands for a test that could not be made; it does not count in the family and stays `null`.
 */
export function holm(values: readonly (number | null)[]): readonly (number | null)[] {
  const known = values.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => a.p - b.p);
  const corrected = values.map((): number | null => null);
  let floor = 0;
  known.forEach(({ p, index }, rank) => {
    floor = Math.min(1, Math.max(floor, (known.length - rank) * p));
    corrected[index] = floor;
  });
  return corrected;
}
