import type { Segment } from '../segments.ts';
import { decodeEscape } from './decode-escape.ts';
import type { StringScanner, StringToken } from './string-scanner.ts';
import type { HoleForm } from './syntax.ts';
import type { Code } from './tokens.ts';

/** One step of a string: what [start, end) of the source stands for. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  readonly segment: Part;
}

/** What a string stands for, step by step, so that a part of it can be taken. */
export function decodeString(
  { source, scanner }: Pick<Code, 'source' | 'scanner'>,
  token: StringToken,
): readonly Unit[] {
  return new StringDecoder(source, scanner).units(token);
}

/** A piece of a text in code. In `final` text no placeholders are looked for: its braces were doubled, or escaped. */
export type Part = Segment & { readonly final?: true };

/** The parts with neighbouring texts as one. */
export function joinTexts(given: readonly Part[]): readonly Part[] {
  const parts: Part[] = [];
  let texts: string[] = [];
  let final: true | undefined;
  const flush = (): void => {
    if (texts.length > 0) parts.push({ kind: 'text', text: texts.join(''), ...(final && { final }) });
    texts = [];
  };
  for (const part of given) {
    if (part.kind === 'hole' || part.final !== final) flush();
    if (part.kind === 'hole') parts.push(part);
    else {
      texts.push(part.text);
      final = part.final;
    }
  }
  flush();
  return parts;
}

/** Strings in holes in strings that are decoded; deeper ones are values to ask for. */
const DEEPEST = 4;

class StringDecoder {
  readonly #source: string;
  readonly #scanner: StringScanner;
  #depth = 0;

  constructor(source: string, scanner: StringScanner) {
    this.#source = source;
    this.#scanner = scanner;
  }

  units(token: StringToken): readonly Unit[] {
    const { margin } = token.opening;
    const to = margin === 'closing' ? contentEnd(this.#source, token) : token.to;
    const columns = marginOf(this.#source.slice(token.from, token.to), margin);
    const units: Unit[] = [];
    let at = token.from;
    let isLineStart = margin !== 'none';
    while (at < to) {
      if (isLineStart) at = Math.min(to, this.#afterMargin(at, columns));
      else if (margin === 'block') at = this.#afterTrailing(at, to);
      isLineStart = false;
      if (at >= to) break;
      for (const unit of this.#unitsAt(at, to, token)) {
        units.push(unit);
        at = unit.end;
      }
      isLineStart = margin !== 'none' && this.#source[at - 1] === '\n';
    }
    return units;
  }

  #afterMargin(from: number, columns: number): number {
    const white = columns === Infinity ? '\t' : ' \t';
    let at = from;
    while (at - from < columns && white.includes(this.#source[at] ?? '\n')) at++;
    return at;
  }

  /** Text blocks of Java drop white space at the ends of lines. */
  #afterTrailing(from: number, to: number): number {
    const before = this.#source[from - 1] ?? '';
    if (before === ' ' || before === '\t') return from;
    let at = from;
    while (at < to && ' \t'.includes(this.#source[at] ?? '\n')) at++;
    return this.#source[at] === '\n' || this.#source.startsWith('\r\n', at) ? at : from;
  }

  #unitsAt(at: number, to: number, token: StringToken): readonly Unit[] {
    const source = this.#source;
    const { escapes, doubled, close, holes, mark, literal } = token.opening;
    const text = (value: string, length: number): readonly Unit[] => [
      { start: at, end: Math.min(at + length, to), segment: { kind: 'text', text: value } },
    ];
    const final = (value: string, length: number): readonly Unit[] =>
      text(value, length).map((unit) => ({ ...unit, segment: { ...unit.segment, final: true } }));
    const hole = this.#hole(at, to, holes);
    if (hole !== null) return hole;
    if (literal !== null && source.startsWith(literal, at)) return final(literal, literal.length);
    if (doubled && source.startsWith(close + close, at)) return text(close, close.length * 2);
    if (escapes !== 'none' && source.startsWith(mark, at)) {
      const { value, length } = decodeEscape(source, at, escapes, mark.length);
      // An escaped mark of a value is text with its brace: \${no}.
      const isEscapedHole = source[at + length] === '{' && holes.some(({ open }) => open === `${value}{`);
      return isEscapedHole ? final(`${value}{`, length + 1) : text(value, length);
    }
    if (source.startsWith('\r\n', at)) return text('\n', 2);
    const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
    return text(character, character.length);
  }

  /** The value at an offset, or the brace that two of them stand for. */
  #hole(at: number, to: number, holes: readonly HoleForm[]): readonly Unit[] | null {
    const source = this.#source;
    const text = (value: string, end: number): Unit => ({ start: at, end, segment: { kind: 'text', text: value } });
    for (const hole of holes) {
      const { open, close } = hole;
      if (hole.doubled && close !== null) {
        for (const brace of [open, close]) if (source.startsWith(brace + brace, at)) return [text(brace, at + 2)];
      }
      if (!source.startsWith(open, at)) continue;
      // Of more braces than there must be the innermost begin the value.
      if (open.startsWith('{{') && source[at + open.length] === '{') return [text('{', at + 1)];
      const end = this.#scanner.afterHole(at, hole);
      if (end !== null && end <= to) return this.#value(at, end, hole);
    }
    return null;
  }

  #value(at: number, end: number, hole: HoleForm): readonly Unit[] {
    const source = this.#source.slice(at, end);
    const inner = source.slice(hole.open.length, hole.close === null ? undefined : -hole.close.length).trim();
    const constant = this.#constant(at + hole.open.length, inner, hole);
    if (constant !== null) return constant.map((segment) => ({ start: at, end, segment }));
    if (!hole.formatted) return [{ start: at, end, segment: { kind: 'hole', name: nameOf(inner, hole), source } }];
    const expression = inner.slice(0, expressionEnd(inner));
    // Python writes the expression before an equal sign, too: f"{x=}".
    const name = expression.replace(/(?<![=!<>])=\s{0,9}$/, '').trimEnd();
    const said: readonly Part[] =
      name === expression.trimEnd() ? [] : [{ kind: 'text', text: expression, final: true }];
    return [
      ...said,
      { kind: 'hole', name: name || inner, source: said.length > 0 ? `{${name}}` : source } as const,
    ].map((segment) => ({
      start: at,
      end,
      segment,
    }));
  }

  /** What a hole says that holds nothing but a string: `${'$'}` in Kotlin, `{"\n"}` in Python, `$(cat <<END` in a shell. */
  #constant(from: number, inner: string, { close }: HoleForm): readonly Part[] | null {
    const lead = /^(?:cat\s{1,9}(?=<<)|(?=["'`]))/.exec(inner)?.[0];
    if (close === null || lead === undefined || this.#depth >= DEEPEST) return null;
    const start = this.#source.indexOf(inner, from);
    const token = this.#scanner.stringAt(start + lead.length);
    if (!token || (token.linesEnd ?? token.end) !== start + inner.length) return null;
    this.#depth++;
    const parts = this.units(token).map(({ segment }) => segment);
    this.#depth--;
    return token.linesEnd !== null || parts.every(({ kind }) => kind === 'text') ? joinTexts(parts) : null;
  }
}

/** What a value is asked for by: its expression, or the variable that a default follows. */
function nameOf(inner: string, { defaults }: HoleForm): string {
  return (defaults && /^\w+/.exec(inner)?.[0]) || inner;
}

/** Where a conversion, a width or a format follows an expression: `{name!r:>10}`, `{price,10:F2}`. */
function expressionEnd(inner: string): number {
  let depth = 0;
  for (let at = 0; at < inner.length; at++) {
    const character = inner[at] ?? '';
    if (character === '"' || character === "'") {
      const end = inner.indexOf(character, at + 1);
      if (end < 0) return inner.length;
      at = end;
    } else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (depth === 0 && endsExpression(inner, at)) return at;
  }
  return inner.length;
}

function endsExpression(inner: string, at: number): boolean {
  if (inner[at] === ':') return inner[at + 1] !== ':' && inner[at - 1] !== ':';
  return /^(?:![rsa]\s{0,9}(?::|$)|,\s{0,9}-?\d)/.test(inner.slice(at, at + 24));
}

/** The line break before the closing mark belongs to the quotes. */
function contentEnd(source: string, { from, to }: StringToken): number {
  let at = to;
  while (at > from && ' \t'.includes(source[at - 1] ?? '')) at--;
  if (source[at - 1] !== '\n') return to;
  return Math.max(from, source[at - 2] === '\r' ? at - 2 : at - 1);
}

/** Columns of white space that are no text. The line of the closing mark counts where it is within the string. */
function marginOf(content: string, margin: StringToken['opening']['margin']): number {
  if (margin === 'none') return 0;
  if (margin === 'tabs') return Infinity;
  const lines = content.split('\n');
  const closingCounts = margin !== 'least';
  const counted = lines.filter((line, at) => line.trim() !== '' || (closingCounts && at === lines.length - 1));
  return counted.reduce((least, line) => Math.min(least, indentOf(line)), Infinity);
}

function indentOf(line: string): number {
  let at = 0;
  while (line[at] === ' ' || line[at] === '\t') at++;
  return at;
}
