import type { NumberKind, NumberReport } from '../../model/report.ts';
import type { Figures } from './details.ts';
import { percent } from './words.ts';

const LEVEL = 0.05;
/** What is said beside the main finding must be surer. */
const SURE = 0.001;

/** "p = 0.013", "p < 0.001". */
export function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

const KIND_WORDS: Readonly<Record<NumberKind['kind'], string>> = {
  round: 'end in 0',
  'repeated-digit': 'repeat one digit, as 77 does',
};

/** "2 of 150 answers end in 0; a fair draw would give 10 %." */
export function kindSentence({ kind, count, n, expected }: NumberKind): string {
  const subject = count === 0 ? 'No answers' : `${count} of ${n} answers`;
  return `${subject} ${KIND_WORDS[kind]}; a fair draw would give ${percent(expected)}.`;
}

function kinds(numbers: NumberReport): readonly string[] {
  return numbers.kinds.filter(({ p }) => p !== null && p < SURE).map(kindSentence);
}

/** Whether the numbers are what a fair draw over the domain gives, and which kinds of numbers stand out. */
export function fairness(pooled: NumberReport | null, domain: Figures['domain']): readonly string[] {
  if (pooled === null || domain === null || pooled.p === null) return [];
  const range = `${domain[0]} to ${domain[1]}`;
  const verdict =
    pooled.p < LEVEL
      ? `A fair draw from ${range} is seldom so uneven (${pWords(pooled.p)}).`
      : `Nothing speaks against a fair draw from ${range} (${pWords(pooled.p)}).`;
  return [verdict, ...kinds(pooled)];
}
