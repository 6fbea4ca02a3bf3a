/**
 * Numbers of rows, one more than a prime that leaves 3 when divided by 4; a design has room for one factor fewer than rows. The one
 * of 20 rows is left out: in it an interaction may weigh 0.6 in the effect of another factor.
 */
const SIZES = [12, 24] as const;

/** Most factors of a design. */
export const MOST_FACTORS = SIZES.at(-1)! - 1;

/** Squares modulo a prime, without 0. */
function squaresBelow(prime: number): ReadonlySet<number> {
  return new Set(Array.from({ length: prime - 1 }, (_, index) => (index + 1) ** 2 % prime));
}

/**
 * A two-level design for 1 ... 23 factors in 12 or 24 rows: `true` where a factor is at its high level (Plackett and Burman
 * 1946, Biometrika 33; their designs of these sizes are those of Paley 1933). Each factor is high in half of the rows, and each
 * pair of factors takes its four combinations equally often, so that the mean over the rows with a factor less the mean over those
 * without it is its main effect, whatever the others do on their own. An interaction of two factors is spread over the effects of
 * the others, each time with a weight of ±1/3 (with 24 rows also 0). Turned round, so that one row has all factors high.
 */
export function plackettBurman(factors: number): readonly (readonly boolean[])[] {
  const size = SIZES.find((rows) => rows > factors);
  if (factors < 1 || size === undefined) throw new RangeError(`There is no design for ${String(factors)} factors.`);
  const prime = size - 1;
  const squares = squaresBelow(prime);
  // 0 counts as a square: the first row of the circulant has (prime + 1) / 2 low levels, as the row of all high ones asks.
  const isLow = (place: number) => place === 0 || squares.has(place);
  const shifted = Array.from({ length: prime }, (_, row) =>
    Array.from({ length: factors }, (__, column) => !isLow((column - row + prime) % prime)),
  );
  return [new Array<boolean>(factors).fill(true), ...shifted];
}
