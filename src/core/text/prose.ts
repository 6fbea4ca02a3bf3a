/** How figures and model text are written inside a sentence. */

/** "22%"; small and nearly full shares get a digit more, so that 0% and 100% mean none and all. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if ((whole > 0 && whole < 100) || share === 0 || share === 1) return `${whole}%`;
  const tenths = Math.round(share * 1000) / 10;
  if (tenths === 0) return 'less than 0.1%';
  return tenths === 100 ? 'more than 99.9%' : `${tenths.toFixed(1)}%`;
}

/** The same, shorter, for tables: "22%", "< 1%", "> 99%". */
export function shortPercent(share: number): string {
  if (share > 0 && share < 0.005) return '< 1%';
  if (share < 1 && share >= 0.995) return '> 99%';
  return `${Math.round(share * 100)}%`;
}

/** "a", "a and b", "a, b and c". */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** "×6.3 (5.2 to 7.6)"; two decimals below 1. */
export function times(value: number, interval: readonly [number, number] | null): string {
  const text = (one: number) => one.toFixed(one < 1 ? 2 : 1);
  return `×${text(value)}${interval === null ? '' : ` (${interval.map(text).join(' to ')})`}`;
}

/** "1,200". */
export const figure = (count: number): string => count.toLocaleString('en');

/** "1 run", "1,200 runs". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${figure(count)} ${count === 1 ? one : many}`;
}

/** Longest piece of an answer inside a sentence, UTF-16 units. */
const QUOTE_LIMIT = 60;

/** Marks that turn the direction of all that follows; those of an answer would reach into our sentence. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Right-to-left text between isolates, so that the words and figures around it keep their places. */
function isolated(line: string): string {
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}

/** The sentence without the isolates of `quote`, for places that show such marks instead of obeying them. */
export function withoutIsolates(sentence: string): string {
  return sentence.replace(/[\u2068\u2069]/gu, '');
}

/**
 * An answer inside a sentence: numbers as they are, texts on one line, in quotation marks and cut when long.
 * Right-to-left text stands between Unicode isolates (U+2068, U+2069).
 */
export function quote(answer: string, kind: 'number' | 'text'): string {
  const line = cut(onOneLine(answer), QUOTE_LIMIT);
  return kind === 'number' ? line : isolated(`“${line}”`);
}

/** Longest name of a model in a sentence, code points. */
const NAME_LIMIT = 80;

/** The name of a model inside a sentence: on one line, and cut when long. */
export const shownName = (label: string): string => cut(onOneLine(label), NAME_LIMIT);

const onOneLine = (text: string): string => text.replace(TURNING, '').replace(/\s+/gu, ' ').trim();

function cut(line: string, limit: number): string {
  const points = [...line.slice(0, 4 * limit)];
  return points.length <= limit ? line : `${points.slice(0, limit).join('').trimEnd()}…`;
}

/** The sentence with a small first letter, to stand behind "So far:". */
export function continued(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
