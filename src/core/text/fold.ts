/**
 * The second rung of the funnel: what two strings must share to be "the same text". Folded away are compatibility
 * forms (NFKC), case, white space, punctuation, emoji and Markdown. A sign, a decimal point, and + or # inside a token
 * stay, and so do signs that carry meaning ($, %, =): 1.5 is not 15, -3 is not 3, C++ is not C, 5% is not 5.
 */

import { isRemembering, recalled } from '../memory.ts';
import { asciiWithoutMarks } from './ascii-marks.ts';

const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);

/** One step of folding; `name` is what the panel calls it. */
export interface FoldStep {
  readonly name: 'emoji' | 'Markdown' | 'case' | 'punctuation' | 'letter forms';
  readonly apply: (text: string) => string;
}

/** Pictographs with their joiners, skin tones, keycaps and flags. Card suits that touch a letter or digit stay (Q♥ is not Q♠). */
const EMOJI =
  /[#*0-9]\ufe0f?\u20e3|[\u{1f1e6}-\u{1f1ff}]{2}|(?<![\p{L}\p{N}])[♠-♧]\ufe0f?|(?![♠-♧])\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\ufe0e\ufe0f]*(?:\u200d\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}\ufe0e\ufe0f]*)*[\u{e0020}-\u{e007f}]*|[★☆✓✗✦✧]/gu;

/** Every emoji of a text, in order. */
export function emojiOf(text: string): readonly string[] {
  return (text.match(EMOJI) ?? []).filter((found) => !/^[0-9]/.test(found));
}

/** A keycap is the digit it shows; every other emoji is a decoration. */
function withoutEmoji(text: string): string {
  if (isAscii(text)) return text;
  return text.replace(EMOJI, (found) => (/^[0-9#*]/.test(found) ? found.charAt(0) : ' '));
}

/** Headings, quotes, list bullets, rules, code fences and emphasis. What is emphasised stays. */
function withoutMarkdown(text: string): string {
  if (!/[#>*_`~=•-]/.test(text)) return text;
  let plain = text
    .replace(/^[ \t]*(?:#{1,6}[ \t]+|(?:>[ \t]*)+|[-*+•][ \t]+)/gm, '')
    .replace(/^[ \t]*(?:[-*_=]{3,}|`{3,}\w*)[ \t]*$/gm, '');
  if (/[*`~]/.test(plain))
    plain = plain
      .replace(/(?=[*~`])(?<=\p{N})(?:\*{2,3}|~~|`+)(?=\p{N})/gu, ' ')
      .replace(/\*{2,3}|~~|`+/g, '')
      .replace(/(?=\*)(?:(?<![\p{L}\p{N}*])\*(?=\S)|(?<=[^\s*])\*(?![\p{L}\p{N}*]))/gu, '');
  return plain.includes('_')
    ? plain.replace(/(?=_)(?:(?<![\p{L}\p{N}])_+(?=\S)|(?<=\S)_+(?![\p{L}\p{N}]))/gu, '')
    : plain;
}

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * NFKC, except where it would change what is meant: 10² is not 102, 5½ is not 51/2, and an acute accent may stand for an
 * apostrophe. Each expression says first which character it is about: what stands before it is then looked at there, and not
 * at every place of a long text, which takes ten times as long.
 */
function composed(text: string): string {
  if (isAscii(text)) return composedAscii(text);
  return text
    .replace(/(?=[’‘ʼ＇`´′‛])(?<=\p{L})[’‘ʼ＇`´′‛](?=\p{L})/gu, "'")
    .replace(
      /(?=[⁰¹²³⁴-⁹])(?<=[\p{L}\p{N})])[⁰¹²³⁴-⁹]+/gu,
      (digits) => `^${[...digits].map((d) => SUPERSCRIPT.indexOf(d)).join('')}`,
    )
    .replace(/(?=[¼-¾⅐-⅞])(?<=\p{N})/gu, ' ')
    .normalize('NFKC')
    .replace(/\u2044/g, '/')
    .replace(/[\u2212\u2010\u2011]/g, '-');
}

const composedAscii = (text: string): string =>
  text.includes('`') ? text.replace(/(?<=[A-Za-z])`(?=[A-Za-z])/g, "'") : text;

/** Unicode case folding as far as it matters here. */
function lowered(text: string): string {
  return text.toLowerCase().replace(/ß/g, 'ss').replace(/ς/g, 'σ');
}

/** All white space that is not a single blank already. */
const SPACES = /\s{2,}|[^\S ]/g;

/** Punctuation, control characters and spacing accents. */
const MARK = /[\p{P}\p{Cc}`|~´¨¯¸]/gu;

/** Of one character or none. Code asks for each of its marks, so that ASCII is looked up without an expression. */
const isDigit = (character: string): boolean =>
  character < '\x80' ? character >= '0' && character <= '9' : /\p{N}/u.test(character);
const isLetter = (character: string): boolean => {
  if (character >= '\x80') return /\p{L}/u.test(character);
  const lower = character.toLowerCase();
  return lower >= 'a' && lower <= 'z';
};
const isWordCharacter = (character: string): boolean => isLetter(character) || isDigit(character);

/** Marks that stay because they are part of a number or a name, by what stands around them. */
const KEPT: Readonly<Record<string, (text: string, at: number) => boolean>> = {
  // don't
  "'": (text, at) => isLetter(before(text, at)) && isLetter(after(text, at)),
  // 1.5, .5
  '.': (text, at) => isDigit(after(text, at)) && !/[\p{L}\p{M}.]/u.test(before(text, at)),
  // 3:45
  ':': (text, at) => isDigit(before(text, at)) && isDigit(after(text, at)),
  // 1/2
  '/': (text, at) => isDigit(before(text, at)) && isDigit(after(text, at)),
  // -3, -.5, -$5
  '-': (text, at) => /^[.$€£]?\p{N}/u.test(text.slice(at + 1, at + 4)) && /^[\s([{:=<>$€£¥"“]?$/.test(before(text, at)),
  // C#, #050510, #1
  '#': (text, at) =>
    /^[0-9a-f]+(?![\p{L}\p{N}])/iu.test(text.slice(at + 1, at + 12)) ||
    (/[\p{L}\p{N}#]/u.test(before(text, at)) && !isWordCharacter(after(text, at))),
  // 50%
  '%': (text, at) => isWordCharacter(before(text, at)),
  // R&B
  '&': (text, at) => isWordCharacter(before(text, at)) || isWordCharacter(after(text, at)),
  '@': (text, at) => isWordCharacter(before(text, at)) || isWordCharacter(after(text, at)),
};

/** The character before an offset, whole when it takes two units. */
function before(text: string, at: number): string {
  const low = text.charAt(at - 1);
  return low >= '\udc00' && low <= '\udfff' ? text.slice(Math.max(0, at - 2), at) : low;
}

function after(text: string, at: number): string {
  const code = text.codePointAt(at + 1);
  return code === undefined ? '' : String.fromCodePoint(code);
}

const isKept = (text: string, mark: string, at: number): boolean => KEPT[mark]?.(text, at) ?? false;

/** Punctuation characters of a text that folding removes, in order. */
export function punctuationOf(text: string): readonly string[] {
  const removed: string[] = [];
  for (const { 0: mark, index } of text.matchAll(MARK))
    if (/\S/.test(mark) && !isKept(text, mark, index)) removed.push(mark);
  return removed;
}

/** The white space of ASCII is among the marks, so that none is left to fold. */
const withoutAsciiMarks = asciiWithoutMarks(MARK, Object.keys(KEPT).join(''), isKept, '=<>');

/** 1,000 as 1000. */
const withoutThousands = (text: string): string =>
  text.includes(',')
    ? text.replace(/(?=\p{N})(?<![\p{N},.])\p{N}{1,3}(?:,\p{N}{3})+(?![\p{N},])/gu, (number) =>
        number.replace(/,/g, ''),
      )
    : text;

function withoutPunctuation(text: string): string {
  const joined = withoutThousands(text);
  if (isAscii(joined)) return withoutAsciiMarks(joined);
  const bare = joined.replace(MARK, (mark: string, at: number) => (isKept(joined, mark, at) ? mark : ' '));
  return /[=<>≤≥≈≠]/.test(bare) ? bare.replace(SPACES, ' ').replace(/ ?([=<>≤≥≈≠]) ?/g, '$1') : bare;
}

/** The steps in the order they are applied. White space is folded last and always. */
export const FOLD_STEPS: readonly FoldStep[] = [
  { name: 'emoji', apply: withoutEmoji },
  { name: 'Markdown', apply: withoutMarkdown },
  { name: 'letter forms', apply: composed },
  { name: 'case', apply: lowered },
  { name: 'punctuation', apply: withoutPunctuation },
];

/** Invisible format characters (zero width, soft hyphen, direction marks, variation selectors). */
const INVISIBLE = /[\p{Cf}\ufe00-\ufe0f]/gu;

/** Applies `steps` and collapses white space. */
export function foldWith(text: string, steps: readonly FoldStep[]): string {
  let folded = text;
  for (const step of steps) folded = step.apply(folded);
  return (isAscii(folded) ? folded : folded.replace(INVISIBLE, '')).replace(SPACES, ' ').trim();
}

/** What stays when folding would leave nothing; joiners and tags are part of an emoji. */
function bare(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b\ufeff\u00ad\ufe00-\ufe0f]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Removing one thing can lay open another ("*-*" holds a bullet); two rounds settle all text seen so far. */
const MAX_ROUNDS = 10;

let remembered: Map<string, string> | null = null;

/**
 * Runs `work`, in which a text is folded once however often it is asked for. What is remembered is forgotten with
 * its end, so that no text outlives its run; unless there is a memory, which keeps it for the next report.
 */
export function rememberFolds<T>(work: () => T): T {
  if (remembered !== null || isRemembering()) return work();
  remembered = new Map();
  try {
    return work();
  } finally {
    remembered = null;
  }
}

/**
 * The folded form of a text. Idempotent. When nothing would be left (an answer of emoji or punctuation alone), the NFC
 * text without invisible characters.
 */
export function foldText(text: string): string {
  if (remembered === null) return recalledFold(text);
  let folded = remembered.get(text);
  if (folded === undefined) remembered.set(text, (folded = foldAnew(text)));
  return folded;
}

const recalledFold = recalled((text: string) => text, foldAnew);

const foldAll = (text: string): string => foldWith(text, FOLD_STEPS);

/** All steps of a text of ASCII alone, which stays that: what is told by its characters need not be looked for in each step again. */
const foldAscii = (text: string): string =>
  withoutAsciiMarks(withoutThousands(composedAscii(withoutMarkdown(text)).toLowerCase()));

/** Letters, digits, blanks and the end of a sentence: all other steps would find nothing to fold away. */
const PLAIN = /^[A-Za-z0-9 ]*[.!]?$/;

function foldAnew(text: string): string {
  const plain = PLAIN.test(text) ? text.replace(/[.!]$/, '').replace(SPACES, ' ').trim().toLowerCase() : '';
  if (plain !== '') return plain;
  const fold = isAscii(text) ? foldAscii : foldAll;
  let folded = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = fold(folded);
    if (next === '') return bare(folded);
    if (next === folded || /^[a-z0-9 ]*$/.test(next)) return next;
    folded = next;
  }
  return folded;
}
