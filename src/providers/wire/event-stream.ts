import { closedJson } from '../../core/json/close-json.ts';
import { isClosing, isOpening } from '../../core/json/parse-json.ts';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether the data of an event is JSON with more than `levels` objects and lists open at the same time. Lines of data make
 * one text until a blank line ends the event; JSON has no line feed within a string.
 */
export function isDeeperEvent(events: string, levels: number): boolean {
  let open = 0;
  let inString = false;
  let lineBegan = 0;
  for (let at = 0; at < events.length; at++) {
    const code = events.charCodeAt(at);
    if (code === LINE_FEED || code === RETURN) {
      if (at === lineBegan) open = 0;
      inString = false;
      if (code === RETURN && events.charCodeAt(at + 1) === LINE_FEED) at++;
      lineBegan = at + 1;
    } else if (inString) {
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (isOpening(code)) {
      if (++open > levels) return true;
    } else if (isClosing(code)) open = Math.max(0, open - 1);
  }
  return false;
}

/** A half event that is shorter is no loss. */
const WORTH_CLOSING = 1000;
/** How an event begins whose data is one line. */
const DATA = /^(?:event:[^\r\n]*(?:\r\n|\n|\r))?data: ?/;

/** What is there of a stream that was cut: its whole events, and the begin of a long one; `null` when there is nothing. */
export function cutEvents(events: string): string | null {
  const end = Math.max(...['\n\n', '\r\n\r\n', '\r\r'].map((blank) => events.lastIndexOf(blank) + blank.length));
  const hasBlank = /(?:\r\n|\n|\r){2}$/.test(events.slice(Math.max(0, end - 4), end));
  const whole = hasBlank ? events.slice(0, end) : '';
  return whole + closedEvent(events.slice(whole.length)) || null;
}

function closedEvent(half: string): string {
  if (half.length < WORTH_CLOSING) return '';
  const begin = DATA.exec(half)?.[0];
  const data = begin === undefined ? null : closedJson(half.slice(begin.length));
  return data === null ? '' : `${begin}${data}\n\n`;
}
