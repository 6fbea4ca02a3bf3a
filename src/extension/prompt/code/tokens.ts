import type { Comment } from '../comment-text.ts';
import { matchAt, StringScanner, type StringToken } from './string-scanner.ts';
import type { FormatStyle, LanguageSyntax } from './syntax.ts';

/** A piece of code. */
export interface Token {
  readonly kind: 'string' | 'word' | 'number' | 'open' | 'close' | 'mark' | 'pattern';
  readonly start: number;
  readonly end: number;
  /** Whether a line ends before it that no backslash continues. */
  readonly breakBefore: boolean;
  /** Index of the bracket that it stands in; -1 outside of all. */
  readonly inside: number;
  /** Index of the other bracket of a pair; -1 for anything else. */
  readonly partner: number;
  /** For a string. */
  readonly string: StringToken | null;
}

/** A source text in pieces. */
export interface Code {
  readonly source: string;
  readonly syntax: LanguageSyntax;
  /** Without comments and white space. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  /** What found its strings, and knows where the values in them end. */
  readonly scanner: StringScanner;
  /** How calls format, by the index of their bracket, as far as it was asked for. */
  readonly formats: Map<number, FormatStyle | null>;
}

const NUMBER = /\d(?:[\p{L}\p{N}_]|\.(?=\d))*/uy;
const MARK =
  /\?->|\.\.\.|>>>=|===|!==|\*\*=|<<=|>>=|\?\?=|&&=|\|\|=|=>|->|<-|::|\?\.|\?\?|\?:|!!|\+\+|--|\+=|-=|\*=|\/=|%=|\.=|==|!=|<=|>=|&&|\|\||\*\*|\/\/|\.\.|<<|>>|\|>|<>|:=|[^]/uy;
const REGEX = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const OPEN = '([{';
const CLOSE = ')]}';
/** Words after which a slash begins a regular expression. */
const BEFORE_REGEX = new Set(['return', 'typeof', 'case', 'in', 'of', 'if', 'unless', 'when', 'and', 'or', 'not']);

/** Cuts a source into its pieces. Text that is not valid code never throws; a string that is not closed is none. */
export function tokensOf(source: string, syntax: LanguageSyntax): Code {
  return new Lexer(source, syntax).code();
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

class Lexer {
  readonly #source: string;
  readonly #syntax: LanguageSyntax;
  readonly #scanner: StringScanner;
  readonly #tokens: Mutable<Token>[] = [];
  readonly #comments: Comment[] = [];
  /** Brackets that are open, by index. */
  readonly #brackets: number[] = [];
  /** Where code goes on after the texts that the line began. */
  #linesEnd = 0;
  #isBroken = true;
  #at = 0;

  constructor(source: string, syntax: LanguageSyntax) {
    this.#source = source;
    this.#syntax = syntax;
    this.#scanner = new StringScanner(source, syntax);
  }

  code(): Code {
    const { island } = this.#syntax;
    if (island && this.#source.includes(island[0])) this.#toIsland(0, island[0]);
    while (this.#at < this.#source.length && !this.#scanner.isSpent) this.#step();
    return {
      ...{ source: this.#source, syntax: this.#syntax, scanner: this.#scanner, formats: new Map() },
      ...{ tokens: this.#tokens, comments: this.#comments },
    };
  }

  #step(): void {
    const source = this.#source;
    const at = this.#at;
    const character = source[at] ?? '';
    const { island } = this.#syntax;
    if (this.#comment()) return;
    if (character === '\n') this.#newLine();
    else if (/\s/.test(character)) this.#at++;
    else if (character === '\\' && /^\r?\n/.test(source.slice(at + 1, at + 3))) {
      this.#at = source.indexOf('\n', at) + 1;
    } else if (island && source.startsWith(island[1], at)) this.#toIsland(at, island[0]);
    else this.#token();
  }

  #newLine(): void {
    this.#isBroken = true;
    this.#at = Math.max(this.#at + 1, this.#linesEnd);
  }

  /** Passes the text around code (HTML around PHP). */
  #toIsland(from: number, open: string): void {
    const next = this.#source.indexOf(open, from);
    this.#at = next < 0 ? this.#source.length : next + open.length;
    // `<?php`, `<?=`
    const tag = /^(?:php|=)/.exec(this.#source.slice(this.#at, this.#at + 3))?.[0] ?? '';
    this.#at += tag.length;
    this.#isBroken = true;
  }

  #comment(): boolean {
    const comment = this.#commentAt(this.#at);
    if (comment === null) return false;
    this.#comments.push(comment);
    if (comment.close !== null && this.#source.slice(comment.start, comment.end).includes('\n')) this.#isBroken = true;
    this.#at = comment.end;
    return true;
  }

  #commentAt(at: number): Comment | null {
    const source = this.#source;
    for (const [open, close] of this.#syntax.blockComments) {
      if (!source.startsWith(open, at)) continue;
      return { start: at, end: this.#blockEnd(at, open, close), open, close };
    }
    const open = this.#syntax.lineComments.find((mark) => source.startsWith(mark, at));
    if (open === undefined || !this.#canComment(at, open)) return null;
    const end = source.indexOf('\n', at);
    return { start: at, end: end < 0 ? source.length : end, open, close: null };
  }

  /** A hash within a word of a shell, and an attribute of PHP, are no comments. */
  #canComment(at: number, open: string): boolean {
    if (open !== '#') return true;
    if (this.#syntax.island) return this.#source[at + 1] !== '[';
    return this.#syntax.adjacent !== 'touching' || at === 0 || /[\s;&|(]/.test(this.#source[at - 1] ?? '');
  }

  #blockEnd(start: number, open: string, close: string): number {
    const source = this.#source;
    if (!this.#syntax.nestedComments) {
      const end = source.indexOf(close, start + open.length);
      return end < 0 ? source.length : end + close.length;
    }
    let depth = 0;
    let at = start;
    while (at < source.length) {
      if (source.startsWith(open, at)) depth++;
      else if (source.startsWith(close, at) && --depth === 0) return at + close.length;
      // Both marks are two characters long where comments nest.
      at += source.startsWith(open, at) || source.startsWith(close, at) ? 2 : 1;
    }
    return source.length;
  }

  #token(): void {
    const source = this.#source;
    const at = this.#at;
    const pattern =
      this.#syntax.regexLiterals && source[at] === '/' && this.#regexCanStand() ? matchAt(REGEX, source, at) : null;
    if (pattern) return this.#add('pattern', at + pattern[0].length);
    const string = this.#scanner.stringAt(at);
    if (string) {
      if (string.linesEnd !== null) this.#linesEnd = Math.max(this.#linesEnd, string.linesEnd);
      return this.#add('string', string.end, string);
    }
    const number = matchAt(NUMBER, source, at);
    if (number) return this.#add('number', at + number[0].length);
    const word = matchAt(this.#syntax.word, source, at);
    if (word) return this.#add('word', at + word[0].length);
    const character = source[at] ?? '';
    if (OPEN.includes(character)) return this.#add('open', at + 1);
    if (CLOSE.includes(character)) return this.#add('close', at + 1);
    this.#add('mark', at + (matchAt(MARK, source, at)?.[0].length ?? 1));
  }

  #regexCanStand(): boolean {
    const last = this.#tokens.at(-1);
    if (!last || last.kind === 'mark' || last.kind === 'open') return true;
    const text = this.#source.slice(last.start, last.end);
    return last.kind === 'close' ? text === '}' : last.kind === 'word' && BEFORE_REGEX.has(text);
  }

  #add(kind: Token['kind'], end: number, string: StringToken | null = null): void {
    const index = this.#tokens.length;
    const start = this.#at;
    let partner = -1;
    if (kind === 'close') partner = this.#closeBracket(start, index);
    const token = {
      kind,
      start,
      end,
      breakBefore: this.#isBroken,
      inside: this.#brackets.at(-1) ?? -1,
      partner,
      string,
    };
    this.#tokens.push(token);
    if (kind === 'open') this.#brackets.push(index);
    this.#isBroken = false;
    this.#at = end;
  }

  /** Index of the bracket that this one closes; -1 when it closes none. */
  #closeBracket(start: number, index: number): number {
    const opening = this.#brackets.at(-1);
    const token = opening === undefined ? undefined : this.#tokens[opening];
    if (opening === undefined || !token) return -1;
    if (OPEN.indexOf(this.#source[token.start] ?? '') !== CLOSE.indexOf(this.#source[start] ?? '')) return -1;
    this.#brackets.pop();
    token.partner = index;
    return opening;
  }
}
