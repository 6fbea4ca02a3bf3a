import { foldText } from '../../text/fold.ts';
import type { Interval } from '../../model/report.ts';
import { isUnspaced, tokensOf } from '../texts/tokens.ts';
import { HEX_COLOUR, plainHex } from './colours.ts';
import { numbersIn, type PromptTerm } from './prompt-terms.ts';

/** A word as it was written, with what folding makes of it. */
interface WrittenWord {
  readonly word: string;
  readonly span: Interval;
}

/** Words of a text as it was written. A word of 100 KB is one match; nothing is tried twice. */
function wordsIn(text: string): readonly WrittenWord[] {
  const folded = new Map<string, string>();
  return [...text.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)].map(({ 0: written, index }) => {
    let word = folded.get(written);
    if (word === undefined) folded.set(written, (word = foldText(written)));
    return { word, span: [index, index + written.length] };
  });
}

/** Where the words of `phrase` stand one behind the other. */
function phraseSpans(phrase: readonly string[], words: readonly WrittenWord[]): Interval[] {
  const spans: Interval[] = [];
  for (let start = 0; start + phrase.length <= words.length; start++) {
    if (phrase.every((word, index) => words[start + index]!.word === word))
      spans.push([words[start]!.span[0], words[start + phrase.length - 1]!.span[1]]);
  }
  return spans;
}

/** Where `part` stands in a text of a script without spaces. */
function partSpans(part: string, text: string): Interval[] {
  const spans: Interval[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length))
    spans.push([at, at + part.length]);
  return spans;
}

function merged(spans: readonly Interval[]): readonly Interval[] {
  const result: [number, number][] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/**
 * The parts of a text that repeat terms of its prompt, as ascending [start, end) offsets in UTF-16 units that do not touch
 * each other. `text` as it was written.
 */
export function echoSpans(text: string, terms: readonly PromptTerm[]): readonly Interval[] {
  const words = wordsIn(text);
  const of = (kind: PromptTerm['kind']) => new Set(terms.filter((one) => one.kind === kind).map(({ term }) => term));
  const [single, colours, numbers] = [of('word'), of('colour'), of('number')];
  const hex = [...text.matchAll(HEX_COLOUR)].filter(([code]) => colours.has(plainHex(code)));
  return merged([
    ...words.filter(({ word }) => single.has(word) || colours.has(word)).map(({ span }) => span),
    ...hex.map(({ 0: code, index }) => [index, index + code.length] as const),
    ...numbersIn(text).flatMap(({ number, span }) => (numbers.has(number) ? [span] : [])),
    ...[...of('phrase')].flatMap((phrase) =>
      isUnspaced(phrase) ? partSpans(phrase, text) : phraseSpans(tokensOf(phrase), words),
    ),
  ]);
}
