import type { Interval } from '../model/report.ts';
import type { Extraction, Extractor } from './extractor.ts';
import { emojiOf } from '../text/fold.ts';
import { unframe } from './framing.ts';
import { isRefusal } from './refusal.ts';
import { dropStart, outside, REACH, sentencesOf, textOf, trimSpan } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/** Setup and punchline, without greeting, offer, labels, drum roll and emoji. */
export const jokeExtractor: Extractor = {
  id: 'joke',
  label: 'Joke',
  kind: 'text',
  argument: 'none',
  extract: extractJoke,
};

const AFTERTHOUGHTS = [
  /^[\s*_([]*(?:ba[- ]?d(?:um|a)[- ]?t(?:ss|ish)|rimshot|badum|drum ?roll|mic drop|laughs?|groan)/i,
  /^[\s*_(]*get it\?/i,
  /^[\s*_(]*(?:explanation|the (?:joke|pun|humou?r) (?:is|here|relies|plays|works|comes))\b/i,
  /^[\s*_(]*(?:this|that)(?:['’]s| is| one is)? (?:a |an |my )?(?:classic|joke|one)\b/i,
];
/** Bounded: 400, the reach of dropStart. */
const HEADING = /^(?:#{1,6}\s+[^\n]{1,60}\n+|\*\*[^*\n]{1,50}\*\*:?\s*\n+(?=\S))/;
const LABELS = /(?:^|\n)[ \t]*[*_]*(?:setup|set-up|punch ?line|question|answer|q|a|joke)[*_]*\s*:[*_]*[ \t]*/gi;
/** What may stand before and after the first of the emoji at the end. */
const BEFORE_EMOJI = /[\s*_(\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\u{1f1e6}-\u{1f1ff}\u200d\ufe0f]/u;
const AFTER_EMOJI = /[\s*_)\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\u200d\ufe0f]/u;
const LEADING_EMOJI = /^(?:\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\u200d\ufe0f]*\s*)+/u;

function extractJoke(text: string): Extraction {
  if (isRefusal(text)) return { answer: null, setAside: [], notes: [], refused: true };
  const framed = unframe(text);
  const notes = [...framed.notes];
  let core = withoutHeading(text, framed.core);
  const closed = withoutAfterthought(text, core);
  if (closed.end !== core.end) notes.push('remark after the punchline set aside');
  const plain = withoutEmoji(text, closed);
  if (emojiOf(text.slice(core.start, plain.start) + text.slice(plain.end, core.end)).length > 0)
    notes.push('emoji set aside');
  core = plain;
  if (core.end <= core.start) return { answer: null, setAside: [], notes: [], refused: false };
  const labels = labelsIn(text, core);
  const setAside = [...outside(text, core), ...labels].sort(([a], [b]) => a - b);
  return { answer: withoutParts(text, core, labels), setAside, notes, refused: false };
}

/** A heading is dropped when a joke is left under it. */
function withoutHeading(text: string, span: Span): Span {
  const rest = trimSpan(text, dropStart(text, span, HEADING));
  return rest.end - rest.start >= 20 ? rest : span;
}

/** "(Ba dum tss!)", "Get it? Because ...": everything from there on, when a joke stands before it. */
function withoutAfterthought(text: string, span: Span): Span {
  const sentences = sentencesOf(text, span);
  const index = sentences.findIndex(
    (sentence, at) => at >= 2 && AFTERTHOUGHTS.some((pattern) => pattern.test(textOf(text, sentence))),
  );
  const afterthought = sentences[index];
  return afterthought === undefined ? span : trimSpan(text, { start: span.start, end: afterthought.start });
}

function withoutEmoji(text: string, span: Span): Span {
  const rest = withoutLastEmoji(text, dropStart(text, span, LEADING_EMOJI));
  return rest.end > rest.start ? trimSpan(text, rest) : span;
}

/** One by one from the end: an expression would try every place on the way there. */
function withoutLastEmoji(text: string, { start, end }: Span): Span {
  const characters = [...text.slice(Math.max(start, end - REACH), end)];
  let from = characters.length;
  while (from > 0 && AFTER_EMOJI.test(characters[from - 1]!)) from--;
  while (from < characters.length && !/\p{Extended_Pictographic}/u.test(characters[from]!)) from++;
  if (from === characters.length) return { start, end };
  while (from > 0 && BEFORE_EMOJI.test(characters[from - 1]!)) from--;
  return { start, end: end - characters.slice(from).join('').length };
}

function labelsIn(text: string, span: Span): readonly Interval[] {
  const found: Interval[] = [];
  for (const match of textOf(text, span).matchAll(LABELS)) {
    const start = span.start + match.index + (match[0].startsWith('\n') ? 1 : 0);
    found.push([start, span.start + match.index + match[0].length]);
  }
  // One label alone may be the joke's own words ("Question: ...").
  return found.length >= 2 ? found : [];
}

function withoutParts(text: string, span: Span, parts: readonly Interval[]): string {
  let answer = '';
  let position = span.start;
  for (const [from, to] of parts) {
    answer += text.slice(position, from);
    position = to;
  }
  return (answer + text.slice(position, span.end)).trim();
}
