import { foldText } from '../text/fold.ts';
import { nameKey } from './short-key.ts';
import { tokensOf } from './tokens.ts';

/** An answer that lists things, however it sets them out. */

/** The things an answer lists. */
export interface ListReading {
  /** Equal for lists of the same things; for numbers, letters and repeated things the order is part of it. */
  readonly key: string;
  /** The order, where the answer numbers its things and order is not in the key; else empty. */
  readonly order: string;
  /** The things as they are written, without bullets and what explains them. */
  readonly items: readonly string[];
}

/** Longer texts are no plain lists. UTF-16 units. */
const LONGEST = 4_000;
/** Words of one thing: behind a bullet, and where only a comma or a line's end sets it off. */
const ITEM_WORDS = 5;
const BARE_ITEM_WORDS = 3;
const FEWEST = 2;
/** Lines beside a list whose things are explained: an opening and a closing one. */
const MOST_BESIDE = 2;
/** In one line two things may be a name ("Paris, Texas"). */
const FEWEST_IN_LINE = 3;

const SEPARATOR = /[\n,;•|]| (?:and|&) /;
/** "Earth and Mars" is a list of two; unlike after a comma, nothing behind "and" says where or which. */
const TWO = /^([^,;•|\n]{1,60}?) (?:and|&) ([^,;•|\n]{1,60})$/;
const BULLET = /^[ \t]*(?:[-*+•–][ \t]+|(\d{1,3})[.)][ \t]+|\p{Extended_Pictographic}\ufe0f?[ \t]+)/u;
/** The bold beginning of a line, or what stands before its colon. */
const HEAD = /^\*\*([^*]{1,80})\*\*|^([^:*]{1,60}):\s/;
const LONGEST_HEAD = 120;
/** Fewer words behind a head are what is said of it, not what explains it. */
const EXPLAINS = 3;
/** Not the comma of 299,792,458. */
const COMMA = /,(?!\d{3}(?!\d))/;
/** A thing that is listed holds no verb and no person. */
const SENTENCE =
  /(?:^| )(?:is|are|was|were|am|be|i|you|he|she|it|we|they|who|what|why|how|where|when|not|do|does|did|has|have|had|can|will|would|because|but|if|so|then|my|your|his|her|our|their|\p{L}{1,12}n't|(?:i|you|he|she|it|we|they|that|there|here|what|who|let)'(?:s|m|re|ve|ll|d))(?= |$)/u;

/** Reads a list; `null` when the answer is none. */
export function readList(answer: string): ListReading | null {
  if (answer.length > LONGEST || !SEPARATOR.test(answer)) return null;
  const lines = answer.split(/\r?\n/).filter((line) => line.trim() !== '');
  return readHeads(lines) ?? readItems(lines);
}

/** A list and nothing else. */
function readItems(lines: readonly string[]): ListReading | null {
  if (lines.some((line) => line.includes('?'))) return null;
  const marked = lines.every((line) => BULLET.test(line));
  const items = lines.length >= FEWEST ? fromLines(lines) : fromLine(lines[0] ?? '');
  return items === null ? null : listOf(items, lines, marked ? ITEM_WORDS : BARE_ITEM_WORDS);
}

/**
 * "1. **Kyoto, Japan:** for its temples": what is listed stands in bold or before a colon, the rest explains it. Only where
 * things are numbered: "- **Name:** Ada" is a label and what is said of it.
 */
function readHeads(lines: readonly string[]): ListReading | null {
  const listed = lines.filter((line) => isNumbered(line));
  if (listed.length < FEWEST || lines.length - listed.length > MOST_BESIDE) return null;
  const heads = listed.map(headOf);
  return heads.some((head) => head === null) ? null : listOf(heads, listed, ITEM_WORDS);
}

/** The beginning of a line that a few words explain, or that is all of it. */
function headOf(line: string): string | null {
  const text = line.replace(BULLET, '');
  const head = HEAD.exec(text.slice(0, LONGEST_HEAD));
  if (head === null) return null;
  const words = text.slice(head[0].length).match(/\p{L}{2,}/gu)?.length ?? 0;
  return words === 0 || words >= EXPLAINS ? (head[1] ?? head[2] ?? '').replace(/\(.*$/s, '') : null;
}

const isNumbered = (line: string): boolean => BULLET.exec(line)?.[1] !== undefined;

function listOf(items: readonly (string | null)[], lines: readonly string[], most: number): ListReading | null {
  const keys = items.map((item) => (item === null ? null : itemKey(item, most)));
  if (keys.some((key) => key === null)) return null;
  const inOrder = keys.join('|');
  const written = items.map((item) => (item ?? '').trim());
  if (new Set(keys).size < keys.length || keys.every((key) => /^name (?:.|[^a-z]*)$/.test(key ?? '')))
    return { key: `list ${inOrder}`, order: '', items: written };
  const numbered = lines.every(isNumbered);
  return { key: `list ${[...keys].sort().join('|')}`, order: numbered ? inOrder : '', items: written };
}

function fromLines(lines: readonly string[]): readonly string[] | null {
  return lines.map((line) => line.replace(BULLET, '').replace(/[,;.]\s*$/, ''));
}

function fromLine(line: string): readonly string[] | null {
  const two = TWO.exec(line);
  if (two !== null) return / (?:and|or|&) /.test(two[2]!) ? null : [two[1]!, two[2]!];
  const separator = /[;•|]/.exec(line)?.[0] ?? COMMA;
  const parts = line.split(separator).map((part) => part.trim());
  const last = (parts.pop() ?? '').replace(/^(?:and|&)\s+/i, '');
  const items = [...parts, ...last.split(/ (?:and|&) /i)].filter((item) => item !== '');
  if (parts.length === 0 || items.length < FEWEST_IN_LINE) return null;
  // "A warm, soft, and cosy blanket" is one thing.
  const withArticle = items.filter((item) => /^an? /i.test(item)).length;
  return withArticle > 0 && withArticle < items.length ? null : items;
}

function itemKey(item: string, most: number): string | null {
  const folded = foldText(item);
  const words = folded === '' ? 0 : folded.split(' ').length;
  return words === 0 || words > most || SENTENCE.test(folded) ? null : nameKey(tokensOf(folded));
}
