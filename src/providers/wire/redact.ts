import { KEY_REMOVED, withoutKeyShapes } from '../../core/model/key-shapes.ts';

/** Shorter pieces of a key are words that may stand anywhere. */
const SHORTEST_PIECE = 6;

/** Takes every whole occurrence of the key out of text that must otherwise stay as it is. */
export function withoutKey(text: string, key: string | null): string {
  return key === null || key.length < SHORTEST_PIECE ? text : text.replaceAll(key, KEY_REMOVED);
}

/** Takes the key, its beginnings and endings, and whatever looks like a key out of a sentence for people. */
export function redact(text: string, key: string | null): string {
  const shaped = withoutKeyShapes(withoutKey(text, key));
  if (key === null || key.length < SHORTEST_PIECE) return shaped;
  return withoutEnd(withoutBeginning(shaped, key), key);
}

/**
 * Takes out every stretch that begins as the key does, unless it goes on from a word (“task-project” is no key):
 * a message that was cut short ends in one. Keys may hold any visible character, so words are not what is looked for.
 */
function withoutBeginning(text: string, key: string): string {
  const first = key.slice(0, SHORTEST_PIECE);
  let clean = '';
  let from = 0;
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    if (at < from || /[A-Za-z0-9]/.test(text.charAt(at - 1))) continue;
    let length = SHORTEST_PIECE;
    while (length < key.length && text[at + length] === key[length]) length++;
    clean += text.slice(from, at) + KEY_REMOVED;
    from = at + length;
  }
  return clean + text.slice(from);
}

function withoutEnd(text: string, key: string): string {
  return reversed(withoutBeginning(reversed(text), reversed(key))).replaceAll(reversed(KEY_REMOVED), KEY_REMOVED);
}

/** By UTF-16 units; done twice, it gives any text back as it was. */
function reversed(text: string): string {
  return text.split('').reverse().join('');
}
