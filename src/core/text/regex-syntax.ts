/** Writes a JavaScript expression (flags u and m) the way RE2 reads it. */

/** An expression for RE2, or one clause that says why there is none. */
export type Translation =
  | {
      readonly pattern: string;
      /** Number of the group named `answer`; 0 without one. */
      readonly answerGroup: number;
    }
  | { readonly problem: string };

/** Deeper groups would overflow the stack of a parser. */
const DEEPEST = 100;

/** White space as JavaScript knows it, and everything else, as ranges inside of a class. */
const SPACE =
  '\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const NO_SPACE =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';
const LINE_ENDS = '\\x{a}\\x{d}\\x{2028}\\x{2029}';

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['0', 0x00],
]);

/** Long names of general categories, which RE2 knows by their short ones only. */
const CATEGORIES: ReadonlyMap<string, string> = new Map(
  (
    'Letter L Cased_Letter LC Uppercase_Letter Lu Lowercase_Letter Ll Titlecase_Letter Lt Modifier_Letter Lm Other_Letter Lo ' +
    'Mark M Nonspacing_Mark Mn Spacing_Mark Mc Enclosing_Mark Me Number N Decimal_Number Nd Letter_Number Nl Other_Number No ' +
    'Punctuation P Connector_Punctuation Pc Dash_Punctuation Pd Open_Punctuation Ps Close_Punctuation Pe ' +
    'Initial_Punctuation Pi Final_Punctuation Pf Other_Punctuation Po Symbol S Math_Symbol Sm Currency_Symbol Sc ' +
    'Modifier_Symbol Sk Other_Symbol So Separator Z Space_Separator Zs Line_Separator Zl Paragraph_Separator Zp ' +
    'Other C Control Cc Format Cf Surrogate Cs Private_Use Co Unassigned Cn'
  )
    .split(' ')
    .flatMap((name, at, all) => (at % 2 === 0 ? [[name, all[at + 1]!] as const] : [])),
);

const LOOKS_AHEAD =
  'looks ahead, with (?=…) or (?!…), for which no bound on time can be given; match what follows, and put the answer into a group';
const REFERS_BACK = 'refers back to a group, for which no bound on time can be given; write out what the group may be';

/** `dotAll`: whether a point stands for line ends too. Reads anything; what is no valid expression comes out as none. */
export function translateRegex(source: string, dotAll: boolean): Translation {
  return new Translator(source, dotAll).translate();
}

class Translator {
  #at = 0;
  #depth = 0;
  #groups = 0;
  #answerGroup = 0;
  #problem: string | null = null;
  readonly #source: string;
  readonly #dot: string;

  constructor(source: string, dotAll: boolean) {
    this.#source = source;
    this.#dot = dotAll ? '.' : `[^${LINE_ENDS}]`;
  }

  translate(): Translation {
    let pattern = '';
    while (this.#at < this.#source.length && this.#problem === null) pattern += this.#next();
    return this.#problem === null ? { pattern, answerGroup: this.#answerGroup } : { problem: this.#problem };
  }

  #next(): string {
    const character = this.#source.charAt(this.#at);
    if (character === '(') return this.#open();
    if (character === '[') return this.#class();
    if (character === '\\') return this.#escape(false);
    this.#at += 1;
    if (character === ')') this.#depth -= 1;
    // A line may end in \r\n.
    if (character === '$') return '(?:\\x{d}?$)';
    return character === '.' ? this.#dot : character;
  }

  #open(): string {
    if (++this.#depth > DEEPEST) this.#problem = `has more than ${DEEPEST} groups inside of each other; flatten it`;
    const [opening, name] = this.#take(/\((?:\?(?:<?[=!]|<([^>]{1,200})>|[a-z-]{0,6}:))?/uy) as [string, string?];
    if (opening === '(?=' || opening === '(?!') this.#problem = LOOKS_AHEAD;
    if (opening !== '(' && name === undefined) return opening;
    this.#groups += 1;
    if (name === 'answer') this.#answerGroup = this.#groups;
    return '(';
  }

  #class(): string {
    const [opening] = this.#take(/\[\^?/y) as [string];
    let inside = '';
    while (this.#at < this.#source.length && this.#source.charAt(this.#at) !== ']') {
      inside += this.#source.charAt(this.#at) === '\\' ? this.#escape(true) : this.#classCharacter();
    }
    this.#at += 1;
    if (inside === '') return opening === '[' ? '[^\\x{0}-\\x{10ffff}]' : '[\\x{0}-\\x{10ffff}]';
    return `${opening}${inside}]`;
  }

  #classCharacter(): string {
    const character = this.#source.charAt(this.#at++);
    // [[:alpha:]] means something else to RE2, and so does a second ^ or &.
    return /[[^&~|]/.test(character) ? codePoint(character.charCodeAt(0)) : character;
  }

  #escape(inClass: boolean): string {
    const [, property, name, code, surrogates, control, letter = ''] = this.#take(
      /\\(?:([pP])\{([^}]{0,100})\}|(?:u\{([0-9a-fA-F]{1,8})\}|(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}))|c([a-zA-Z])|([^]|$))/uy,
    );
    if (property !== undefined) return `\\${property}{${propertyName(name ?? '')}}`;
    if (code !== undefined) return codePoint(Number.parseInt(code, 16));
    if (surrogates !== undefined) return codePoint(codeOf(surrogates));
    if (control !== undefined) return codePoint(control.charCodeAt(0) % 32);
    if (letter === 's' || letter === 'S') return space(letter === 's', inClass);
    if (letter === 'b' && inClass) return codePoint(0x08);
    if (/^[dDwWbB]$/.test(letter)) return `\\${letter}`;
    if (/^[1-9k]$/.test(letter)) this.#problem = REFERS_BACK;
    return codePoint(CONTROLS.get(letter) ?? letter.codePointAt(0) ?? 0);
  }

  #take(pattern: RegExp): readonly (string | undefined)[] {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    this.#at += match?.[0].length ?? 1;
    return match ?? [];
  }
}

const codePoint = (code: number): string => `\\x{${code.toString(16)}}`;

function space(wanted: boolean, inClass: boolean): string {
  const ranges = wanted ? SPACE : NO_SPACE;
  return inClass ? ranges : `[${ranges}]`;
}

/** Of \ud83d\ude00, \u00e9 and \xe9. */
function codeOf(escape: string): number {
  const [high = 0, low] = escape
    .slice(1)
    .split('\\u')
    .map((digits) => Number.parseInt(digits, 16));
  return low === undefined ? high : String.fromCharCode(high, low).codePointAt(0)!;
}

function propertyName(name: string): string {
  const value = name.slice(name.indexOf('=') + 1);
  return CATEGORIES.get(value) ?? value;
}
