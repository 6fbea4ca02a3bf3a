import { onText } from '../watch.ts';

/** How many different answers are looked at, to choose how they are read. */
const MOST = 200;

/** The answers that a choice is made by. */
export interface Sample {
  /** Different texts and how often each was given; texts of white space only are left out. */
  readonly texts: readonly (readonly [text: string, count: number])[];
  /** How many answers these are. */
  readonly total: number;
  /** "7 of 10 answers", or "... looked at" when there are more. */
  count(some: number): string;
  /** Something of each different text. */
  each<Value>(of: (text: string, count: number) => Value): readonly Value[];
  /** How many answers pass a test. */
  countWhere(test: (text: string) => boolean): number;
}

/** All different answers, or as many of them as are looked at, taken evenly from their sorted list. */
export function sampleOf(texts: readonly string[]): Sample {
  const counts = new Map<string, number>();
  for (const text of texts) if (text.trim() !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const step = Math.max(1, sorted.length / MOST);
  const taken = Array.from({ length: Math.min(MOST, sorted.length) }, (_, index) => sorted[Math.floor(index * step)]!);
  const total = taken.reduce((sum, [, count]) => sum + count, 0);
  const each: Sample['each'] = (of) => taken.map(([text, count]) => onText(text, () => of(text, count)));
  const looked = taken.length < sorted.length ? ' looked at' : '';
  return {
    texts: taken,
    total,
    count: (some) => `${some} of ${total} ${total === 1 ? 'answer' : 'answers'}${looked}`,
    each,
    countWhere: (test) => each((text, count) => (test(text) ? count : 0)).reduce((sum, count) => sum + count, 0),
  };
}
