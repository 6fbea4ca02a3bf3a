import type { Interval } from '../model/report.ts';
import { asksForNumber } from './prompt-kind.ts';
import { numberMentions } from './number-mentions.ts';

/** The range of allowed numbers that a prompt names. */

/** Things that come in numbers but are not the answer: "between 100 and 200 words". */
const COUNTED =
  /^[*_`"”\])]*\s*(?:-|long\b)?\s*(?:words?|sentences?|paragraphs?|lines?|characters?|letters?|tokens?|pages?|minutes?|hours?|seconds?|days?|weeks?|months?|years?|players?|people|persons?|steps?|bullet|stanzas?|verses?|times|examples?|items?|options?|syllables?)\b/i;
/** Dates, scores and places that look like ranges. */
const NOT_ASKED = /\b(?:years?|century|war|season|chapter|page|version|born|died|since|ages?|grade|score of)\W*$/i;

/**
 * Lowest and highest allowed number: "between 1 and 100", "1-100", "1..100", "a d20", "a single digit". `null` when the
 * prompt names none, or several that differ.
 */
export function domainOfPrompt(prompt: string): Interval | null {
  const domains = [...rangesOf(prompt), ...diceOf(prompt), ...digitsOf(prompt)];
  const [first, ...others] = domains;
  if (first === undefined) return null;
  return others.every(([low, high]) => low === first[0] && high === first[1]) ? first : null;
}

function rangesOf(prompt: string): readonly Interval[] {
  const mentions = numberMentions(prompt);
  const found: Interval[] = [];
  for (let index = 0; index + 1 < mentions.length; index++) {
    const low = mentions[index]!;
    const high = mentions[index + 1]!;
    if (low.role !== 'range' || high.role !== 'range') continue;
    index++;
    const before = prompt.slice(Math.max(0, low.start - 20), low.start);
    const range: Interval = [Number(low.value), Number(high.value)];
    if (range[0] >= range[1] || COUNTED.test(prompt.slice(high.end)) || NOT_ASKED.test(before)) continue;
    if (
      isScale(before) ||
      asksForNumber(prompt) ||
      /\b(?:pick|choose|select|guess|value|integer|random|rate|rating|scale)\b/i.test(prompt)
    )
      found.push(range);
  }
  return found;
}

const isScale = (before: string): boolean => /\b(?:scale of|from|between|range)\W*$/i.test(before);

function diceOf(prompt: string): readonly Interval[] {
  const sided =
    /\b(?:(?<count>\d+)\s?)?d(?<d>4|6|8|10|12|20|100|%)(?!\w)|\b(?<sides>\d{1,3})[-– ]?sided\b|\b(?<word>four|six|eight|ten|twelve|twenty)[- ]sided\b/i.exec(
      prompt,
    )?.groups;
  if (sided !== undefined) {
    const words: Readonly<Record<string, number>> = { four: 4, six: 6, eight: 8, ten: 10, twelve: 12, twenty: 20 };
    const sides = sided.d === '%' ? 100 : Number(sided.d ?? sided.sides ?? words[(sided.word ?? '').toLowerCase()]);
    const count = Number(sided.count ?? 1);
    return sides > 1 && count >= 1 ? [[count, count * sides]] : [];
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
  return /\b(?:a|one|single|random|exactly one)[- ](?:random |single |decimal )*digit\b(?! (?:number )?(?:code|password|pin))/i.test(
    prompt,
  )
    ? [[0, 9]]
    : [];
}
