import type { Interval } from '../model/report.ts';
import type { Extraction, ExtractionContext, Extractor } from './extractor.ts';
import { undress } from './emphasis.ts';
import { isNegated, isShelved, rankOf } from './number-evidence.ts';
import type { Rank } from './number-evidence.ts';
import { languageOf } from './language.ts';
import type { Language } from './language.ts';
import { isExpression, mathValue } from '../notation/math-value.ts';
import { numberMentions } from './number-mentions.ts';
import type { NumberMention } from './number-mentions.ts';
import { unframe } from './framing.ts';
import { asksForPercentage, asksForRating, asksForRoman, asksForYear } from './prompt-kind.ts';
import { rememberLast } from '../remember.ts';
import { declines, isRefusal } from './refusal.ts';
import { romanValue } from './roman.ts';
import { outside, textOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/**
 * The number a model settled on. Each mention is ranked by how clearly it is the answer: declared ("final answer: 7"),
 * set apart (alone, in bold), chosen ("I pick 13"), said first ("42 it is"), or merely there. Ends of ranges, list markers and
 * numbers grown into words are never answers; numbers of the prompt only when they are declared or stand alone. Roman
 * numerals are numbers only when the prompt asks for them: "I" and "MIX" are words.
 */

interface Ranked {
  readonly mention: NumberMention;
  readonly rank: Rank;
}

/** Reads the number of one answer. */
export const numberExtractor: Extractor = {
  id: 'number',
  label: 'Number',
  kind: 'number',
  argument: 'none',
  extract: extractNumber,
};

function extractNumber(text: string, context: ExtractionContext): Extraction {
  const { core, notes } = unframe(text);
  const whole = core.end - core.start === text.trim().length ? textOf(text, core) : '';
  const isBoxed = context.isBoxed === true;
  const answer = isExpression(whole, isBoxed) ? mathValue(whole) : undefined;
  // In a box nothing but the value is the answer; elsewhere a number may be said all the same.
  if (answer !== undefined && (answer !== null || isBoxed)) return { answer, setAside: [], notes: [], refused: false };
  const inCore = settle(text, core, context);
  // A greeting may hold the number ("Sure, here's 42.").
  const isAll = core.start === 0 && core.end === text.length;
  const inText = inCore ?? (isAll ? null : settle(text, { start: 0, end: text.length }, context));
  const chosen = inText ?? romanIn(text, core, context.prompt);
  if (chosen === null) return { answer: null, setAside: [], notes: [], refused: declines(text) };
  if (chosen.rank < 2 && isRefusal(text)) return { answer: null, setAside: [], notes: [], refused: true };
  const { start, end, value } = chosen.mention;
  const setAside = outside(text, { start, end }).filter(([from, to]) => /[\p{L}\p{N}]/u.test(text.slice(from, to)));
  const around = setAside.length === 0 || notes.length > 0 ? [] : ['words around the number set aside'];
  return { answer: value, setAside, notes: setAside.length === 0 ? [] : [...notes, ...around], refused: false };
}

function settle(text: string, span: Span, context: ExtractionContext): Ranked | null {
  const part = textOf(text, span);
  const language = languageOf(context.prompt);
  const mentions = [...mentionsIn(part, language), ...starsIn(part, context)].map((mention) =>
    asRating(mention, context),
  );
  const ranked = rankedOf(part, mentions, context);
  // "I can't pick one." names no number.
  const willing = isRefusal(text) ? ranked.filter(({ mention }) => mention.role !== 'weak') : ranked;
  const best = choose(willing, context.domain) ?? onlyEcho(part, mentions, context);
  if (best === null) return null;
  return { ...best, mention: moved(best.mention, span.start) };
}

/** How many mentions are looked at, from the start and from the end; a text with more is a table or a loop. */
const MOST = 500;

/** UTF-16 units that are looked through from the start and from the end: some thousand words. */
const REACH = 30_000;

function mentionsIn(text: string, language: Language): readonly NumberMention[] {
  if (text.length <= 2 * REACH) return ofInterest(numberMentions(text, language));
  const [behind, from] = [gapBefore(text, REACH), gapBefore(text, text.length - REACH)];
  const last = numberMentions(text.slice(from), language).map((mention) => moved(mention, from));
  return ofInterest([...numberMentions(text.slice(0, behind), language), ...last]);
}

/** The white space before a place, so that no number is cut in two; the place itself where none is near. */
function gapBefore(text: string, place: number): number {
  for (let at = place; at > place - 200; at--) if (/\s/.test(text.charAt(at))) return at;
  return place;
}

function moved(mention: NumberMention, by: number): NumberMention {
  return { ...mention, start: mention.start + by, end: mention.end + by };
}

function ofInterest(mentions: readonly NumberMention[]): readonly NumberMention[] {
  return mentions.length <= 2 * MOST ? mentions : [...mentions.slice(0, MOST), ...mentions.slice(-MOST)];
}

/** A row of stars, full ones first: ★★★★☆ is four. */
function starsIn(text: string, { prompt }: ExtractionContext): readonly NumberMention[] {
  if (!asksForRating(prompt)) return [];
  return [...text.matchAll(/(?<![★⭐🌟☆\ufe0f])((?:[★⭐]\ufe0f?|🌟){1,10})(½?)[☆✩]{0,10}(?![★⭐☆✩]|🌟)/gu)].map(
    ({ 0: row, 1: full = '', 2: half, index }) => ({
      ...{ start: index, end: index + row.length, role: 'plain' },
      value: `${[...full.replace(/\ufe0f/g, '')].length}${half === '½' ? '.5' : ''}`,
    }),
  );
}

/** 8/10 is eight on a scale that ends at ten, and eight tenths elsewhere. */
function asRating(mention: NumberMention, { domain, prompt }: ExtractionContext): NumberMention {
  const { ratio } = mention;
  if (ratio === undefined) return mention;
  const total = Number(ratio.total);
  const rated = domain !== null ? total === domain[1] : [5, 10, 20, 100].includes(total) && asksForRating(prompt);
  return rated ? { ...mention, value: ratio.part } : mention;
}

/** The mentions that may be the answer: plain ones, else those with a unit and the like. */
function rankedOf(text: string, mentions: readonly NumberMention[], { prompt }: ExtractionContext): readonly Ranked[] {
  const echoed = echoes(prompt);
  const candidates = mentions
    .filter(({ role }) => role !== 'range' && role !== 'marker' && role !== 'attached')
    .map((mention): Ranked => ({ mention, rank: rankOf(text, mention) }))
    .filter(({ mention, rank }) => rank > (mention.role === 'weak' || echoed.has(mention.value) ? 1 : 0));
  const wanted = ofWantedForm(text, candidates, prompt);
  if (wanted.length > 0) return wanted;
  const kept = candidates.filter(({ mention }) => !isShelved(text, mention));
  const plain = kept.filter(({ mention }) => mention.role === 'plain' || mention.role === 'weak');
  if (plain.length > 0) return plain;
  const aside = kept.filter(({ mention }) => mention.role === 'aside');
  if (aside.length > 0) return aside;
  // "Option 2" is an answer when it is chosen or all there is.
  const short = text.length <= 40 && text.trim().split(/\s+/).length <= 2;
  const labels = kept.filter(({ mention, rank }) => mention.role === 'label' && (rank >= 2 || short));
  return labels.length > 0 ? labels : candidates.filter(({ mention }) => mention.role === 'plain');
}

/** When a share or a year is asked for, the mentions that look like one. */
function ofWantedForm(text: string, candidates: readonly Ranked[], prompt: string): readonly Ranked[] {
  const percent = asksForPercentage(prompt);
  if (!percent && !asksForYear(prompt)) return [];
  return candidates.filter(({ mention: { value, end } }) =>
    percent ? /^\s?(?:%|per ?cent\b)/i.test(text.slice(end, end + 10)) : /^(?:1[0-9]|20)\d\d$/.test(value),
  );
}

/** The best-ranked mention; the last of equals, because people correct themselves. Mere mentions must agree. */
function choose(ranked: readonly Ranked[], domain: Interval | null): Ranked | null {
  const inside = domain === null ? [] : ranked.filter(({ mention }) => isWithin(mention.value, domain));
  const pool = inside.length > 0 ? inside : ranked;
  const top = pool.reduce<number>((most, { rank }) => Math.max(most, rank), 0);
  const equals = pool.filter(({ rank }) => rank === top);
  if (top >= 2) return equals.at(-1) ?? null;
  return new Set(equals.map(({ mention }) => mention.value)).size === 1 ? (equals[0] ?? null) : null;
}

/** A number of the prompt is an answer when it is the only one that is mentioned, outside a range. */
function onlyEcho(text: string, mentions: readonly NumberMention[], { domain }: ExtractionContext): Ranked | null {
  const plain = mentions.filter(({ role }) => role !== 'marker' && role !== 'attached' && role !== 'weak');
  const values = new Set(plain.map(({ value }) => value));
  const only = plain[0];
  if (values.size !== 1 || only === undefined || only.role === 'range') return null;
  if (domain !== null && !isWithin(only.value, domain)) return null;
  return text.split(/\s+/).length <= 8 && !isNegated(text, only) ? { mention: only, rank: 2 } : null;
}

/** A Roman numeral that is the whole answer, when the prompt asks for one. */
function romanIn(text: string, core: Span, prompt: string): Ranked | null {
  if (!asksForRoman(prompt)) return null;
  const span = undress(text, core);
  const value = span.end - span.start > 15 ? null : romanValue(textOf(text, span));
  return value === null ? null : { mention: { ...span, value: String(value), role: 'plain' }, rank: 4 };
}

function isWithin(value: string, [low, high]: Interval): boolean {
  return Number(value) >= low && Number(value) <= high;
}

/** Numbers that the prompt holds. */
const echoes = rememberLast(
  (prompt: string): ReadonlySet<string> =>
    new Set(numberMentions(prompt, languageOf(prompt)).map(({ value }) => value)),
);
