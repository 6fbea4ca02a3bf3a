/** Source code by its tokens: comments and layout make no other answer. Where indentation says what belongs together it counts. */

/** How a language writes comments, as far as the code itself shows which it is. */
interface Language {
  /** A comment from the place at which it begins. */
  readonly comment: RegExp | null;
  /** Whether indentation is part of the program. */
  readonly isIndented: boolean;
  /** Whether words mean the same in capitals. */
  readonly ignoresCase: boolean;
}

const BLOCK = String.raw`\/\*[^]*?(?:\*\/|$)`;
const MARKUP = '<!--[^]*?(?:-->|$)';
const sticky = (source: string): RegExp => new RegExp(source, 'y');

const BRACES: Language = { comment: sticky(`\\/\\/[^\\n]*|${BLOCK}`), isIndented: false, ignoresCase: false };
const STYLES: Language = { comment: sticky(BLOCK), isIndented: false, ignoresCase: false };
const PAGE: Language = { comment: sticky(`${MARKUP}|${BLOCK}`), isIndented: false, ignoresCase: false };
const HASH: Language = { comment: sticky('(?<=^|\\s)#[^\\n]*'), isIndented: false, ignoresCase: false };
const PYTHON: Language = { comment: sticky('#[^\\n]*'), isIndented: true, ignoresCase: false };
const QUERY: Language = { comment: sticky(`--[^\\n]*|${BLOCK}`), isIndented: false, ignoresCase: true };
const DASHES: Language = { comment: sticky('--[^\\n]*'), isIndented: true, ignoresCase: false };

/** By what only one of them has, the surest first; code that shows nothing has comments in no place. Bounded: 4000. */
const SIGNS: readonly (readonly [RegExp, Language])[] = [
  [/^\s*(?:<!doctype|<html|<svg|<\?xml|<[a-z][^<>]*>)/i, PAGE],
  [
    /^[ \t]*#!.*python|^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t][^\n]*:[ \t]*(?:#.*)?$|^[ \t]*(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+[\w.*]+(?:[ \t]*,[ \t]*\w+|[ \t]+as[ \t]+\w+)*[ \t]*$|^[ \t]*(?:if|for|while|elif|with)[ \t][^\n{}]*:[ \t]*(?:#.*)?$|^print\(/m,
    PYTHON,
  ],
  [
    /^\s*(?:--[^\n]*\n\s*)*(?:with|select|insert\s+into|update|delete\s+from|create\s+(?:table|view|index|or)|alter\s+table|drop\s+table)\b/i,
    QUERY,
  ],
  [
    /^[ \t]*(?:local[ \t]+(?:function[ \t]+)?\w+|function[ \t]+[\w.:]+\([^)\n]*\)[ \t]*$|module[ \t]+\w[^\n{;]*where|\w+[ \t]*::[ \t]*\S)/m,
    DASHES,
  ],
  [
    /^[ \t]*#include\b|=>|\b(?:const|let|var|function|fn|func|public|private|static|struct|interface|package|namespace|using|impl)\s+[\w$<(]|[;{}][ \t]*(?:\/\/.*)?$/m,
    BRACES,
  ],
  [
    /^[ \t]*#!|^[ \t]*(?:def|end|do|fi|done|then|esac|module|require|echo|sudo|cd|ls|grep|export)\b|^[ \t]*[\w-]+:(?:[ \t]|$)|^[ \t]*#[ \t]/m,
    HASH,
  ],
];
const NO_COMMENTS: Language = { comment: null, isIndented: false, ignoresCase: false };

/** Of so much code the language is told, UTF-16 units. */
const LOOKED_AT = 4_000;

function languageOf(code: string): Language {
  const start = code.slice(0, LOOKED_AT);
  const found = SIGNS.find(([sign]) => sign.test(start))?.[1] ?? NO_COMMENTS;
  // Bounded: 4000.
  const isStyles =
    found === BRACES && /^\s*(?:\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/\s*)*[.#@*\w:-][^{};=()]*\{[^{}=]*:/.test(start);
  if (isStyles) return STYLES;
  const isYaml = found === HASH && /^[ \t]*[\w-]+:(?:[ \t]|$)/m.test(start);
  return isYaml ? { ...HASH, isIndented: true } : found;
}

/** Texts in quotes (one that is not closed ends with its line), words with their digits, and every other character by itself. */
const TOKEN =
  /"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:[^"\\\n]|\\[^])*(?:"|$|(?=\n))|'(?:[^'\\\n]|\\[^])*(?:'|$|(?=\n))|`(?:[^`\\]|\\[^])*(?:`|$)|[\p{L}\p{N}_$]+|[^]/uy;
const SPACE = /\s+/y;

/** What two programs must share to be the same; equal for those that differ in comments and layout alone. */
export function codeForm(code: string): string {
  const { comment, isIndented, ignoresCase } = languageOf(code);
  const tokens: string[] = [];
  const layout = isIndented ? new Layout() : null;
  let at = 0;
  let isNewLine = true;
  let indent = '';
  while (at < code.length) {
    const space = matchAt(SPACE, code, at);
    if (space !== null) {
      const lineEnd = space.lastIndexOf('\n');
      if (lineEnd >= 0 || at === 0) [isNewLine, indent] = [true, space.slice(lineEnd + 1)];
      at += space.length;
      continue;
    }
    const remark = comment === null ? null : matchAt(comment, code, at);
    if (remark !== null) {
      at += remark.length;
      continue;
    }
    const token = matchAt(TOKEN, code, at)!;
    if (isNewLine) tokens.push(...(layout?.line(indent) ?? []));
    isNewLine = false;
    layout?.token(token);
    tokens.push(ignoresCase && /^\w/.test(token) ? token.toLowerCase() : token);
    at += token.length;
  }
  return tokens.join(' ');
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** What the beginnings of lines say: a deeper line opens a block, a shallower one closes it; inside of brackets nothing. */
class Layout {
  readonly #depths: number[] = [0];
  #brackets = 0;

  /** The marks before a line with this indentation. */
  line(indent: string): readonly string[] {
    if (this.#brackets > 0) return [];
    const depth = indent.replaceAll('\t', '        ').length;
    const marks = ['\n'];
    if (depth > this.#depths.at(-1)!) {
      this.#depths.push(depth);
      return [...marks, '\t'];
    }
    while (depth < this.#depths.at(-1)!) {
      this.#depths.pop();
      marks.push('\b');
    }
    return marks;
  }

  token(token: string): void {
    if (/^[([{]$/.test(token)) this.#brackets++;
    else if (/^[)\]}]$/.test(token) && this.#brackets > 0) this.#brackets--;
  }
}
