import { dropEnd, dropStart, sentencesOf, textOf, trimSpan } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/** What models put around an answer: a greeting before it, an offer or a wish after it. */

/** A text without its frame, and in words what was set aside. */
export interface Framed {
  readonly core: Span;
  readonly notes: readonly string[];
}

const INTERJECTION =
  "(?:sure(?: thing)?|certainly|of course|absolutely|definitely|gladly|okay|ok|alright(?: then)?|all right|great(?: question)?|good question|fun|got it|no problem|you got it|understood|yes|yeah|yep|haha|hmm+|ah|oh|hey|hi(?: there)?|hello(?: there)?|let'?s see|with pleasure|my pleasure|happy to(?: help| oblige)?|thanks(?: for asking)?)";
const MARKS = '(?:[*_]*[!.:,…—–-]*[*_]*)';
const EMOJI = '(?:[\\p{Extended_Pictographic}\\u{1f3fb}-\\u{1f3ff}\\u200d\\ufe0f]|\\s)*';

/** "Sure!", "Of course 😄". A comma needs more of a greeting after it: "Of course, he was wrong" opens a story. */
// Bounded: 400, the reach of dropStart.
const EXCLAIMED = new RegExp(`^[*_]*${INTERJECTION}[*_]*${EMOJI}(?:[!.:…]+[*_]*${EMOJI}|\\n)`, 'iu');
/** "Sure, here's one for you:", "Here is a joke:", "I'd be happy to! How about this:". */
// Bounded: 400.
const ANNOUNCED = new RegExp(
  `^[*_#>\\s]*(?:${INTERJECTION}${MARKS}\\s*)?(?:here(?:['’]s| is| are| you go| goes| it is)|this is|how about|let me (?:tell|give|share|think|pick|choose)|i['’](?:ll|d)(?: be)? (?:happy|glad|love|tell|give|share)|allow me|okay,? so|try this)\\b[^\\n:!.?]{0,120}?(?:[:!.…]|\\?(?=\\s*\\n))[*_]*${EMOJI}(?=\\s|$)`,
  'iu',
);
/** A title line that only names the kind of answer: "**Joke:**", "Answer:". */
const LABEL =
  /^[*_#\s]*(?:(?:the |my |your )?(?:final )?(?:answer|response|reply|output|result|joke|riddle|poem|story|haiku))[*_]*\s*:[*_]*\s*/i;

/** Bounded: 240, the longest closing. */
const CLOSINGS = [
  /^(?:want|need|would you like|do you want|care for|care to hear|ready for|fancy|interested in|shall i|should i|how about|up for|do you have (?:a|any)|what(?:['’]s| is) your favou?rite)\b[^\n]*\?/i,
  /^(?:(?:please |just |and )*(?:let me know|feel free|tell me if|say the word|ask me|reach out))\b/i,
  /^(?:if you(?:['’]d| would| want| need| have| prefer|['’]re| are)\b[^\n]*(?:let me know|ask|tell me|just say|i can|i['’](?:d|ll|m)|feel free|happy to))/i,
  /^(?:i )?(?:really )?hope (?:that|this|it|you|these)\b[^\n]*(?:help|laugh|smile|enjoy|like|chuckle|day|giggle|grin|useful|looking)/i,
  /^(?:i can|i could|i['’]d be (?:happy|glad) to|happy to|i['’]m happy to)\b[^\n]*(?:another|more|different|others|too|if you)/i,
  /^(?:enjoy|have fun|have a (?:great|nice|good|lovely|wonderful)\b[^\n]*|good luck|cheers|you['’]re welcome)[!. ]*$/i,
  /^got (?:any|another|a (?:better|joke))\b[^\n]*\?/i,
  /^(?:what do you think|how (?:was|is|about) that(?: one)?|did (?:that|you)\b[^\n]*|get it|did that help)\?/i,
];

/** What every greeting, every end of a sentence before another one and every fence holds somewhere before the last character. */
const MAY_FRAME = /[!.:…?。！？\n][^]/;

/** Finds the frame. A closing inside quotation marks is somebody speaking, and stays. */
export function unframe(text: string, span: Span = { start: 0, end: text.length }): Framed {
  const notes: string[] = [];
  const whole = trimSpan(text, span);
  if (!MAY_FRAME.test(textOf(text, whole))) return { core: whole, notes };
  const opened = dropGreeting(text, whole);
  if (opened.start !== whole.start) notes.push('greeting set aside');
  const closed = dropClosing(text, opened);
  if (closed.end !== opened.end) notes.push('closing offer set aside');
  return { core: insideFence(text, closed), notes };
}

/** What a fence around all of it encloses: backticks or tildes, with or without the name of a language. */
function insideFence(text: string, span: Span): Span {
  const opening = /^(`{3,}|~{3,})[^\n`]{0,80}\n/.exec(text.slice(span.start, Math.min(span.end, span.start + 200)));
  const mark = opening?.[1];
  if (opening === null || mark === undefined || !text.slice(span.start, span.end).endsWith(`\n${mark}`)) return span;
  const inner = trimSpan(text, { start: span.start + opening[0].length, end: span.end - mark.length });
  const isOne = !new RegExp(`^${mark}`, 'm').test(textOf(text, inner));
  return isOne && inner.end > inner.start ? inner : span;
}

function dropGreeting(text: string, span: Span): Span {
  // A bare number greets nobody.
  if (!/\p{L}/u.test(textOf(text, span))) return span;
  let current = span;
  for (let round = 0; round < 4; round++) {
    const next = [EXCLAIMED, ANNOUNCED, LABEL].reduce(
      (rest, pattern) => (rest.start === current.start ? trimSpan(text, dropStart(text, rest, pattern)) : rest),
      current,
    );
    // Nothing but a greeting is the answer itself ("Sure!").
    if (next.end <= next.start || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(textOf(text, next))) return current;
    if (next.start === current.start) return current;
    current = trimSpan(text, dropStart(text, next, /^(?:-{3,}|\*{3,}|_{3,})\s*\n/));
  }
  return current;
}

/** Most sentences that a closing has. */
const MAX_CLOSINGS = 5;

function dropClosing(text: string, span: Span): Span {
  const sentences = [...sentencesOf(text, span)];
  let current = span;
  for (let round = 0; round < MAX_CLOSINGS; round++) {
    // Emoji after the offer go with it.
    const at = sentences.findLastIndex((sentence) => /[\p{L}\p{N}]/u.test(textOf(text, sentence)));
    const last = sentences[at];
    if (last === undefined || at < 1 || !isClosing(textOf(text, last))) break;
    const rest = { start: current.start, end: last.start };
    // Bounded: 400, the reach of dropEnd.
    current = trimSpan(text, dropEnd(text, trimSpan(text, rest), /(?:-{3,}|\*{3,}|_{3,}|\()$/));
    sentences.length = at;
  }
  return current;
}

function isClosing(sentence: string): boolean {
  if (sentence.length > 300 || /["”»]$/.test(sentence)) return false;
  const plain = sentence.replace(/^[\s*_~>()[\]\p{Extended_Pictographic}\ufe0f–—-]+/u, '');
  return plain.length <= 240 && CLOSINGS.some((pattern) => pattern.test(plain));
}
