/**
 * Model output is hostile text. A terminal obeys control characters (move the cursor, set the title, fill the clipboard)
 * and bidirectional overrides (show a text in another order than it has), so none of them may reach one.
 */

/** C0, DEL and C1 controls, bidirectional marks and overrides, line separators. */
const DRIVING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;
/** Characters that show nothing and can hide something: zero-width space, word joiners, byte order mark, tags. */
const INVISIBLE = /[\u200b\u2060-\u2065\ufeff]|[\u{e0000}-\u{e007f}]/gu;
/** Halves of surrogate pairs. */
const BROKEN = /\p{Cs}/gu;

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** The text on one line: runs of white space become one space, what could drive a terminal is made visible. */
export function oneLine(text: string): string {
  return text.replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim().replace(DRIVING, shown).replace(BROKEN, '\ufffd');
}

/** The text with its lines and tabs kept, and all else that could drive a terminal made visible. */
export function printable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(DRIVING, (character) => (character === '\n' || character === '\t' ? character : shown(character)))
    .replace(BROKEN, '\ufffd');
}

/** The same JSON document with everything that could drive a terminal escaped (`JSON.stringify` leaves C1 and bidi as they are). */
export function printableJson(json: string): string {
  return json.replace(DRIVING, (character) =>
    character === '\n' ? character : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
