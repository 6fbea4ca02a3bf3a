import { decimalOf } from '../text/decimal.ts';

/**
 * The value of an expression as mathematics writes it, in LaTeX or plain: powers, roots, fractions, mixed numbers, multiples of
 * π and e, factorials, logarithms. A unit, a "%" and a name on the left ("x = 5") are set aside.
 */

/** Longer expressions are no final value, UTF-16 units. */
const LONGEST = 200;
/** Deeper ones are not read. */
const DEEPEST = 20;

const MARKS =
  /\d\s?[\^_]|[\^_]\s?\{?\d|\\(?:sqrt|pi|log|ln|exp|[dtc]?frac|binom|pm|infty|sin|cos|tan|cup|overline)(?![a-z])|[π√∞±]/u;
/** In a box also sums, ratios, factorials, lists, pairs and complex numbers are no plain numbers. */
const BOXED_MARKS =
  /\d\s?!|\d\s?[:*/+]\s?\d|\\(?:cdot|times|dots)\b|\d\s?i\b|^\s*\\?[([{]|\d\s?,\s(?=\S)|\b(?:and|or)\b/u;

/**
 * Whether a text is one expression, of which no number is the answer by itself. In prose this cannot be told, so letters that are
 * no commands, units or unknowns make it none.
 */
export function isExpression(text: string, isBoxed: boolean): boolean {
  if (text.length > LONGEST || !(MARKS.test(text) || (isBoxed && BOXED_MARKS.test(text)))) return false;
  const words = text.replace(/\\(?:text|mathrm|mbox)\s?\{[^{}]{0,40}\}|\\[a-z]+/gi, ' ');
  return isBoxed || !/\p{L}{2,}/u.test(words);
}

/** The value in canonical decimal form, to 12 digits where it is irrational; `null` where the text is none or has several. */
export function mathValue(text: string): string | null {
  if (text.length > LONGEST) return null;
  const plain = plainly(text);
  const reader = new ExpressionReader(plain);
  const value = reader.read();
  if (value === null || !Number.isFinite(value) || Math.abs(value) > 1e15) return null;
  return decimalOf(Number(value.toPrecision(12)));
}

/** Without spacing commands, units and what names the unknown. */
function plainly(text: string): string {
  // Bounded: 200, the longest expression.
  return text
    .replace(/\\(?:left|right|displaystyle|,|;|!|:| )|\\q?quad\b|~/g, ' ')
    .replace(/\{,\}/g, '')
    .replace(/\\(?:text|mathrm|mbox|operatorname)\s?\{[^{}]{0,40}\}/g, ' ')
    .replace(/\\?%|\^\{?\\circ\}?|°/g, ' ')
    .replace(/^[\s$]+/, '')
    .replace(/[\s$.]+$/, '')
    .replace(/^.*=/, '')
    .replace(/[−–]/g, '-')
    .replace(/×|\\times\b|\\cdot\b|·/g, '*')
    .replace(/÷|\\div\b/g, '/')
    .replace(/√/g, '\\sqrt ')
    .replace(/π/g, '\\pi ')
    .replace(/\\[dtc]frac/g, '\\frac');
}

class ExpressionReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The value of all of the text; `null` when it is no expression. */
  read(): number | null {
    const value = this.#sum();
    this.#skip();
    return this.#at === this.#text.length ? value : null;
  }

  #skip(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
  }

  #takes(mark: string): boolean {
    this.#skip();
    if (!this.#text.startsWith(mark, this.#at)) return false;
    this.#at += mark.length;
    return true;
  }

  #takesPattern(pattern: RegExp): string | null {
    this.#skip();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }

  #sum(): number | null {
    if (++this.#depth > DEEPEST) return null;
    let value = this.#product();
    for (;;) {
      if (value === null) return null;
      const sign = this.#takes('+') ? 1 : this.#takes('-') ? -1 : 0;
      if (sign === 0) break;
      const next = this.#product();
      if (next === null) return null;
      value += sign * next;
    }
    this.#depth -= 1;
    return value;
  }

  #product(): number | null {
    const isNegative = this.#takes('-');
    let value = this.#power();
    let isWhole = value !== null && Number.isInteger(value) && /\d\s*$/.test(this.#text.slice(0, this.#at));
    for (;;) {
      if (value === null) return null;
      const divides = this.#takes('/');
      const multiplies: boolean = !divides && this.#takes('*');
      const isNext: boolean = divides || multiplies || this.#isFactor();
      if (!isNext) break;
      // "11 \frac{5}{6}" is eleven and five sixths.
      const isMixed: boolean = !divides && !multiplies && isWhole && this.#text.startsWith('\\frac', this.#at);
      const next = this.#power();
      if (next === null) return null;
      value = divides ? value / next : isMixed ? value + next : value * next;
      isWhole = false;
    }
    return isNegative ? -value : value;
  }

  /** Whether something follows that is multiplied without a sign. */
  #isFactor(): boolean {
    this.#skip();
    return /^(?:\\(?:sqrt|pi|frac|log|ln)|[({]|e(?![a-z]))/.test(this.#text.slice(this.#at, this.#at + 8));
  }

  #power(): number | null {
    let base = this.#factor();
    while (base !== null && this.#takes('!')) base = factorial(base);
    if (base === null || !this.#takes('^')) return base;
    const exponent = this.#argument();
    return exponent === null ? null : base ** exponent;
  }

  /** A group in braces, or one factor with its sign. */
  #argument(): number | null {
    if (this.#takes('{')) {
      const value = this.#sum();
      return this.#takes('}') ? value : null;
    }
    const sign = this.#takes('-') ? -1 : 1;
    const digit = this.#takesPattern(/\d/y);
    const value = digit === null ? this.#factor() : Number(digit);
    return value === null ? null : sign * value;
  }

  #factor(): number | null {
    if (this.#takes('(')) return this.#closed(')');
    if (this.#takes('{')) return this.#closed('}');
    if (this.#takes('\\pi')) return Math.PI;
    if (this.#takes('\\frac')) return this.#fraction();
    if (this.#takes('\\sqrt')) return this.#root();
    if (this.#takes('\\ln')) return this.#logarithm(Math.E);
    if (this.#takes('\\log')) return this.#takes('_') ? this.#logarithm(this.#argument()) : null;
    if (this.#takesPattern(/e(?![a-z])/y) !== null) return Math.E;
    const digits = this.#takesPattern(/(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+/y);
    // 101_2 is written in another base.
    return digits === null || this.#text.charAt(this.#at) === '_' ? null : Number(digits.replace(/,/g, ''));
  }

  #closed(mark: string): number | null {
    const value = this.#sum();
    return this.#takes(mark) ? value : null;
  }

  #fraction(): number | null {
    const [part, total] = [this.#argument(), this.#argument()];
    return part === null || total === null || total === 0 ? null : part / total;
  }

  #root(): number | null {
    let degree: number | null = 2;
    if (this.#takes('[')) {
      degree = this.#sum();
      if (!this.#takes(']')) return null;
    }
    const plain = this.#takesPattern(/\d+/y);
    const value = plain === null ? this.#argument() : Number(plain);
    if (value === null || degree === null || degree === 0) return null;
    const root = Math.abs(value) ** (1 / degree);
    return value < 0 ? (degree % 2 === 1 ? -root : null) : Number(root.toPrecision(14));
  }

  #logarithm(base: number | null): number | null {
    const value = this.#argument();
    return value === null || base === null || value <= 0 || base <= 0 || base === 1
      ? null
      : Number((Math.log(value) / Math.log(base)).toPrecision(13));
  }
}

function factorial(value: number): number | null {
  if (!Number.isInteger(value) || value < 0 || value > 18) return null;
  let product = 1;
  for (let factor = 2; factor <= value; factor++) product *= factor;
  return product;
}
