import type { Interval, NumberKind, NumberReport } from '../../model/report.ts';
import { ERROR_RATE } from '../error-rate.ts';
import { list, percent } from '../../text/prose.ts';

/** What is said beside the main finding must be surer. */
const SURE = 0.001;

/** "p = 0.013", "p < 0.001"; "p ≤ 0.002" where no shuffle reached what was seen. */
export function pWords(p: number, isAtFloor = false): string {
  return p < 0.001 ? 'p < 0.001' : `p ${isAtFloor ? '≤' : '='} ${p.toFixed(3)}`;
}

const KIND_WORDS: Readonly<Record<NumberKind['kind'], string>> = {
  round: 'end in 0',
  'repeated-digit': 'repeat one digit, as 77 does',
};

/** "2 of 150 answers end in 0; a fair draw would give 10%." */
export function kindSentence({ kind, count, n, expected }: NumberKind): string {
  const subject = count === 0 ? 'No answers' : `${count} of ${n} answers`;
  return `${subject} ${KIND_WORDS[kind]}; a fair draw would give ${percent(expected)}.`;
}

/** An end of the domain is named when a fair draw would miss it with less than this chance, and the gap is this part of it. */
const GAP_CHANCE = 0.001;
const GAP_PART = 0.05;

function emptyEnds({ histogram, min, max }: NumberReport, [low, high]: Interval): readonly string[] {
  // One number alone has been named already; that there is none beside it goes without saying.
  if (min === null || max === null || min === max) return [];
  const size = high - low + 1;
  const n = Object.values(histogram).reduce((sum, count) => sum + count, 0);
  const tells = (missing: number) => missing >= GAP_PART * size && (1 - missing / size) ** n < GAP_CHANCE;
  return [
    ...(tells(min - low) ? [`none is below ${min}`] : []),
    ...(tells(high - max) ? [`none is above ${max}`] : []),
  ];
}

const KIND_CLAUSES: Readonly<Record<NumberKind['kind'], (count: number) => string>> = {
  round: (count) => (count === 0 ? 'none ends in 0' : `${count} ${count === 1 ? 'ends' : 'end'} in 0`),
  'repeated-digit': (count) =>
    count === 0
      ? 'none repeats one digit, as 77 does'
      : `${count} ${count === 1 ? 'repeats' : 'repeat'} one digit, as 77 does`,
};

/** "No answer is below 17" for "none is below 17": as the beginning of a sentence. */
const opened = (clause: string) =>
  clause
    .replace(/^none\b/, 'No answer')
    .replace(/^(1) |^(\d+) /, (_, one?: string, many?: string) =>
      one === undefined ? `${many ?? ''} answers ` : '1 answer ',
    );

/**
 * Whether the numbers are what a fair draw over the domain gives, and what sets them apart, as one finding; `null` where none was
 * asked for. `isSaid`: that they are none has been said, so that it is only about what sets them apart.
 */
export function fairness(numbers: NumberReport | null, domain: Interval | null, isSaid = false): string | null {
  if (numbers === null || domain === null || numbers.p === null) return null;
  const p = numbers.pAdjusted ?? numbers.p;
  const range = `${domain[0].toLocaleString('en')} to ${domain[1].toLocaleString('en')}`;
  if (p >= ERROR_RATE && isSaid) return null;
  if (p >= ERROR_RATE)
    return `Nothing speaks against a fair draw from ${range} (${pWords(numbers.p < ERROR_RATE ? p : numbers.p)}).`;
  const kinds = numbers.kinds
    .filter(({ p }) => p !== null && p < SURE)
    .map(({ kind, count }) => KIND_CLAUSES[kind](count));
  const what = [...emptyEnds(numbers, domain), ...kinds];
  if (isSaid) return what.length === 0 ? null : `${opened(list(what))}.`;
  return `Not a fair draw from ${range} (${pWords(numbers.p)})${what.length === 0 ? '' : `: ${list(what)}`}.`;
}
