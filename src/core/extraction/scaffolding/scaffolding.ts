import type { Interval } from '../../model/report.ts';
import {
  asksForCode,
  asksForJoke,
  asksForLongText,
  asksForNumber,
  asksForOneThing,
  asksYesOrNo,
} from '../prompt-kind.ts';
import type { Extractor } from '../extractor.ts';
import { optionsOf } from '../options.ts';
import { rememberLast } from '../../remember.ts';
import { trimSpan } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';
import { answerTags } from './answer-tags.ts';
import { boxedAnswer, setWords } from './boxed.ts';
import { fieldMarkers } from './fields.ts';
import { harmonyChannels } from './harmony.ts';
import type { Asked, ScaffoldingKind } from './kind.ts';
import { labelledParts } from './parts.ts';
import { reasoningTags } from './reasoning-tags.ts';
import { specialTokens } from './special-tokens.ts';
import { steps } from './steps.ts';
import { thinkingLabel } from './thinking-label.ts';

/** All kinds, the outer ones first: an answer in a channel may be in tags, and in those a box. */
const KINDS: readonly ScaffoldingKind[] = [
  harmonyChannels,
  reasoningTags,
  specialTokens,
  thinkingLabel,
  fieldMarkers,
  answerTags,
  labelledParts,
  boxedAnswer,
  setWords,
  steps,
];

/** What every text holds of which more than words may be scaffolding; most short answers do not, and are not looked through for each kind. */
const MARKED = new RegExp(
  `[${KINDS.map(({ marks }) => marks ?? '')
    .join('')
    .replace(/[\\[\]]/g, '\\$&')}]`,
);
const OF_WORDS = KINDS.filter(({ marks }) => marks === null);

/** A text without reasoning and without what only marks the answer. */
export interface Unwrapped {
  /** The words that may be the answer; what extractors see. Empty when there are none. */
  readonly text: string;
  /** What was set aside, as [start, end) UTF-16 offsets of the given text, ascending. */
  readonly setAside: readonly Interval[];
  /** What was set aside, in words. */
  readonly notes: readonly string[];
  /** Whether the text is reasoning alone: it never ends, or nothing follows it. No answer was given then. */
  readonly isReasoningAlone: boolean;
  /** Whether it was in the box that mathematics puts around a result. */
  readonly isBoxed: boolean;
  /** Offset in `text` -> offset in the given text. */
  toOriginal(offset: number): number;
}

/**
 * Takes reasoning off a text, whoever wrote it, and marks around the answer unless the extractor looks for them itself. `prompt`
 * decides what is content ("Answer:" in a riddle is).
 */
export function withoutScaffolding(
  given: string,
  prompt: string,
  { readsMarks = false }: Pick<Extractor, 'readsMarks'> = {},
): Unwrapped {
  const asked = askedBy(prompt);
  let text = given;
  let parts: readonly Span[] = [{ start: 0, end: given.length }];
  const notes = new Set<string>();
  let isBoxed = false;
  for (const { holds, kept, note, marksMaths } of MARKED.test(given) ? KINDS : OF_WORDS) {
    const spans = holds === 'marks' && readsMarks ? null : kept(text, asked);
    if (spans === null) continue;
    const left = spans.map((span) => trimSpan(text, span)).filter(({ start, end }) => end > start);
    if (left.length === 0) return { ...nothing(given), notes: [note] };
    parts = left.flatMap((span) => moved(parts, span));
    text = parts.map(({ start, end }) => given.slice(start, end)).join('');
    notes.add(note);
    isBoxed ||= marksMaths === true;
  }
  if (text === given)
    return { text, setAside: [], notes: [], isReasoningAlone: false, isBoxed: false, toOriginal: samePlace };
  return {
    text,
    setAside: between(given, parts),
    notes: [...notes],
    isReasoningAlone: false,
    isBoxed,
    toOriginal: (offset) => originalOf(parts, offset),
  };
}

const samePlace = (offset: number): number => offset;

const RIDDLES =
  /\b(?:riddles?|quiz(?:zes)?|trivia|flash ?cards?|brain ?teasers?|dialogues?|conversations?|interviews?|q ?& ?a|faqs?|question(?:s)? and answers?)\b/i;
const DATA = /\b(?:json|yaml|toml|xml|csv)\b/i;

const askedBy = rememberLast((prompt: string): Asked => {
  const isLong = asksForLongText(prompt);
  return {
    prompt,
    isShort:
      !isLong &&
      !asksForJoke(prompt) &&
      (asksForOneThing(prompt) || asksForNumber(prompt) || asksYesOrNo(prompt) || optionsOf(prompt).length > 1),
    ownsLabels: RIDDLES.test(prompt) || DATA.test(prompt) || (isLong && !asksForCode(prompt)),
  };
});

function nothing(given: string): Unwrapped {
  const { start, end } = trimSpan(given, { start: 0, end: given.length });
  return {
    text: '',
    setAside: [[start, end]],
    notes: [],
    isReasoningAlone: true,
    isBoxed: false,
    toOriginal: () => given.length,
  };
}

/** What a span of the joined parts is in the given text. */
function moved(parts: readonly Span[], span: Span): readonly Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const part of parts) {
    const length = part.end - part.start;
    const [from, to] = [Math.max(0, span.start - at), Math.min(length, span.end - at)];
    if (to > from) found.push({ start: part.start + from, end: part.start + to });
    at += length;
  }
  return found;
}

function originalOf(parts: readonly Span[], offset: number): number {
  let at = 0;
  for (const { start, end } of parts) {
    if (offset < at + end - start) return start + offset - at;
    at += end - start;
  }
  return parts.at(-1)?.end ?? 0;
}

/** Everything outside of the parts that is not white space. */
function between(given: string, parts: readonly Span[]): readonly Interval[] {
  const edges = [0, ...parts.flatMap(({ start, end }) => [start, end]), given.length];
  const gaps: Interval[] = [];
  for (let index = 0; index < edges.length; index += 2) {
    const { start, end } = trimSpan(given, { start: edges[index]!, end: edges[index + 1]! });
    if (end > start) gaps.push([start, end]);
  }
  return gaps;
}
