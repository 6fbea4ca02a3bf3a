/**
 * Eigenvalues of a symmetric matrix: Householder reduction to tridiagonal form, then QL with implicit shifts (Martin,
 * Reinsch and Wilkinson 1968; Dubrulle, Martin and Wilkinson 1968; the routines of EISPACK), values only.
 */

/** Below this, relative to the matrix, a coupling counts as 0. */
const NEGLIGIBLE = 2.3e-16;
/** An eigenvalue takes two or three rounds; more than this is a matrix that holds no numbers. */
const MOST_ROUNDS = 60;

/** A tridiagonal matrix; `beside[i]` couples i and i + 1, the last one is 0. */
interface Tridiagonal {
  readonly diagonal: Float64Array;
  readonly beside: Float64Array;
}

/** The Householder vector of row `row` left of the diagonal, written into that row. Returns its h, 0 when there is nothing to do. */
function reflect(matrix: Float64Array, n: number, row: number, beside: Float64Array): number {
  const start = row * n;
  let squares = 0;
  for (let k = 0; k < row; k++) squares += matrix[start + k]! ** 2;
  const last = matrix[start + row - 1]!;
  if (squares - last * last <= 0) {
    beside[row - 1] = last;
    return 0;
  }
  const length = last >= 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  beside[row - 1] = length;
  matrix[start + row - 1] = last - length;
  return squares - last * length;
}

/** p = A u / h for the leading block, reading the lower triangle row by row. */
function multiply(matrix: Float64Array, n: number, row: number, h: number, p: Float64Array): void {
  const u = row * n;
  for (let j = 0; j < row; j++) {
    const start = j * n;
    const uj = matrix[u + j]!;
    let sum = 0;
    for (let k = 0; k < j; k++) {
      const a = matrix[start + k]!;
      sum += a * matrix[u + k]!;
      p[k]! += a * uj;
    }
    p[j] = sum + matrix[start + j]! * uj;
  }
  for (let j = 0; j < row; j++) p[j]! /= h;
}

/** A - q u' - u q' on the leading block. */
function update(matrix: Float64Array, n: number, row: number, h: number, p: Float64Array): void {
  const u = row * n;
  let dot = 0;
  for (let j = 0; j < row; j++) dot += p[j]! * matrix[u + j]!;
  const half = dot / (2 * h);
  for (let j = 0; j < row; j++) p[j]! -= half * matrix[u + j]!;
  for (let j = 0; j < row; j++) {
    const start = j * n;
    const uj = matrix[u + j]!;
    const qj = p[j]!;
    for (let k = 0; k <= j; k++) matrix[start + k]! -= uj * p[k]! + qj * matrix[u + k]!;
  }
}

/** Reduces `matrix` (row by row, n x n; only the lower triangle is read), which is overwritten. */
function tridiagonalize(matrix: Float64Array, n: number): Tridiagonal {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  const p = new Float64Array(n);
  for (let row = n - 1; row > 0; row--) {
    const h = reflect(matrix, n, row, beside);
    if (h > 0) {
      multiply(matrix, n, row, h, p);
      update(matrix, n, row, h, p);
    }
    diagonal[row] = matrix[row * n + row]!;
  }
  diagonal[0] = matrix[0] ?? 0;
  return { diagonal, beside };
}

/** One implicit QL step on the block `first` ... `last`. */
function qlStep({ diagonal, beside }: Tridiagonal, first: number, last: number): void {
  const slope = (diagonal[first + 1]! - diagonal[first]!) / (2 * beside[first]!);
  const root = Math.sqrt(slope * slope + 1);
  let g = diagonal[last]! - diagonal[first]! + beside[first]! / (slope + (slope >= 0 ? root : -root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = last - 1; i >= first; i--) {
    const f = sine * beside[i]!;
    const b = cosine * beside[i]!;
    const r = Math.sqrt(f * f + g * g);
    beside[i + 1] = r;
    if (r === 0) {
      // The block falls apart here.
      diagonal[i + 1]! -= shift;
      beside[last] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = diagonal[i + 1]! - shift;
    const t = (diagonal[i]! - g) * sine + 2 * cosine * b;
    shift = sine * t;
    diagonal[i + 1] = g + shift;
    g = cosine * t - b;
  }
  diagonal[first]! -= shift;
  beside[first] = g;
  beside[last] = 0;
}

/**
 * All eigenvalues, ascending, of the symmetric n x n matrix given row by row; only its lower triangle is read. Good to about
 * 1e-14 of the largest. Throws when the matrix holds NaN or infinity.
 */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const reduced = tridiagonalize(matrix.slice(), n);
  const { diagonal, beside } = reduced;
  let scale = 0;
  for (let i = 0; i < n; i++) scale = Math.max(scale, Math.abs(diagonal[i]!) + Math.abs(beside[i]!));
  for (let first = 0; first < n; first++) {
    for (let round = 0; ; round++) {
      let last = first;
      while (last < n - 1 && !(Math.abs(beside[last]!) <= NEGLIGIBLE * scale)) last++;
      if (last === first) break;
      if (round === MOST_ROUNDS) throw new Error('The eigenvalues of a matrix with undefined entries were asked for.');
      qlStep(reduced, first, last);
    }
  }
  return diagonal.sort();
}
