/**
 * Adjusted p values that control the false discovery rate (Benjamini and Hochberg 1995), in the order given. `tests`: how many
 * tests were made in all, when the p of those left out are 1.
 */
export function benjaminiHochberg(ps: readonly number[], tests = ps.length): readonly number[] {
  const order = ps.map((_, index) => index).sort((a, b) => ps[b]! - ps[a]!);
  const adjusted = new Array<number>(ps.length);
  let least = 1;
  order.forEach((index, place) => {
    least = Math.min(least, (ps[index]! * tests) / (ps.length - place));
    adjusted[index] = least;
  });
  return adjusted;
}
