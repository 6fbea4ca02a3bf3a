import type { Span } from '../../text/span.ts';
import type { ScaffoldingKind } from './kind.ts';

/** A message of a channel, in the format of gpt-oss; only `final` is for the user. */
const MESSAGE = /<\|channel\|>\s{0,4}([a-z]{1,20})[^<]{0,80}(?:<\|constrain\|>[^<]{0,40})?<\|message\|>/g;
const MESSAGE_END = /<\|(?:end|return|call|start|channel)\|>/g;
/** The same where the special tokens were lost: "analysisI pick ...assistantfinal58". A word that goes on in small letters is a word. */
const BARE_OPENING = /^\s*(?:analysis|commentary)(?!\p{Ll})/u;
const BARE_FINAL = /assistant\s?final(?:\s?json)?/g;
/** Gemma's own channel. */
const THOUGHT_OPENING = '<|channel>thought';
const THOUGHT_CLOSING = '<channel|>';

/** Channels of reasoning models: what is said in `final`. */
export const harmonyChannels: ScaffoldingKind = {
  holds: 'reasoning',
  marks: null,
  note: 'reasoning set aside',
  kept: (text) => finalMessage(text) ?? bareFinal(text) ?? afterThought(text),
};

function finalMessage(text: string): readonly Span[] | null {
  if (!text.includes('<|channel|>')) return null;
  const messages = [...text.matchAll(MESSAGE)];
  if (messages.length === 0) return null;
  const last = messages.findLast(([, channel]) => channel === 'final');
  if (last === undefined) return [];
  const start = last.index + last[0].length;
  MESSAGE_END.lastIndex = start;
  return [{ start, end: MESSAGE_END.exec(text)?.index ?? text.length }];
}

function bareFinal(text: string): readonly Span[] | null {
  if (!BARE_OPENING.test(text)) return null;
  const last = [...text.matchAll(BARE_FINAL)].at(-1);
  if (last !== undefined) return [{ start: last.index + last[0].length, end: text.length }];
  // "Analysis" as a heading of its own is the author's.
  return /^\s*analysis\p{Lu}/u.test(text) ? [] : null;
}

function afterThought(text: string): readonly Span[] | null {
  if (!text.includes(THOUGHT_OPENING)) return null;
  const close = text.lastIndexOf(THOUGHT_CLOSING);
  return close === -1 ? [] : [{ start: close + THOUGHT_CLOSING.length, end: text.length }];
}
