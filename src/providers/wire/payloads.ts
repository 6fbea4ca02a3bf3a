import { parseLenientJson } from '../../core/json/lenient-json.ts';
import { DEEPEST_JSON, isDeeper } from '../../core/json/parse-json.ts';

/** A reply that came as several texts of JSON: a stream of events, or a line for each. */
export class EventList {
  readonly events: readonly unknown[];
  /** Whether it said that it was at its end. */
  readonly isDone: boolean;

  constructor(events: readonly unknown[], isDone: boolean) {
    this.events = events;
    this.isDone = isDone;
  }
}

/** Numbers that are none in JSON, where a value may stand. */
const NO_NUMBER = /[:,[]\s*[-+]?(?:nan|inf)/i;
/** Where one text of JSON ends and the next begins, or a field of an event. */
const NEXT = /\}[ \t\r]*\n\s*\{|\n(?:data|event)?:/;

/** Whether a text looks like JSON and nothing else, without the cost of reading it. */
export function isPlainJson(text: string): boolean {
  return /^\s*[{[]/.test(text) && /[}\]]\s*$/.test(text.slice(-100)) && !NO_NUMBER.test(text) && !NEXT.test(text);
}

/** One text of JSON for what came in a frame or with numbers that JSON does not have; `null` where nothing helps. */
export function mendedJson(text: string): string | null {
  const reply = isPlainJson(text) ? null : replyIn(text);
  return reply === null || reply instanceof EventList ? null : JSON.stringify(reply);
}

/** What `parseReply` reads; `null` for what is no reply at all. */
export function replyIn(text: string): unknown {
  try {
    return parseReply(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** How OpenAI's streams end. */
const DONE = '[DONE]';

/**
 * The JSON of a reply, taken out of what servers put around it: comments and blank lines that keep a connection alive, a
 * `[DONE]`, a frame of events. One text of JSON is what it says, several are an `EventList`. Throws a `SyntaxError` when
 * there is none.
 */
export function parseReply(text: string): unknown {
  try {
    return parseLenientJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { isDone, ...found } = unframed(text);
    const [first, ...others] = found.texts.map(parseBounded);
    if (first === undefined) throw error;
    return others.length === 0 ? first : new EventList([first, ...others], isDone);
  }
}

function parseBounded(text: string): unknown {
  if (isDeeper(text, DEEPEST_JSON)) throw new SyntaxError('the body is nested too deep');
  return parseLenientJson(text);
}

/** The texts within a frame. Lines of data are one text until a blank line; lines without a field are JSON as it is. */
function unframed(text: string): { readonly texts: readonly string[]; readonly isDone: boolean } {
  const texts: string[] = [];
  let data: string[] = [];
  let bare: string[] = [];
  const close = () => {
    if (data.length > 0) texts.push(data.join('\n'));
    if (bare.length > 0) texts.push(...(bare.every(isWhole) ? bare : [bare.join('\n')]));
    data = [];
    bare = [];
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    const field = /^(data|event|id|retry)?:/.exec(line);
    if (field?.[1] === 'data') {
      if (bare.length > 0) close();
      data.push(line.slice(field[0].length).trim());
    } else if (line.trim() === '') {
      // JSON of several lines may have blank ones in it; an event ends with one.
      if (data.length > 0) close();
    } else if (field === null) bare.push(line.trim());
  }
  close();
  const isDone = texts.includes(DONE);
  return { texts: texts.filter((one) => one !== DONE && one !== ''), isDone };
}

/** Whether a line looks like an object of its own. */
function isWhole(line: string): boolean {
  return line.startsWith('{') && line.endsWith('}');
}
