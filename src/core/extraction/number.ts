import type { Interval } from '../model/report.ts';
import type { Extraction, ExtractionContext, Extractor } from './extractor.ts';
import { numberMentions } from './number-mentions.ts';
import type { NumberMention } from './number-mentions.ts';
import { unframe } from './framing.ts';
import { rememberLast } from './prompt-memory.ts';
import { declines, isRefusal } from './refusal.ts';
import { outside } from './span.ts';
import type { Span } from './span.ts';

/**
 * The number a model settled on. Each mention is ranked by how clearly it is the answer: declared ("final answer: 7"),
 * set apart (alone, in bold), chosen ("I pick 13"), said first ("42 it is"), or merely there. Ends of ranges, list markers and
 * numbers grown into words are never answers; numbers of the prompt only when they are declared or stand alone.
 */

const DECLARED =
  /(?:\b(?:final|my|the|your|our|a|random|secret|lucky|chosen|selected|generated|correct) (?:[\p{L}-]+ ){0,3}?(?:answer|number|result|choice|pick|selection|roll|value|integer|digit|prime|guess|outcome|total|sum)(?: (?:for (?:you|this)|today|i (?:picked|chose|choose|pick)))?(?: (?:is|was|would be|will be|has to be|comes out (?:as|to)))?|\b(?:answer|number|result|roll|value|choice|pick|output|outcome)(?: is)?|\\boxed|答案是?|数字是?)\s*(?:[:=→—–-]|\{|is)?[\s*_`"“'(‘{]*(?:(?:a|an|the|number|just)\s+)?[*_`"“]*$/iu;
const CHOSEN =
  /\b(?:i['’]?(?:ll| will| would|['’]d|['’]ve| have| am|['’]m)?\s*(?:now |just |randomly |hereby |going to |gonna |then |would )*(?:pick|picked|choose|chose|chosen|select|selected|roll|rolled|got|get|go(?:ing)? with|went with|say|said|generate|generated|guess|think(?:ing)? of|draw|drew|drawn|settle on|settled on|landed on|take|name|offer|give you|choosing|picking)|(?:land(?:s|ed)|came up|comes up|stopped|fell) (?:on|as|with)?|(?:rolled|shows|showing|generated|selected|picked|chose)|it['’]?s|it is|that['’]?s|is|was|let['’]?s (?:say|go with|pick|choose)|how about|going with|here (?:you go|it is|goes|are)|here['’]s (?:one|your|a|the)[^:\n]{0,60})\s*[:=,—–-]?\s*(?:[*_`"“'‘(]|(?:a|an|the|number|just|and|natural|solid)\s)*$/iu;
const NEGATED =
  /\b(?:not|n['’]t|never|avoid(?:ing)?|instead of|rather than|other than|except|besides|excluding|than|like|such as|e\.g\.?|including|if|example)[\s,:*_"“(]*(?:(?:pick|choose|say|use|the|number|a|numbers|for|i(?:['’]d)? (?:picked|chose|pick|choose))\s+)*[*_"“]*$/i;

/** How much of the text before a mention can say what it is. */
const REACH = 90;

type Rank = 0 | 1 | 2 | 3 | 4;

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
  const inCore = settle(text, core, context);
  // A greeting may hold the number ("Sure, here's 42.").
  const chosen = inCore ?? settle(text, { start: 0, end: text.length }, context);
  if (chosen === null) return { answer: null, setAside: [], notes: [], refused: declines(text) };
  if (chosen.rank < 2 && isRefusal(text)) return { answer: null, setAside: [], notes: [], refused: true };
  const { start, end, value } = chosen.mention;
  const setAside = outside(text, { start, end }).filter(([from, to]) => /[\p{L}\p{N}]/u.test(text.slice(from, to)));
  const around = setAside.length === 0 || notes.length > 0 ? [] : ['words around the number set aside'];
  return { answer: value, setAside, notes: setAside.length === 0 ? [] : [...notes, ...around], refused: false };
}

function settle(text: string, span: Span, context: ExtractionContext): Ranked | null {
  const part = text.slice(span.start, span.end);
  const echoed = echoes(context.prompt);
  const ranked = numberMentions(part)
    .filter(({ role }) => role === 'plain' || role === 'weak')
    .map((mention): Ranked => ({ mention, rank: rankOf(part, mention) }))
    .filter(({ mention, rank }) => rank > (mention.role === 'weak' || echoed.has(mention.value) ? 1 : 0));
  // "I can't pick one." names no number.
  const willing = isRefusal(text) ? ranked.filter(({ mention }) => mention.role !== 'weak') : ranked;
  const best = choose(willing, context.domain) ?? onlyEcho(part, context);
  if (best === null) return null;
  const { mention } = best;
  return { ...best, mention: { ...mention, start: mention.start + span.start, end: mention.end + span.start } };
}

/** Rank 1 is "merely there": any mention that nothing speaks against. */
function rankOf(text: string, { start, end }: NumberMention): Rank {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (NEGATED.test(before)) return 0;
  if (isAlone(text, start, end)) return 4;
  if (DECLARED.test(before)) return 4;
  if (/\*\*[\s"“]*$/.test(line) && /^[\s.!"”]*\*\*/.test(after)) return 3;
  if (/=\s*[*_$]*$/.test(line) || CHOSEN.test(line)) return 3;
  if (/^[*_"”\s]*(?:it is|is my|is the|was the|sounds|seems|will do)\b/i.test(after)) return 3;
  if (/^[\s*_"“`>#-]*$/.test(line) && /^[\s*_"”`]*(?:[.!,;:—–\p{Extended_Pictographic}]|$|\n)/u.test(after)) return 2;
  return 1;
}

/** Alone on its line, apart from marks. A long line is never alone. */
function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  const from = before.lastIndexOf('\n');
  const until = after.indexOf('\n');
  const closed = (from !== -1 || start <= REACH) && (until !== -1 || end + REACH >= text.length);
  const rest = before.slice(from + 1) + after.slice(0, until === -1 ? after.length : until);
  return closed && !/[\p{L}\p{N}]/u.test(rest.replace('\\boxed', ''));
}

/** The best-ranked mention; the last of equals, because people correct themselves. Mere mentions must agree. */
function choose(ranked: readonly Ranked[], domain: Interval | null): Ranked | null {
  const inside = domain === null ? [] : ranked.filter(({ mention }) => isWithin(mention.value, domain));
  const pool = inside.length > 0 ? inside : ranked;
  const top = Math.max(0, ...pool.map(({ rank }) => rank));
  const equals = pool.filter(({ rank }) => rank === top);
  if (top >= 2) return equals.at(-1) ?? null;
  return new Set(equals.map(({ mention }) => mention.value)).size === 1 ? (equals[0] ?? null) : null;
}

/** A number of the prompt is an answer when it is the only one that is mentioned, outside a range. */
function onlyEcho(text: string, context: ExtractionContext): Ranked | null {
  const plain = numberMentions(text).filter(({ role }) => role !== 'marker' && role !== 'attached' && role !== 'weak');
  const values = new Set(plain.map(({ value }) => value));
  const only = plain[0];
  if (values.size !== 1 || only === undefined || only.role === 'range') return null;
  if (context.domain !== null && !isWithin(only.value, context.domain)) return null;
  const words = text.split(/\s+/).length;
  return words <= 8 && !NEGATED.test(text.slice(Math.max(0, only.start - REACH), only.start))
    ? { mention: only, rank: 2 }
    : null;
}

function isWithin(value: string, [low, high]: Interval): boolean {
  return Number(value) >= low && Number(value) <= high;
}

/** Numbers that the prompt holds. */
const echoes = rememberLast((prompt): ReadonlySet<string> => new Set(numberMentions(prompt).map(({ value }) => value)));
