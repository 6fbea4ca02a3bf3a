import { DEEPEST_JSON, endOfString, isDeeper } from './parse-json.ts';

const QUOTE = 0x22;
/** Numbers that JSON does not have and that Python's `json.dumps` writes all the same, in the spellings of several languages. */
const NO_NUMBER = /[+-]?(?:nan|inf(?:inity)?)(?!\w)/iy;
/** What such a number begins with. */
const BEGINS = new Set([...'nNiI+-'].map((character) => character.charCodeAt(0)));

/**
 * `JSON.parse` for replies of servers that write NaN and infinities: they become `null`. Text that is JSON costs nothing
 * more. Throws a `SyntaxError` for everything else that is no JSON, and for what is nested too deep.
 */
export function parseLenientJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (isDeeper(text, DEEPEST_JSON)) throw error;
    const mended = withoutBareNumbers(text);
    if (mended === text) throw error;
    return JSON.parse(mended);
  }
}

function withoutBareNumbers(text: string): string {
  let mended = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else if (BEGINS.has(code)) {
      NO_NUMBER.lastIndex = at;
      const [found] = NO_NUMBER.exec(text) ?? [];
      if (found === undefined) continue;
      mended += `${text.slice(from, at)}null`;
      from = at + found.length;
      at = from - 1;
    }
  }
  return mended + text.slice(from);
}
