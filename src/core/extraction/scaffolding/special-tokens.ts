import { trimSpan } from '../../text/span.ts';
import type { ScaffoldingKind } from './kind.ts';

/** Tokens that end a turn or begin one, where a server leaves them in the text. */
const TOKEN =
  /(?:<\|(?:im_end|im_start|eot_id|eom_id|end|endoftext|end_of_text|return|end_of_turn|end_of_turn_token|assistant)\|>(?:assistant\b)?|<\/?s>|<(?:end_of_turn|eos)>)/gi;
/** How far they may pile up at either end, UTF-16 units. */
const REACH = 120;

/** Special tokens at both ends of a text. */
export const specialTokens: ScaffoldingKind = {
  holds: 'reasoning',
  marks: '<',
  note: 'special tokens set aside',
  kept(text) {
    const whole = trimSpan(text, { start: 0, end: text.length });
    let { start, end } = whole;
    for (const { 0: token, index } of text.slice(start, start + REACH).matchAll(TOKEN))
      if (text.slice(start, whole.start + index).trim() === '') start = whole.start + index + token.length;
    const from = Math.max(start, end - REACH);
    for (const { 0: token, index } of [...text.slice(from, end).matchAll(TOKEN)].reverse())
      if (text.slice(from + index + token.length, end).trim() === '') end = from + index;
    return (start === whole.start && end === whole.end) || end <= start ? null : [{ start, end }];
  },
};
