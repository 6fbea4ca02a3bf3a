import type { Interval, SharedPhrase } from '../../src/core/model/report.ts';
import { type Place, placesOf } from './tokens.ts';

/** Where an output says what other models say, too. */

/** The phrases of a report, ready to be looked for. */
export interface PhraseIndex {
  /** First word -> phrases that begin with it. */
  readonly byFirst: ReadonlyMap<string, readonly IndexedPhrase[]>;
}

interface IndexedPhrase {
  readonly words: readonly string[];
  readonly targets: ReadonlySet<string>;
}

/** Texts are looked through up to here, UTF-16 units. */
const LONGEST = 50_000;

/** Phrases that at least two targets share. Those the prompt holds are left out: repeating it is no agreement. */
export function indexPhrases(phrases: readonly SharedPhrase[]): PhraseIndex {
  const byFirst = new Map<string, IndexedPhrase[]>();
  for (const { phrase, byTarget, echo } of phrases) {
    const words = placesOf(phrase).map(({ word }) => word);
    const [first] = words;
    const targets = new Set(Object.keys(byTarget));
    if (first === undefined || echo || targets.size < 2) continue;
    const known = byFirst.get(first) ?? [];
    known.push({ words, targets });
    byFirst.set(first, known);
  }
  return { byFirst };
}

/**
 * The parts of `text`, an output of `target`, that outputs of other targets say, too: every phrase they share, and what
 * follows or precedes it for as long as it is word for word `answer`, the answer they share. [start, end) offsets, in
 * order, apart from each other.
 */
export function sharedRanges(
  text: string,
  target: string,
  index: PhraseIndex,
  answer: string | null,
): readonly Interval[] {
  if (index.byFirst.size === 0) return [];
  const places = placesOf(text.slice(0, LONGEST));
  const answerWords = answer === null ? [] : placesOf(answer.slice(0, LONGEST)).map(({ word }) => word);
  // Where the answer holds a phrase is looked up once, however often the text holds it.
  const inAnswer = new Map<IndexedPhrase, number>();
  const found: [number, number][] = [];
  places.forEach(({ word }, at) => {
    for (const phrase of index.byFirst.get(word) ?? []) {
      const { words, targets } = phrase;
      const isKnown = at + words.length <= (found.at(-1)?.[1] ?? 0);
      if (isKnown || !isAt(words, places, at) || !isSaidByAnother(targets, target)) continue;
      const start = inAnswer.get(phrase) ?? indexIn(answerWords, words);
      inAnswer.set(phrase, start);
      add(found, extended([at, at + words.length], start, places, answerWords));
    }
  });
  return found.map(([first, end]) => [places[first]?.start ?? 0, places[end - 1]?.end ?? 0]);
}

function isAt(words: readonly string[], places: readonly Place[], at: number): boolean {
  return words.every((word, offset) => places[at + offset]?.word === word);
}

function isSaidByAnother(targets: ReadonlySet<string>, own: string): boolean {
  return targets.size > (targets.has(own) ? 1 : 0);
}

/** Word numbers [first, end) of what stands at word `at` of the answer, widened while that goes on in the same words. */
function extended(
  [first, end]: readonly [number, number],
  at: number,
  places: readonly Place[],
  answer: readonly string[],
): [number, number] {
  if (at < 0) return [first, end];
  let from = first;
  let to = end;
  while (from > 0 && from - first + at > 0 && places[from - 1]?.word === answer[from - first + at - 1]) from -= 1;
  while (to < places.length && places[to]?.word === answer[at + (to - first)]) to += 1;
  return [from, to];
}

/** Where `answer` first holds `words`; -1 where it does not. */
function indexIn(answer: readonly string[], words: readonly string[]): number {
  for (let at = 0; at + words.length <= answer.length; at += 1) {
    if (words.every((word, offset) => answer[at + offset] === word)) return at;
  }
  return -1;
}

/** Joins a range with those it meets; ranges begin later and later but for what they were widened by. */
function add(found: [number, number][], [first, end]: [number, number]): void {
  let [from, to] = [first, end];
  for (let last = found.at(-1); last !== undefined && from <= last[1]; last = found.at(-1)) {
    from = Math.min(from, last[0]);
    to = Math.max(to, last[1]);
    found.pop();
  }
  found.push([from, to]);
}
