import { foldText } from '../../text/fold.ts';
import { stemOf } from '../../text/stems.ts';
import { unframe } from '../framing.ts';
import { linesOf, textOf, type Span } from '../../text/span.ts';
import { asksForSeveral } from '../prompt-kind.ts';
import { isBare } from './bare.ts';
import { isBreak, isGeneric, isImperative, looksEnglish } from './lexicon.ts';
import { askedCount, listIn } from './list.ts';
import { askedIn, phrasesOf } from './phrases.ts';
import type { Asked, Phrase } from './phrases.ts';
import { openingOf } from './sentence.ts';
import { callSame, type Called } from './same-thing.ts';
import { cutToRecurring, keyOf, votesOf } from './votes.ts';
import type { Naming } from './votes.ts';
import { onText } from '../../watch.ts';

/** Reads the thing that each output to one prompt names, by what all of them say. */

/** A different text, how it was read by itself, and how many outputs it is. */
export interface NamedInput {
  readonly text: string;
  readonly answer: string;
  readonly count: number;
}

/** Least part of the outputs that must name something, or be a list, for all to be read so. */
export const MOST = 0.6;
/** Least part that must name what others name, too. */
const RECURS = 0.3;
/** Least part of the sentences that must mark a phrase, for marks to be how the thing is named. */
const MARKED = 0.5;
/** How much likelier a phrase is when all others name it. */
const SAID_BY_ALL = 2.5;

/** Phrases of less are said in passing. */
const LEAST_SCORE = 0;
/** In longer outputs only names and what is marked are the thing, UTF-16 units. */
const LONG = 400;

interface Opened extends NamedInput {
  readonly bare: boolean;
  readonly english: boolean;
  readonly phrases: readonly Phrase[];
}

/** Where an output names the thing, and what others call it where the output's own words are not what most say. */
export interface NamedThing extends Span {
  readonly name: string | null;
}

/** Where each text names the thing, for the texts that do not consist of it; `null` when outputs to this prompt name no thing. */
export function readNamed(prompt: string, inputs: readonly NamedInput[]): ReadonlyMap<string, NamedThing> | null {
  const asked = askedIn(prompt);
  const every = inputs.map((input) => onText(input.text, () => open(input, asked)));
  const english =
    looksEnglish(prompt.toLowerCase().split(/[^\p{L}]+/u)) ||
    sum(every.filter(({ english }) => english)) >= MOST * sum(every.filter(({ bare }) => !bare));
  const opened = english ? every : every.map((input) => ({ ...input, phrases: input.phrases.filter(isMarked) }));
  const total = sum(opened);
  const sentences = opened.filter(({ bare }) => !bare);
  if (asksForSeveral(prompt)) return readLists(opened, askedCount(prompt));
  if (sentences.length === 0) return null;
  const weighed = byMarks(opened, sentences);
  const first = weighed.map((input) => namingOf(input, () => 0));
  const votes = votesOf(first.filter((naming) => naming !== null));
  const bonus = (naming: Naming): number => {
    const most = Math.max(...[naming.span.end, ...naming.cuts].map((end) => votes.get(keyOf(naming, end)) ?? 0));
    return (SAID_BY_ALL * most) / total;
  };
  const chosen = weighed.map((input) => namingOf(input, bonus));
  const named = chosen.filter((naming) => naming !== null);
  if (sum(named) < MOST * total) return null;
  const isOld = (words: string): boolean =>
    words.split(' ').every((word) => isGeneric(word) || asked.has(stemOf(word)));
  const called = callSame(cutToRecurring(named, isOld), isOld);
  const said = new Map<string, number>();
  for (const naming of called) said.set(thingOf(naming), (said.get(thingOf(naming)) ?? 0) + naming.count);
  if (sum(called.filter((naming) => said.get(thingOf(naming))! > 1)) < RECURS * total) return null;
  return earnsItsPlace(called, sentences, said.size, total)
    ? new Map(called.map(({ text, span, name }) => [text, { ...span, name }]))
    : null;
}

const thingOf = (naming: Called): string => (naming.name === null ? keyOf(naming) : foldText(naming.name));

/** Least part of the outputs that must name something, where the names join none of them. */
const NEARLY_ALL = 0.8;

/** Whether things are told better by their names than whole: names join answers, or nearly all outputs are shortened to one. */
function earnsItsPlace(
  named: readonly Naming[],
  sentences: readonly Opened[],
  different: number,
  total: number,
): boolean {
  const inSentences = new Map(sentences.map(({ text, answer }) => [text, answer]));
  const whole = new Set(named.map(({ text, span }) => foldText(inSentences.get(text) ?? textOf(text, span))));
  if (different < whole.size) return true;
  return sum(named) >= NEARLY_ALL * total && 2 * sum(named.filter(({ text }) => inSentences.has(text))) >= total;
}

/** The set of things that each output lists. */
function readLists(opened: readonly Opened[], asked: number | null): ReadonlyMap<string, NamedThing> | null {
  const lists = opened.flatMap((input) => {
    const span = input.bare ? spanOf(input) : listIn(input.text, input.phrases, asked);
    // Where each thing has its own line, grouping reads the lines.
    return span === null || input.answer.includes('\n') ? [] : [{ ...input, span }];
  });
  const isNeeded = lists.some(({ bare }) => !bare);
  return isNeeded && sum(lists) >= MOST * sum(opened)
    ? new Map(lists.map(({ text, span }) => [text, { ...span, name: null }]))
    : null;
}

/** Where the answer that was read from one output alone stands in it. */
function spanOf({ text, answer }: NamedInput): Span | null {
  const start = text.indexOf(answer);
  return start < 0 ? null : { start, end: start + answer.length };
}

function sum(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((total, { count }) => total + count, 0);
}

function open(input: NamedInput, asked: Asked): Opened {
  if (isBare(input.answer) && isNews(input, asked)) return { ...input, bare: true, english: false, phrases: [] };
  const { core } = unframe(input.text);
  const line = linesOf(input.text, core)[0] ?? core;
  // What a colon leads to is a choice of several, or set out in another way.
  const sentences = /:[*_\s]*$/.test(textOf(input.text, line)) ? [] : openingOf(input.text, line);
  const english = sentences.some(({ tokens }) => looksEnglish(tokens.map(({ word }) => word)));
  const phrases = phrasesOf(input.text, sentences, asked).filter(
    ({ kind, score }) => score >= LEAST_SCORE && (kind !== 'noun' || core.end - core.start <= LONG),
  );
  return { ...input, bare: false, english, phrases };
}

const isMarked = ({ kind }: Phrase): boolean => kind === 'quoted' || kind === 'bold';

/** What the short reading of one output found may be the prompt's own words ("The best way is ..."). */
function isNews({ text, answer }: NamedInput, asked: Asked): boolean {
  if (text.length <= answer.length + 4) return true;
  const words = answer.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 || words.some((word) => !isBreak(word) && !isGeneric(word) && !asked.has(stemOf(word)));
}

/** Marks are how the thing is named where most sentences have one, or where others name just that. */
function byMarks(opened: readonly Opened[], sentences: readonly Opened[]): readonly Opened[] {
  if (sum(sentences.filter(({ phrases }) => phrases.some(isMarked))) >= MARKED * sum(sentences)) return opened;
  const bare = new Set(opened.filter((input) => input.bare).map(({ answer }) => foldText(answer)));
  return opened.map((input) => ({
    ...input,
    phrases: input.phrases.filter((phrase) => !isMarked(phrase) || bare.has(keyOf({ text: input.text, span: phrase }))),
  }));
}

/** What an output names: the likeliest phrase, the first of several. */
function namingOf({ text, answer, count, bare, phrases }: Opened, bonus: (naming: Naming) => number): Naming | null {
  if (bare) {
    const span = spanOf({ text, answer, count });
    return span === null
      ? null
      : { text, span, count, cuts: breaksIn(text, span), starts: behindVerb(text, span), isName: true };
  }
  let best: { readonly naming: Naming; readonly score: number } | null = null;
  for (const phrase of phrases) {
    const naming = {
      text,
      span: { start: phrase.start, end: phrase.end },
      count,
      cuts: phrase.cuts,
      starts: phrase.starts,
      isName: phrase.kind !== 'noun',
    };
    const said = bonus(naming);
    const score = phrase.score + said;
    const full =
      phrase.clauseEnd !== null && said === 0
        ? { ...naming, span: { start: phrase.start, end: phrase.clauseEnd }, cuts: [phrase.end], starts: [] }
        : naming;
    if (best === null || score > best.score) best = { naming: full, score };
  }
  return best?.naming ?? null;
}

/** Where a name begins if the word before it recommends it: "Visit Paris". */
function behindVerb(text: string, span: Span): readonly number[] {
  const [lead = '', verb = ''] = /^(\p{L}+)\s+(?=\S)/u.exec(textOf(text, span)) ?? [];
  return isImperative(verb.toLowerCase()) ? [span.start + lead.length] : [];
}

/** A name of two words or more, and a common noun or two behind it. */
const TAILED = /^(?:(?:[Tt]he|[Aa]n?) )?\p{Lu}[^\s,]*(?: [\p{Lu}\p{N}][^\s,]*)+(?=(?: \p{Ll}+){1,2}$)/u;

/** Where an answer may end before it is at its end: "Paris" of "Paris, France". */
function breaksIn(text: string, span: Span): readonly number[] {
  const content = textOf(text, span);
  const at = content.search(/,\s|:\s|\s\(|\s[–—-]\s/);
  const word = [...content.matchAll(/\s(\p{L}+)/gu)].find(
    ({ 1: found = '' }) => isBreak(found) && !/^(?:of|the|and|or)$/.test(found),
  );
  const tail = TAILED.exec(content)?.[0].length ?? -1;
  const places = [at, word?.index ?? -1, tail].filter((place) => place > 0);
  return [...new Set(places)].sort((a, b) => a - b).map((place) => span.start + place);
}
