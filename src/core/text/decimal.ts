import { withoutTrailing } from '../trailing.ts';

/** Numbers as strings, so that long integers lose no digit. */

/**
 * The canonical shortest decimal form: no leading zeros, no trailing zeros after the point, no sign on zero, no
 * exponent. `digits` is an optional sign, digits, and an optional decimal point with digits.
 */
export function canonicalDecimal(digits: string): string {
  const match = /^([-+]?)(\d*)(?:\.(\d*))?$/.exec(digits);
  if (match === null) return digits;
  const whole = (match[2] ?? '').replace(/^0+(?=\d)/, '') || '0';
  const fraction = withoutTrailing(match[3] ?? '', /0/);
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`;
  return match[1] === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

/** The canonical form of a finite number; `String` would write 1e-7. */
export function decimalOf(value: number): string {
  const shortest = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(shortest);
  if (match === null) return canonicalDecimal(shortest);
  return shift(match[1] ?? '', `${match[2] ?? ''}${match[3] ?? ''}`, Number(match[4]) + 1);
}

/** Largest exponent that is written out; a longer number is nobody's answer. */
const MAX_EXPONENT = 100;

/** `1.5` and exponent 3 make 1500; `null` when the exponent is out of reason. */
export function withExponent(digits: string, exponent: number): string | null {
  if (Math.abs(exponent) > MAX_EXPONENT) return null;
  const match = /^([-+]?)(\d+)(?:\.(\d*))?$/.exec(digits);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  return shift(sign, whole + fraction, whole.length + exponent);
}

/** Puts the decimal point behind the first `point` digits. */
function shift(sign: string, digits: string, point: number): string {
  if (point <= 0) return canonicalDecimal(`${sign}0.${'0'.repeat(-point)}${digits}`);
  const padded = digits.padEnd(point, '0');
  return canonicalDecimal(`${sign}${padded.slice(0, point)}.${padded.slice(point)}`);
}
