import { shortPercent } from '../../src/core/text/prose.ts';

/** How figures are written for people. An undefined figure is written as an en dash, never as 0. */

/** What stands where a figure is undefined. */
export const NONE = '–';

// Made once: making one takes longer than drawing a card.
const COUNTS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole count with thousands separators: `10,000`. */
export function formatCount(count: number): string {
  return COUNTS.format(count);
}

/** `1 model`, `3 models`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share 0 ... 1 in per cent. Only a true 0 is `0%` and only a true 1 is `100%`. */
export function formatShare(share: number | null): string {
  return share === null ? NONE : shortPercent(share);
}

/** Both ends of a share's interval, without the unit: `57–98`. */
export function formatShareInterval(interval: readonly [number, number] | null): string {
  if (interval === null) return '';
  const [low, high] = interval.map((end) => String(Math.round(end * 100)));
  return low === high ? (low ?? '') : `${low}–${high}`;
}

/** A figure with one decimal below 100 and none above: `7.2`, `1,204`. */
export function formatFigure(value: number | null): string {
  if (value === null) return NONE;
  return Math.abs(value) < 100 ? value.toFixed(1) : formatCount(value);
}

/** An interval of figures: `5.9–8.7`; empty when there is none. */
export function formatInterval(interval: readonly [number, number] | null): string {
  if (interval === null) return '';
  const [low, high] = interval.map(formatFigure);
  return low === high ? (low ?? '') : `${low}–${high}`;
}

/** A figure between 0 and about 1, or an entropy, with two decimals: `0.96`, `1.97`. */
export function formatHundredths(value: number | null): string {
  return value === null ? NONE : value.toFixed(2).replace('-', '−');
}

/** How many times as often as by chance: `0.40 ×`, `2.5 ×`, `40 ×`, `> 1,000 ×`; empty where it is not known. */
export function formatFactor(factor: number | null): string {
  if (factor === null) return '';
  if (factor > 1_000) return '> 1,000 ×';
  return `${factor < 1 ? factor.toFixed(2) : factor < 10 ? factor.toFixed(1) : Math.round(factor)} ×`;
}

/** A number as an answer is written: at most six significant digits, no exponent for everyday sizes. */
export function formatValue(value: number | null): string {
  if (value === null) return NONE;
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value);
  return String(Number(value.toPrecision(6)));
}

/** A probability of a test: `p = 0.0001`, `p = 0.03`, `p < 0.0001`; `p ≤ 0.0005` where it is only an upper bound. */
export function formatP(p: number | null, isAtFloor = false): string {
  if (p === null) return NONE;
  if (p < 0.0001) return 'p < 0.0001';
  if (p >= 0.995) return p === 1 ? 'p = 1' : 'p > 0.99';
  const digits = p >= 0.01 ? 2 : p >= 0.001 ? 3 : 4;
  return `p ${isAtFloor ? '≤' : '='} ${p.toFixed(digits)}`;
}

/** Milliseconds of one call: `45 ms`, `0.9 s`, `2.3 s`, `41 s`. */
export function formatLatency(ms: number | null): string {
  if (ms === null) return NONE;
  if (ms < 50) return `${Math.round(ms)} ms`;
  return ms < 9_950 ? `${(ms / 1000).toFixed(1)} s` : formatElapsed(ms);
}

/** Milliseconds of a whole run: `0.4 s`, `41 s`, `38 min`, `1 h 5 min`. */
export function formatElapsed(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 0.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 99.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

/** Whole seconds from `now` until `instant` (both ms since 1970), at least 0. */
export function secondsUntil(instant: number, now: number): number {
  return Math.max(0, Math.ceil((instant - now) / 1000));
}

/** A number of seconds, whole: `8 s`, `2 min 5 s`, `1 h 5 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
}

/** Calls a second, above 0, as a pace: `about 5 calls a second`, `about 1 call in 4 s`. */
export function formatPace(ratePerSecond: number): string {
  if (ratePerSecond < 0.95) return `about 1 call in ${formatSeconds(Math.round(1 / ratePerSecond))}`;
  const digits = ratePerSecond < 9.95 ? 1 : 0;
  const rate = Number(ratePerSecond.toFixed(digits));
  return `about ${rate === 1 ? '1 call' : `${rate < 100 ? rate : formatCount(rate)} calls`} a second`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The local time of an ISO-8601 instant: `21 Nov 14:02`, with the year when it is not the year of `now`. */
export function formatTime(iso: string, now: number): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '';
  const year = at.getFullYear() === new Date(now).getFullYear() ? '' : ` ${at.getFullYear()}`;
  const clock = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
  return `${at.getDate()} ${MONTHS[at.getMonth()] ?? ''}${year} ${clock}`;
}
