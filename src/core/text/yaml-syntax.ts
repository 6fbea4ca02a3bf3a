import { Lexer } from 'yaml';

/** What is wrong with the YAML itself, in words for people who seldom write it. */

const SENTENCES: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Tabs cannot indent YAML; use spaces.',
  MULTIPLE_DOCS: 'A probe file holds one document; remove this `---` and what follows it.',
  BAD_INDENT: 'This line is not indented like its neighbours; keys of one mapping begin in the same column.',
  BAD_ALIAS: 'This reads as an alias; put text that begins with `*` or `&` into quotes.',
  BLOCK_AS_IMPLICIT_KEY:
    'This reads as a key inside a key; put text that holds `: ` into quotes, or behind `|` on lines of its own.',
  KEY_OVER_1024_CHARS:
    'This reads as a very long key; put text that holds `: ` into quotes, or behind `|` on lines of its own.',
  MULTILINE_IMPLICIT_KEY:
    'This reads as a key over several lines; put text into quotes, or behind `|` on lines of its own.',
  TAG_RESOLVE_FAILED: 'Tags such as `!name` are not read here; put text that begins with `!` into quotes.',
  BAD_SCALAR_START: 'Text cannot begin with this character; put it into quotes.',
  BAD_DIRECTIVE: 'Lines that begin with `%` are not read here; remove this one.',
  RESOURCE_EXHAUSTION: 'This file is nested too deeply to be read.',
};

/** Longest sentence of the parser, UTF-16 units. */
const LONGEST = 200;

/** A sentence for an error of the YAML parser. */
export function syntaxSentence(code: string, message: string): string {
  const own = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  if (own !== undefined) return own;
  // The parser quotes what it stumbled over, however long that is.
  const [first = ''] = message.split('\n', 1);
  return `This is not YAML: ${first.length > LONGEST ? `${first.slice(0, LONGEST)}…` : `${first.replace(/[.:]$/, '')}.`}`;
}

/** Deepest nesting and most tokens of a file. The parser takes seconds, or all memory, for what goes far beyond. */
const DEEPEST = 100;
const MOST_TOKENS = 60_000;
/** What stands before the token of a text. */
const TEXT_FOLLOWS = '\x1f';

/** Why a file is not given to the parser at all; `null` when it is. Takes in no more than it needs. */
export function excess(source: string): string | null {
  let tokens = 0;
  let brackets = 0;
  /** Nested lists and keys that begin on one line; within brackets, since the last comma. */
  let onLine = 0;
  let isText = false;
  for (const token of new Lexer().lex(source)) {
    if (++tokens > MOST_TOKENS) return 'This file has too many entries to be read; leave some out.';
    if (isText || token === TEXT_FOLLOWS) {
      isText = token === TEXT_FOLLOWS && !isText;
      continue;
    }
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    // `: : :` is a key within a key, too.
    else if (token === '-' || token === '?' || token === ':') onLine++;
    else if (token.includes('\n') || (token === ',' && brackets > 0)) onLine = 0;
    if (Math.max(brackets, onLine) > DEEPEST) return 'This file is nested too deeply to be read.';
  }
  return null;
}
