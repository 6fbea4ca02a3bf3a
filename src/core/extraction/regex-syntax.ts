/** The syntax tree of a regular expression, as far as the bounded matcher knows it. */

/** A part of an expression. */
export type RegexNode =
  /** One code point; `source` is a class, an escape or the character itself. */
  | { readonly kind: 'set'; readonly source: string }
  /** A place without width (^, $, \b, a look behind), for the engine itself to test. */
  | { readonly kind: 'place'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'either'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number | null; readonly body: RegexNode; readonly name: string | null }
  | { readonly kind: 'ahead'; readonly negative: boolean; readonly body: RegexNode }
  | { readonly kind: 'again'; readonly group: number | string }
  | {
      readonly kind: 'repeat';
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    };

/** One code point, escapes whole; classes are matched apart. */
const ATOM =
  /\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z]|[^])|\[(?:\\[^]|[^\]\\])*\]|[^]/uy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})(\??)/uy;
const OPEN = /\((?:\?(?::|=|!|<=|<!|<([^>]+)>))?/uy;

/** Reads a valid expression (flag u); `null` for what the bounded matcher does not know. */
export function parseRegex(source: string): RegexNode | null {
  const parser = new Parser(source);
  const node = parser.alternatives();
  return parser.known ? node : null;
}

class Parser {
  known = true;
  #at = 0;
  #groups = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  alternatives(): RegexNode {
    const options = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at += 1;
      options.push(this.#sequence());
    }
    return options.length === 1 ? options[0]! : { kind: 'either', options };
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!)) parts.push(this.#repeated());
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  #repeated(): RegexNode {
    const body = this.#atom();
    const match = this.#take(QUANTIFIER);
    if (match === null) return body;
    const [, sign, least, comma, most, lazy] = match;
    const min = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    const open = sign === undefined ? comma !== undefined && most === '' : sign !== '?';
    const max = open ? Infinity : sign === '?' ? 1 : Number(most === undefined || most === '' ? least : most);
    return { kind: 'repeat', body, min, max, lazy: lazy !== '' };
  }

  #atom(): RegexNode {
    const open = this.#take(OPEN);
    if (open !== null) return this.#group(open[0], open[1] ?? null);
    const atom = this.#take(ATOM)?.[0] ?? '';
    if (atom === '^' || atom === '$' || /^\\[bB]$/.test(atom)) return { kind: 'place', source: atom };
    if (/^\\[1-9]$/.test(atom))
      return { kind: 'again', group: Number(atom.slice(1) + (this.#take(/\d*/uy)?.[0] ?? '')) };
    if (atom !== '\\k') return { kind: 'set', source: atom };
    return { kind: 'again', group: this.#take(/<([^>]+)>/uy)?.[1] ?? '' };
  }

  #group(opening: string, name: string | null): RegexNode {
    const start = this.#at - opening.length;
    const captures = opening === '(' || name !== null;
    const index = captures ? (this.#groups += 1) : null;
    const groupsBefore = this.#groups;
    const body = this.alternatives();
    this.#at += 1;
    if (opening === '(?=' || opening === '(?!') return { kind: 'ahead', negative: opening === '(?!', body };
    if (opening !== '(?<=' && opening !== '(?<!') return { kind: 'group', index, body, name };
    // The engine tests these, so they must be short and hold no group.
    if (this.#groups !== groupsBefore || longest(body) > 100) this.known = false;
    return { kind: 'place', source: this.#source.slice(start, this.#at) };
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match !== null) this.#at += match[0].length;
    return match;
  }
}

/** Most code points that a part can match; infinite when there is no most. */
export function longest(node: RegexNode): number {
  switch (node.kind) {
    case 'set':
      return 1;
    case 'place':
    case 'ahead':
      return 0;
    case 'again':
      return Infinity;
    case 'group':
      return longest(node.body);
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + longest(part), 0);
    case 'either':
      return node.options.reduce((most, option) => Math.max(most, longest(option)), 0);
    case 'repeat':
      return node.max === 0 || longest(node.body) === 0 ? 0 : node.max * longest(node.body);
  }
}

/** The parts of an expression, itself first. */
export function partsOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case 'sequence':
      return [node, ...node.parts.flatMap(partsOf)];
    case 'either':
      return [node, ...node.options.flatMap(partsOf)];
    case 'group':
    case 'ahead':
    case 'repeat':
      return [node, ...partsOf(node.body)];
    case 'set':
    case 'place':
    case 'again':
      return [node];
  }
}
