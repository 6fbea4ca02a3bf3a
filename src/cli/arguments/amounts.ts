import { UsageError } from '../../core/model/usage-error.ts';
import { ARGUMENTS } from '../strings/arguments.ts';

/** Amounts with a unit: calls a second, dollars, seconds, prices. */

/** US dollars for a million tokens. */
export interface NamedPrice {
  /** At least 0. */
  readonly input: number;
  /** At least 0. */
  readonly output: number;
}

/** Seconds of the units a rate may be given in. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hour: 3600,
};
const AMOUNT = /^\d+(\.\d+)?$|^\.\d+$/;
/** A day; a call that takes longer hangs. */
const LONGEST_TIMEOUT_S = 86_400;

/** A plain decimal number, 0 or more; `null` for anything else (`1e9`, `0x1` and `Infinity` are slips here). */
function amount(text: string): number | null {
  return AMOUNT.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;
}

/** Reads `5/s`, `5`, `300/min` or `1000/h` as calls a second. */
export function parseRate(text: string | null): number | null {
  if (text === null) return null;
  const [, number = '', unit = 's'] = /^\s*([\d.]+)\s*(?:\/\s*([a-z]+)\s*)?$/i.exec(text) ?? [];
  const seconds = Object.hasOwn(UNITS, unit.toLowerCase()) ? UNITS[unit.toLowerCase()] : undefined;
  const calls = amount(number);
  if (calls === null || calls === 0 || seconds === undefined) {
    throw new UsageError(ARGUMENTS.values.rate(text));
  }
  return calls / seconds;
}

/** Reads an amount of US dollars above 0: `0.5` or `$0.50`. */
export function parseBudget(text: string | null, option = 'budget'): number | null {
  if (text === null) return null;
  const dollars = amount(text.trim().replace(/^\$/, ''));
  if (dollars === null || dollars === 0) {
    throw new UsageError(ARGUMENTS.values.budget(option, text));
  }
  return dollars;
}

/** Reads seconds above 0 as milliseconds. */
export function parseTimeout(text: string | null): number | null {
  if (text === null) return null;
  const seconds = amount(text.trim().replace(/s$/, '').trimEnd());
  if (seconds === null || seconds === 0 || seconds > LONGEST_TIMEOUT_S) {
    throw new UsageError(ARGUMENTS.values.timeout(LONGEST_TIMEOUT_S, text));
  }
  return Math.max(1, Math.round(seconds * 1000));
}

/** Reads `openai:MODEL=0.15/0.60`. Names of models may hold `=`, prices never do, so the last one cuts. */
export function parsePrice(text: string): readonly [target: string, price: NamedPrice] {
  const at = text.lastIndexOf('=');
  const target = text.slice(0, Math.max(0, at)).trim();
  const [input = null, output = null, ...more] = text
    .slice(at + 1)
    .split('/')
    .map((part) => amount(part.trim().replace(/^\$/, '')));
  if (at <= 0 || !/^[^:]+:./s.test(target) || input === null || output === null || more.length > 0) {
    throw new UsageError(ARGUMENTS.values.price(text));
  }
  return [target, { input, output }];
}
