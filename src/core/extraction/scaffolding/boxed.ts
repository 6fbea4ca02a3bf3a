import type { Span } from '../../text/span.ts';
import type { ScaffoldingKind } from './kind.ts';

const BOX = /\\f?boxed ?\{/g;
/** Commands that only say how words are set. */
const SET =
  /^\\(?:text(?:bf|it|rm|sf|tt|sc|normal)?|math(?:rm|bf|it|sf|tt)|mbox|hbox|operatorname\*?|bm|boldsymbol) ?\{/;
/** How far the end of a box is looked for, UTF-16 units. */
const LONGEST = 2_000;

/** `\boxed{\text{Jupiter}}`: what the last box holds, without commands that only set words. */
export const boxedAnswer: ScaffoldingKind = {
  marksMaths: true,
  holds: 'marks',
  marks: '\\',
  note: 'words around the answer set aside',
  kept(text) {
    if (!text.includes('boxed')) return null;
    const boxes = [...text.matchAll(BOX)].map(({ 0: opening, index }) => enclosedBy(text, index + opening.length));
    const last = boxes.at(-1);
    if (last === undefined || last === null) return null;
    const before = boxes.at(-2);
    // Two boxes in one line are one answer in two parts.
    if (before && !text.slice(before.end, last.start).includes('\n') && text.slice(before.end, last.start).length < 60)
      return null;
    const inner = unset(text, last);
    return text.slice(inner.start, inner.end).trim() === '' ? null : [inner];
  },
};

/** From `start` to the brace that closes it; `null` when none does. */
function enclosedBy(text: string, start: number): Span | null {
  let depth = 1;
  for (let at = start; at < text.length && at < start + LONGEST; at++) {
    const character = text.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === '}' && --depth === 0) return { start, end: at };
  }
  return null;
}

/** The words that commands set, where nothing else is in the span. */
function unset(text: string, span: Span): Span {
  let { start, end } = span;
  for (let round = 0; round < 4; round++) {
    while (/\s/.test(text.charAt(start)) && start < end) start++;
    while (/\s/.test(text.charAt(end - 1)) && end > start) end--;
    const opening = SET.exec(text.slice(start, Math.min(end, start + 40)))?.[0];
    const inner = opening === undefined ? null : enclosedBy(text, start + opening.length);
    if (inner === null || inner.end + 1 !== end) break;
    ({ start, end } = inner);
  }
  return { start, end };
}

/** "$\text{Jupiter}$": words that are set as mathematics, and nothing else. */
export const setWords: ScaffoldingKind = {
  holds: 'marks',
  marks: '\\',
  note: 'marks around the answer set aside',
  kept(text) {
    if (text.length > LONGEST || !text.includes('\\')) return null;
    // Bounded: 2000, the longest text that is all set words.
    const match =
      /^\s*(?:\*\*\s*)?(?:(?:\$\$?|\\[([])\s*)?(?=\\(?:text|math|mbox|hbox|operatorname|bm|boldsymbol))/.exec(text);
    if (match === null) return null;
    const start = match[0].length;
    const opening = SET.exec(text.slice(start, start + 40))?.[0];
    const inner = opening === undefined ? null : enclosedBy(text, start + opening.length);
    // Bounded: 2000.
    if (inner === null || !/^(?:\s*(?:\$\$?|\\[)\]])(?:\*\*)?|\s*\*\*)?[\s.]*$/.test(text.slice(inner.end + 1)))
      return null;
    return [unset(text, inner)];
  },
};
