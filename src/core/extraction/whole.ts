import type { Extraction, ExtractionContext, Extractor } from './extractor.ts';
import { undress } from './emphasis.ts';
import { unframe } from './framing.ts';
import { readAsJson } from '../json/json-key.ts';
import { asksForOneThing, asksForSymbols } from './prompt-kind.ts';
import { isRefusal } from './refusal.ts';
import { fenceLabel } from './scaffolding/fences.ts';
import { readShortAnswer } from './short-answer.ts';
import { linesOf, outside, textOf, trimSpan } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/**
 * The whole answer, without what frames it: a greeting, a closing offer, the marks around a short answer. When the prompt
 * asks for one thing, that thing.
 */
export const wholeExtractor: Extractor = {
  id: 'whole',
  label: 'Whole answer',
  kind: 'text',
  argument: 'none',
  extract: extractWhole,
};

function extractWhole(text: string, context: ExtractionContext): Extraction {
  if (isRefusal(text)) return { answer: null, setAside: [], notes: [], refused: true };
  const { core, notes } = unframe(text);
  if (asksForSymbols(context.prompt)) return extraction(text, firstOfOneThing(text, core, context.prompt), notes);
  const isOneThing = context.isProse !== true && asksForOneThing(context.prompt);
  const data = isOneThing ? setOut(text, core) : null;
  if (data !== null) return extraction(text, data, [...notes, 'words around the answer set aside']);
  const short = isOneThing ? readShortAnswer(text, core, context.prompt) : null;
  if (short !== null) return extraction(text, short.span, short.note === '' ? notes : [...notes, short.note]);
  return extraction(text, linesOf(text, core).length <= 1 ? undressed(text, core) : core, notes);
}

/** A fence that opens an answer, or follows a line with a colon; there is nothing else that could be the answer. */
const OPENING_FENCE =
  /^(?:[^\n]{0,200}:[*_]{0,3}[ \t]*\n\s*)?(`{3,}(?!`)|~{3,}(?!~))[^\n`]*\n([^]*?)\n[ \t]*\1[ \t]*(?:\n|$)/;

/** What is set out as one thing whatever its lines: JSON, and what a fence holds; `null` where nothing is. */
function setOut(text: string, core: Span): Span | null {
  if (isJson(text, core) || (fenceLabel(text, core.start) !== null && textOf(text, core).includes('\n'))) return core;
  const content = /[`~]{3}/.test(text) ? textOf(text, core) : '';
  const match = OPENING_FENCE.exec(content);
  if (match === null) return null;
  const inner = match[2] ?? '';
  const start = core.start + content.indexOf(inner, content.indexOf('\n', content.indexOf(match[1] ?? '')));
  const span = trimSpan(text, { start, end: start + inner.length });
  return span.end > span.start ? span : null;
}

/** Whether a span is JSON and nothing else: none of its lines stands for it. */
export const isJson = (text: string, span: Span): boolean =>
  /[{[]/.test(text.charAt(span.start)) && readAsJson(textOf(text, span)) !== null;

/** Where punctuation may be the answer nothing is taken off but emphasis: the first line, or all of it. */
function firstOfOneThing(text: string, core: Span, prompt: string): Span {
  const first = asksForOneThing(prompt) ? linesOf(text, core)[0] : undefined;
  const content = first === undefined ? '' : textOf(text, first);
  if (first === undefined || content.split(/\s+/).length > 6) return core;
  const mark = /^(\*\*|`|\*)(?=\S)(.+)\1$/.exec(content)?.[1]?.length ?? 0;
  return { start: first.start + mark, end: first.end - mark };
}

/** Takes the marks off a single line unless they are part of a longer sentence. */
function undressed(text: string, span: Span): Span {
  const inner = undress(text, span);
  return textOf(text, inner).split(/\s+/).length <= 12 ? inner : span;
}

/** An answer made of one span; marks that surround it are not reported as set aside. */
export function extraction(text: string, span: Span, notes: readonly string[]): Extraction {
  if (span.end <= span.start) return { answer: null, setAside: [], notes: [], refused: false };
  const setAside = outside(text, span).filter(([from, to]) => /[\p{L}\p{N}]/u.test(text.slice(from, to)));
  return { answer: textOf(text, span), setAside, notes: setAside.length === 0 ? [] : notes, refused: false };
}
