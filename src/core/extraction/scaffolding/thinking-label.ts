import type { Span } from '../../text/span.ts';
import type { Asked, ScaffoldingKind } from './kind.ts';

/** How promptfoo puts a model's thinking before its output: a label, the thinking, perhaps a signature, a blank line. */
const LABEL = /^\s*(?:Redacted )?Thinking: /;
/** Also labels that prompts ask for, where the answer behind them has none. */
const ANY_LABEL =
  /^\s*[*_]{0,3}(?:thinking|thought(?: process)?|thoughts|reasoning|rationale|chain of thought)[*_]{0,3}\s?:[*_]{0,3}\s/i;
const SIGNATURE = /^Signature: \S+[ \t]*$/gm;
const BLANK = /\n[ \t]*\n/g;
/** Blocks of thinking that follow each other. */
const MOST_BLOCKS = 20;
/** A paragraph of so many words may be the one thing that was asked for. */
const SHORT_WORDS = 8;

/** "Thinking: ..." and a blank line: what follows. */
export const thinkingLabel: ScaffoldingKind = {
  holds: 'reasoning',
  marks: ':',
  note: 'reasoning set aside',
  kept(text, asked) {
    if (!(LABEL.test(text) || (asked.isShort && ANY_LABEL.test(text)))) return null;
    let start = afterSignature(text) ?? afterThinking(text, asked);
    for (let block = 0; block < MOST_BLOCKS && start !== null && LABEL.test(text.slice(start, start + 40)); block++) {
      const after = afterThinking(text.slice(start), asked);
      start = after === null ? null : start + after;
    }
    return start === null || text.slice(start).trim() === '' ? null : [{ start, end: text.length }];
  },
};

/** Behind the last signature: what the thinking holds does not matter then. */
function afterSignature(text: string): number | null {
  const last = [...text.matchAll(SIGNATURE)].at(-1);
  return last === undefined ? null : last.index + last[0].length;
}

/** Thinking may hold blank lines of its own; the one thing that was asked for is the last paragraph that is short enough. */
function afterThinking(text: string, { isShort }: Asked): number | null {
  const paragraphs = paragraphsOf(text)
    .slice(1)
    .filter(({ start, end }) => text.slice(start, end).trim() !== '');
  if (!isShort) return paragraphs[0]?.start ?? null;
  const short = paragraphs.findLast(
    ({ start, end }) => text.slice(start, end).trim().split(/\s+/).length <= SHORT_WORDS,
  );
  return (short ?? paragraphs.at(-1))?.start ?? null;
}

function paragraphsOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { 0: gap, index } of text.matchAll(BLANK)) {
    spans.push({ start, end: index });
    start = index + gap.length;
  }
  return [...spans, { start, end: text.length }];
}
