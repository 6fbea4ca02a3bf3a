import { argumentsOf, callAt, formatOf } from './calls.ts';
import type { Chain } from './chains.ts';
import { textOf } from './operands.ts';
import type { FormatStyle } from './syntax.ts';
import type { Code } from './tokens.ts';

/** Texts that are formatted elsewhere: a template is made of them, or the name that they are given is formatted later. */

/** Brackets around a text that are looked at. */
const DEEPEST = 20;

/** How the text of an expression is formatted later; `null` when it is sent as it is. */
export function styleOf(code: Code, chain: Chain): FormatStyle | null {
  return styleOfTemplate(code, chain) ?? styleOfName(code, chain) ?? styleOfText(code, chain);
}

const BRACES = /\{\{|\}\}|\{([^{}\n]{0,200})\}/g;

/**
 * The name may be formatted in another file: a plain text with fields whose other braces are doubled is written to be. Doubled
 * braces around a name alone are another template's.
 */
function styleOfText(code: Code, { from, to }: Chain): FormatStyle | null {
  if (code.syntax.formatMethods['format'] !== 'braces') return null;
  const strings = code.tokens.slice(from, to).flatMap(({ string }) => string ?? []);
  if (strings.length === 0 || strings.some(({ opening }) => opening.holes.length > 0)) return null;
  const text = strings.map(({ start, end }) => code.source.slice(start, end)).join('');
  if (!text.includes('{{') || /\{\{\s{0,9}[\w.]{1,99}\s{0,9}\}\}/.test(text)) return null;
  const fields = [...text.matchAll(BRACES)].flatMap(([, field]) => field ?? []);
  return fields.some((field) => /^[\p{L}_]\w*$/u.test(field)) ? 'braces' : null;
}

function styleOfTemplate(code: Code, { from }: Chain): FormatStyle | null {
  let open = code.tokens[from]?.inside ?? -1;
  for (let depth = 0; open >= 0 && depth < DEEPEST; depth++) {
    const call = callAt(code, open);
    const style = call && formatOf(code, call);
    // What is formatted with its values in the same call is read there.
    if (style === 'braces') return style;
    if (textOf(code, open) === '{' && code.syntax.openLines === null) return null;
    open = code.tokens[open]?.inside ?? -1;
  }
  return null;
}

function styleOfName(code: Code, { from }: Chain): FormatStyle | null {
  if (Object.keys(code.syntax.formatMethods).length === 0 && Object.keys(code.syntax.formats).length === 0) return null;
  const name = assignedName(code, from);
  return name === null ? null : (stylesOf(code).get(name) ?? null);
}

/** The name that an expression is assigned to, in `name = …` and `name: str = …`. */
function assignedName(code: Code, from: number): string | null {
  let equals = from - 1;
  while (textOf(code, equals) === '(') equals--;
  if (!['=', ':='].includes(textOf(code, equals))) return null;
  // A line break behind the colon: it opens a block, and the name is the next line's.
  const isTyped =
    textOf(code, equals - 2) === ':' &&
    code.tokens[equals - 3]?.kind === 'word' &&
    code.tokens[equals - 1]?.breakBefore === false;
  const at = isTyped ? equals - 3 : equals - 1;
  return code.tokens[at]?.kind === 'word' ? textOf(code, at) : null;
}

const known = new WeakMap<Code, ReadonlyMap<string, FormatStyle>>();

/** How names are formatted in a source, found once for all of them. */
function stylesOf(code: Code): ReadonlyMap<string, FormatStyle> {
  const found = known.get(code) ?? findStyles(code);
  known.set(code, found);
  return found;
}

function findStyles(code: Code): ReadonlyMap<string, FormatStyle> {
  const styles = new Map<string, FormatStyle>();
  const { formatMethods, percent } = code.syntax;
  for (const [at, token] of code.tokens.entries()) {
    const text = textOf(code, at);
    if (token.kind === 'mark' && percent && text === '%' && code.tokens[at - 1]?.kind === 'word') {
      styles.set(textOf(code, at - 1), 'percent');
    }
    const method = text === '.' && Object.hasOwn(formatMethods, textOf(code, at + 1)) && textOf(code, at + 2) === '(';
    if (method && code.tokens[at - 1]?.kind === 'word') {
      styles.set(textOf(code, at - 1), formatMethods[textOf(code, at + 1)] ?? 'braces');
    }
    if (text === '(') for (const name of namesIn(code, at)) styles.set(...name);
  }
  return styles;
}

/** Names that a call makes a template of. */
function namesIn(code: Code, open: number): readonly (readonly [string, FormatStyle])[] {
  const call = Object.hasOwn(code.syntax.formats, textOf(code, open - 1)) ? callAt(code, open) : null;
  const style = call && formatOf(code, call);
  if (!call || !style) return [];
  const given = argumentsOf(code, call).map(([, to]) => to - 1);
  return given.filter((at) => code.tokens[at]?.kind === 'word').map((at) => [textOf(code, at), style] as const);
}
