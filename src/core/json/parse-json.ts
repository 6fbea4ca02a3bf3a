/** Nesting that JSON of others may have: what is read here needs a dozen levels, and V8 spends about 60 bytes on each. */
export const DEEPEST_JSON = 256;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** `JSON.parse` for texts of others. Throws a `SyntaxError` for what is nested deeper than `DEEPEST_JSON`, before anything is built of it. */
export function parseJson(text: string): unknown {
  if (isDeeper(text, DEEPEST_JSON)) throw new SyntaxError(`JSON nested more than ${DEEPEST_JSON} levels deep`);
  return JSON.parse(text);
}

/**
 * `parseJson` for what Python writes: `NaN` and infinities, which JSON does not know, become `null`. Throws as that does.
 */
export function parsePythonJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const plain = withoutNaN(text);
    if (plain === text) throw error;
    return parseJson(plain);
  }
}

const STRING_OR_NAN = /"|-?\b(?:NaN|Infinity)\b/g;

/** The same text with `null` for every NaN and infinity outside of strings. */
function withoutNaN(text: string): string {
  const parts: string[] = [];
  let from = 0;
  STRING_OR_NAN.lastIndex = 0;
  for (let found = STRING_OR_NAN.exec(text); found !== null; found = STRING_OR_NAN.exec(text)) {
    if (found[0] === '"') STRING_OR_NAN.lastIndex = endOfString(text, found.index + 1) + 1;
    else {
      parts.push(text.slice(from, found.index), 'null');
      from = STRING_OR_NAN.lastIndex;
    }
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

/**
 * Whether more than `levels` objects and lists are open at the same time somewhere in a text of JSON. Brackets in strings
 * do not count. Of a text that is no JSON it may be wrong behind the place where `JSON.parse` gives up.
 */
export function isDeeper(text: string, levels: number): boolean {
  if (text.length <= levels) return false;
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else if (isOpening(code)) {
      if (++open > levels) return true;
    } else if (isClosing(code)) open--;
  }
  return false;
}

/** Whether a character code is that of `[` or `{`, which differ in one bit. */
export function isOpening(code: number): boolean {
  return (code & ~0x20) === 0x5b;
}

/** Whether a character code is that of `]` or `}`. */
export function isClosing(code: number): boolean {
  return (code & ~0x20) === 0x5d;
}

/** Where the quotation mark is that ends a string which goes on at `from`; the length of the text when there is none. */
export function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    if (!isEscaped(text, from, at)) return at;
  }
  return text.length;
}

/** Whether the character at `at` of a string that begins or goes on at `from` is escaped. */
export function isEscaped(text: string, from: number, at: number): boolean {
  let before = at;
  while (before > from && text.charCodeAt(before - 1) === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}
