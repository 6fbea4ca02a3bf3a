import type { Interval } from '../model/report.ts';
import { domainOf } from './domain.ts';
import { asksForNumber } from './prompt-kind.ts';
import { languageOf } from './language.ts';
import { rememberEnds } from './prompt-memory.ts';
import { numberMentions } from './number-mentions.ts';
import type { NumberMention } from './number-mentions.ts';

/** The range of allowed numbers that a prompt names. */

/** Things that come in numbers but are not the answer: "between 100 and 200 words". */
const COUNTED =
  /^[*_`"”\])]*\s*(?:(?:-|long\b)\s*)?(?:words?|sentences?|paragraphs?|lines?|characters?|letters?|tokens?|pages?|minutes?|hours?|seconds?|days?|weeks?|months?|years?|players?|people|persons?|steps?|bullet|stanzas?|verses?|times|examples?|items?|options?|syllables?)\b/i;
/** Dates, scores and places that look like ranges. */
const NOT_ASKED = /\b(?:years?|century|war|season|chapter|page|version|born|died|since|ages?|grade|score of)\W*$/i;

/** What a range of numbers is for; a range in any other sentence is part of the story. */
const PICKS = /\b(?:pick|choose|select|guess|value|integer|random|rate|rating|scale|score)\b/i;

/**
 * Lowest and highest allowed number: "between 1 and 100", "1-100", "1..100", "a d20", "a single digit", "a positive integer
 * below 100". `null` when the prompt names none, or several that differ, or only one end ("less than 50"). Ends that are
 * excluded ("strictly between") are stepped over, because a whole number is meant then.
 */
export const domainOfPrompt = rememberEnds((prompt): Interval | null => {
  const domains = [
    ...rangesOf(prompt),
    ...boundedOf(prompt),
    ...diceOf(prompt),
    ...digitsOf(prompt),
    ...shareOf(prompt),
  ];
  const [first, ...others] = domains;
  if (first === undefined || others.some(([low, high]) => low !== first[0] || high !== first[1])) return null;
  return domainOf(...first);
});

function rangesOf(prompt: string): readonly Interval[] {
  const mentions = numberMentions(prompt, languageOf(prompt));
  const found: Interval[] = [];
  for (let index = 0; index + 1 < mentions.length; index++) {
    const low = mentions[index]!;
    const high = mentions[index + 1]!;
    if (low.role !== 'range' || high.role !== 'range') continue;
    index++;
    const range = rangeOf(prompt, low, high);
    if (range !== null) found.push(range);
  }
  return found;
}

function rangeOf(prompt: string, low: NumberMention, high: NumberMention): Interval | null {
  const before = prompt.slice(Math.max(0, low.start - 20), low.start);
  const after = prompt.slice(high.end, high.end + 60);
  const ends = [Number(low.value), Number(high.value)].sort((a, b) => a - b) as [number, number];
  if (ends[0] === ends[1] || COUNTED.test(after) || NOT_ASKED.test(before)) return null;
  // "[0, 10)": whether 10 or 9.99 is the last one depends on what is drawn.
  if (/[([]\s*$/.test(before) && /^\s*\)/.test(after) && /\[\s*$/.test(before)) return null;
  const asked = asksForNumber(prompt) || PICKS.test(prompt);
  if (!asked || (isPeriod(ends) && !/\b(?:numbers?|integers?|years?|values?)\b/i.test(prompt))) return null;
  const exclusive = /\bstrictly (?:between|from)\s*$/i.test(before) || /^\W{0,3}exclusive\b/i.test(after);
  return exclusive && ends.every(Number.isInteger) && ends[1] - ends[0] > 2 ? [ends[0] + 1, ends[1] - 1] : ends;
}

/** 1939-1945 */
const isPeriod = (ends: readonly number[]): boolean =>
  ends.every((end) => Number.isInteger(end) && end >= 1000 && end <= 2100);

/** "a positive integer less than 100": both ends are known. */
function boundedOf(prompt: string): readonly Interval[] {
  const match =
    /\b(?:(positive|natural)|(non-?negative)) (?:whole |natural |random )?(?:integer|number)s?\b[^.!?\n]{0,12}?\b(less than|below|under|smaller than|up to|at most|not (?:greater|larger|more) than) (\d{1,9})(?![\d.,]\d)/i.exec(
      prompt,
    );
  if (match === null || !/\b(?:integer|whole|natural)\b/i.test(match[0])) return [];
  const inclusive = /^(?:up|at|not)/i.test(match[3] ?? '');
  const high = Number(match[4]) - (inclusive ? 0 : 1);
  const low = match[1] === undefined ? 0 : 1;
  return high > low ? [[low, high]] : [];
}

/** "a random percentage"; a share that is asked for as a fact may be any number. */
function shareOf(prompt: string): readonly Interval[] {
  return /\b(?:pick|choose|select|give(?: me)?|name|random)\b (?:a |any |one )?(?:random )?percentage\b(?! (?:of|point|increase|change))/i.test(
    prompt,
  )
    ? [[0, 100]]
    : [];
}

function diceOf(prompt: string): readonly Interval[] {
  const sided =
    /\b(?:(?<count>\d+)\s?)?d(?<d>4|6|8|10|12|20|100|%)(?!\w)(?:\s?(?<more>[-+]\s?\d{1,3})(?!\d))?|\b(?<sides>\d{1,3})[-– ]?sided\b|\b(?<word>four|six|eight|ten|twelve|twenty)[- ]sided\b/i.exec(
      prompt,
    )?.groups;
  if (sided !== undefined) {
    const words: Readonly<Record<string, number>> = { four: 4, six: 6, eight: 8, ten: 10, twelve: 12, twenty: 20 };
    const sides = sided.d === '%' ? 100 : Number(sided.d ?? sided.sides ?? words[(sided.word ?? '').toLowerCase()]);
    const count = Number(sided.count ?? 1);
    const more = Number((sided.more ?? '0').replace(/\s/g, ''));
    // Of dice that are dropped nobody knows how many count.
    if (/\b(?:drop|keep|advantage|disadvantage)\b/i.test(prompt)) return [];
    return sides > 1 && count >= 1 ? [[count + more, count * sides + more]] : [];
  }
  if (/\b(?:roll|throw|toss)\b[^.!?\n]{0,40}\b(?:two|2|a pair of) (?:dice|six-sided)\b/i.test(prompt)) return [[2, 12]];
  return /\b(?:roll|throw|toss)\b[^.!?\n]{0,40}\b(?:a|one|the|fair|standard|single) (?:\w+ )?(?:dice|die)\b|\bdi(?:c)?e roll\b/i.test(
    prompt,
  )
    ? [[1, 6]]
    : [];
}

function digitsOf(prompt: string): readonly Interval[] {
  if (!asksForNumber(prompt) && !/\bexactly one digit\b/i.test(prompt)) return [];
  const words: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6 };
  const long = /\b(?:(?<n>[2-9])|(?<word>two|three|four|five|six))[- ]digit (?:\w+ )?(?:number|integer|prime)\b/i.exec(
    prompt,
  )?.groups;
  if (long !== undefined) {
    const length = Number(long.n ?? words[(long.word ?? '').toLowerCase()]);
    return [[10 ** (length - 1), 10 ** length - 1]];
  }
  return /\b(?:a|one|single|random|any|exactly one)[- ](?:random |single |decimal |even |odd |prime ){0,3}digit\b(?! (?:number )?(?:code|password|pin))/i.test(
    prompt,
  )
    ? [[0, 9]]
    : [];
}
