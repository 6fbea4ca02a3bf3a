import { DEEPEST_JSON, endOfString, isClosing, isOpening } from './parse-json.ts';

/**
 * The JSON that the begin of a JSON text makes when it is closed: its last string ends where the text does, and what is
 * only half there is left out. `null` when there is nothing to close, or too much.
 */
export function closedJson(begin: string): string | null {
  const closers: string[] = [];
  /** How much of the text makes JSON together with the closers. */
  let whole = 0;
  let isName = false;
  for (let at = 0; at < begin.length; at++) {
    const code = begin.charCodeAt(at);
    if (isOpening(code)) {
      if (closers.push(begin[at] === '{' ? '}' : ']') > DEEPEST_JSON) return null;
      isName = begin[at] === '{';
      whole = at + 1;
    } else if (isClosing(code)) {
      closers.pop();
      whole = at + 1;
    } else if (begin[at] === ',') {
      isName = closers.at(-1) === '}';
      // Behind a string, object or list that is there already.
      whole = at;
    } else if (begin[at] === ':') isName = false;
    else if (begin[at] === '"') {
      const end = endOfString(begin, at + 1);
      if (end === begin.length && !isName) return closers.length === 0 ? null : closed(`${cutString(begin)}"`, closers);
      at = end;
      if (!isName && end < begin.length) whole = end + 1;
    }
  }
  return whole === 0 ? null : closed(begin.slice(0, whole), closers);
}

function closed(text: string, closers: readonly string[]): string {
  return text + closers.toReversed().join('');
}

/** An escape that is only half there, and the first half of a pair: as it is, or escaped. */
const HALF_ESCAPE = /\\(?:u[\da-f]{0,3})?$/i;
const HALF_PAIR = /(?:[\ud800-\udbff]|\\ud[89ab][\da-f]{2})$/i;

/** The begin of a string without what its end has cut in two. */
function cutString(text: string): string {
  return withoutEnd(withoutEnd(text, HALF_ESCAPE), HALF_PAIR);
}

function withoutEnd(text: string, end: RegExp): string {
  const tail = text.slice(-6);
  const found = end.exec(tail);
  if (found === null) return text;
  const at = text.length - tail.length + found.index;
  // A backslash that is escaped itself begins nothing.
  if (text[at] === '\\' && backslashesBefore(text, at) % 2 === 1) return text;
  return text.slice(0, at);
}

function backslashesBefore(text: string, end: number): number {
  let count = 0;
  while (text[end - 1 - count] === '\\') count++;
  return count;
}
