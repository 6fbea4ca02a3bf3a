import { tokenize, TokenType, type CSSToken } from '@csstools/css-tokenizer';

/** One declaration of a style sheet or of a style attribute. */
export interface Declaration {
  /** The selector as written, outer ones of nested rules before it; empty in a style attribute. */
  readonly selector: string;
  /** At-rules around it, outermost first, in lower case: "media (min-width: 40em)", "keyframes drift". */
  readonly within: readonly string[];
  /** Lower case; of a custom property as written. */
  readonly property: string;
  /** The value without comments and without `!important`. */
  readonly value: string;
}

interface Level {
  readonly selector: string;
  readonly within: readonly string[];
}

/** Levels of nesting that are told apart; deeper rules belong to the last one. */
const DEEPEST = 32;

class Sheet {
  readonly declarations: Declaration[] = [];
  readonly #open: Level[];
  #pending: CSSToken[] = [];
  /** Open brackets and braces within a value. */
  #brackets = 0;

  constructor(selector: string) {
    this.#open = [{ selector, within: [] }];
  }

  add(token: CSSToken): void {
    const [type] = token;
    if (type === TokenType.Comment || type === TokenType.CDO || type === TokenType.CDC) return;
    if (type === TokenType.OpenCurly) return this.#enter();
    if (type === TokenType.CloseCurly) return this.#leave();
    if (type === TokenType.Semicolon && this.#brackets === 0) return this.#finish();
    if (type === TokenType.OpenParen || type === TokenType.Function) this.#brackets += 1;
    if (type === TokenType.CloseParen && this.#brackets > 0) this.#brackets -= 1;
    this.#pending.push(token);
  }

  end(): void {
    this.#finish();
  }

  #take(): CSSToken[] {
    const taken = this.#pending;
    this.#pending = [];
    this.#brackets = 0;
    return taken;
  }

  #enter(): void {
    const prelude = this.#take();
    const outer = this.#open.at(-1)!;
    if (this.#open.length >= DEEPEST) return void this.#open.push(outer);
    const first = prelude.find(([type]) => type !== TokenType.Whitespace);
    const text = textOf(prelude);
    this.#open.push(
      first?.[0] === TokenType.AtKeyword
        ? { ...outer, within: [...outer.within, text.slice(1).toLowerCase()] }
        : { ...outer, selector: outer.selector === '' ? text : `${outer.selector} ${text}` },
    );
  }

  #leave(): void {
    this.#finish();
    if (this.#open.length > 1) this.#open.pop();
  }

  #finish(): void {
    const tokens = this.#take();
    const name = tokens.findIndex(([type]) => type !== TokenType.Whitespace);
    const colon = tokens.findIndex(([type]) => type === TokenType.Colon);
    if (name === -1 || tokens[name]![0] !== TokenType.Ident || colon === -1) return;
    if (tokens.slice(name + 1, colon).some(([type]) => type !== TokenType.Whitespace)) return;
    const written = tokens[name]![1];
    const { selector, within } = this.#open.at(-1)!;
    const property = written.startsWith('--') ? written : written.toLowerCase();
    const value = textOf(tokens.slice(colon + 1))
      .replace(/! ?important$/i, '')
      .trimEnd();
    this.declarations.push({ selector, within, property, value });
  }
}

function textOf(tokens: readonly CSSToken[]): string {
  return tokens
    .map(([type, text]) => (type === TokenType.Whitespace ? ' ' : text))
    .join('')
    .trim();
}

/** Longer values (data addresses) say nothing that is looked for. UTF-16 units. */
const LONGEST = 2_000;

/** All declarations of a style sheet, or, with `selector`, of what stands between the braces of a rule. Linear. */
export function declarationsOf(css: string, selector = ''): readonly Declaration[] {
  const sheet = new Sheet(selector);
  for (const token of tokenize({ css })) if (token[0] !== TokenType.EOF) sheet.add(token);
  sheet.end();
  return sheet.declarations.map((one) => (one.value.length > LONGEST ? { ...one, value: '' } : one));
}
