import { findPlaceholders } from '../placeholders.ts';
import type { Segment } from '../segments.ts';
import { argumentsOf, callAt, formatOf, keepsText, layoutOf, type Call } from './calls.ts';
import { isFormatting, textArgument, type Chain } from './chains.ts';
import { decodeString, joinTexts, type Part, type Unit } from './decode-string.ts';
import { formatted, type Values } from './format-strings.ts';
import { laidOut, type Layout } from './layout.ts';
import { isAccessorAt, isJoin, isTagged, operandEnd, runEnd, textOf } from './operands.ts';
import type { StringToken } from './string-scanner.ts';
import type { FormatStyle } from './syntax.ts';
import { styleOf } from './templates.ts';
import type { Code } from './tokens.ts';

/** Brackets and calls around a text that are looked into. */
const DEEPEST = 50;

const NEW_LINES = new Set([
  ...['PHP_EOL', 'Environment.NewLine', 'os.linesep', 'os.EOL', 'System.lineSeparator()', 'System.lineSeparator'],
]);
const LAYOUTS: Readonly<Record<string, Layout>> = {
  ...{ trimIndent: 'dedent', stripIndent: 'dedent', strip_heredoc: 'dedent', trimMargin: 'bars', stripMargin: 'bars' },
  ...{ strip: 'trim', trim: 'trim', Trim: 'trim' },
};
/** Methods that add what they are given. */
const ADDING = new Set(['concat', 'plus']);
/** Methods whose result is not the text before them. */
const OTHER_TEXT = new Set(['join', 'repeat', 'Join', 'length', 'size', 'count', 'joined', 'charAt', 'indexOf']);

/** The text that an expression makes, with its gaps. */
export function readChain(code: Code, chain: Chain): readonly Segment[] {
  const parts = range(code, chain.from, chain.to, 0) ?? [hole(code, chain.from, chain.to)];
  return placed(parts, styleOf(code, chain));
}

/** What some steps of a string in an expression stand for. */
export function readPart(code: Code, chain: Chain, units: readonly Unit[], index: number): readonly Segment[] {
  const token = code.tokens[index]?.string;
  const method = textOf(code, runEnd(code, index) + 1);
  const parts = units.map(({ segment }) => (token ? finalPart(segment, token) : segment));
  return placed(joinTexts(parts), code.syntax.formatMethods[method] ?? styleOf(code, chain));
}

function placed(parts: readonly Part[], style: FormatStyle | null): readonly Segment[] {
  const read = style === null ? joinTexts(parts) : formatted(joinTexts(parts), style, []);
  const segments = read.flatMap((part): readonly Segment[] => {
    if (part.kind === 'hole') return [part];
    return part.final ? [{ kind: 'text', text: part.text }] : findPlaceholders([part]);
  });
  return joinTexts(segments);
}

/** The parts of joined operands; `null` where other operators stand between them. */
function range(code: Code, from: number, to: number, depth: number): readonly Part[] | null {
  const parts: Part[] = [];
  for (let at = from; at < to; at++) {
    const end = operandEnd(code, at);
    if (end === at || end > to) return null;
    parts.push(...operand(code, at, end, depth));
    if (end === to) return parts;
    if (!isJoin(code, end)) return null;
    at = end;
  }
  return null;
}

/** A value that is read as far as `end`. */
interface Read {
  readonly parts: readonly Part[];
  readonly end: number;
}

function operand(code: Code, from: number, to: number, depth: number): readonly Part[] {
  const base = depth > DEEPEST ? null : primary(code, from, to, depth);
  const parts = base && methods(code, base, to, depth);
  return parts ?? [hole(code, from, to)];
}

function primary(code: Code, from: number, to: number, depth: number): Read | null {
  const token = code.tokens[from];
  const written = textOf(code, from);
  if (token?.kind === 'number') return { parts: [{ kind: 'text', text: written }], end: from + 1 };
  if (NEW_LINES.has(sourceOf(code, from, to))) return { parts: [{ kind: 'text', text: '\n' }], end: to };
  if (token?.kind === 'word' && isTagged(code, from + 1)) return tagged(code, from);
  const run = runEnd(code, from);
  if (token?.kind === 'string' || run > from + 1) return { parts: stringsIn(code, from, run), end: run };
  if (written === '(' && token) {
    const inside = range(code, from + 1, token.partner, depth + 1);
    return inside?.some(({ kind }) => kind === 'text') ? { parts: inside, end: token.partner + 1 } : null;
  }
  return callIn(code, from, to, depth);
}

function tagged(code: Code, from: number): Read {
  const parts = stringsIn(code, from + 1, from + 2);
  return { parts: layoutOf(textOf(code, from)) ? laidOut(parts, 'clean') : parts, end: from + 2 };
}

function stringsIn(code: Code, from: number, to: number): readonly Part[] {
  const parts: Part[] = [];
  for (let at = from; at < to; at++) {
    const string = code.tokens[at]?.string;
    if (!string) parts.push(hole(code, at, at + 1));
    else for (const unit of decodeString(code, string)) parts.push(finalPart(unit.segment, string));
  }
  return joinTexts(parts);
}

/** Doubled braces in a string with brace holes were text, so no gap is looked for there. */
function finalPart(segment: Segment, { opening }: StringToken): Part {
  const isFinal = segment.kind === 'text' && opening.holes.some(({ open }) => open === '{' || open === '{{');
  return isFinal ? { ...segment, final: true } : segment;
}

/** The first call of an operand, where it gives back the text that it is given. */
function callIn(code: Code, from: number, to: number, depth: number): Read | null {
  for (let at = from; at < to; at++) {
    const partner = code.tokens[at]?.partner ?? -1;
    const call = partner > at ? callAt(code, at) : null;
    if (call?.start === from && call.close < to) {
      const parts = called(code, call, depth);
      return parts && { parts, end: call.close + 1 };
    }
    if (partner > at) return null;
  }
  return null;
}

function called(code: Code, call: Call, depth: number): readonly Part[] | null {
  if (isFormatting(code, call)) {
    const argument = textArgument(code, call);
    const style = formatOf(code, call);
    const text = argument && range(code, argument[0], argument[1], depth + 1);
    return text && style && formatted(text, style, valuesBehind(code, call, argument?.[1] ?? 0));
  }
  const [only, ...others] = argumentsOf(code, call);
  if (!only || others.length > 0 || !keepsText(call)) return null;
  const inside = range(code, only[0], only[1], depth + 1);
  if (!inside?.some(({ kind }) => kind === 'text')) return null;
  const layout = layoutOf(call.name);
  // The tag of JavaScript is a function, too, and does the same.
  const isTemplate = code.tokens[only[0]]?.string?.opening.close === '`';
  return layout ? laidOut(inside, isTemplate ? 'clean' : layout) : inside;
}

function valuesBehind(code: Code, call: Call, end: number): Values {
  const behind = argumentsOf(code, call).filter(([from]) => from >= end);
  return behind.map(([from, to]) => bare(sourceOf(code, from, to)));
}

/** Applies what follows a text; `null` where that makes it another value. */
function methods(code: Code, { parts: given, end }: Read, to: number, depth: number): readonly Part[] | null {
  let parts = given;
  let at = end;
  while (at < to) {
    if (textOf(code, at) === '%' && code.syntax.percent) return formatted(parts, 'percent', valuesAt(code, at + 1, to));
    const token = code.tokens[at];
    if (isAccessorAt(code, at)) {
      const changed = method(code, parts, at + 1, depth);
      if (changed === null) return null;
      parts = changed;
      const open = code.tokens[at + 2];
      at = open?.kind === 'open' && at + 2 < to ? open.partner + 1 : at + 2;
    } else if (token?.kind === 'word' || textOf(code, at) === '!' || textOf(code, at) === '?') at++;
    else return null;
  }
  return parts;
}

function method(code: Code, parts: readonly Part[], index: number, depth: number): readonly Part[] | null {
  const name = textOf(code, index);
  const open = index + 1;
  const close = textOf(code, open) === '(' ? (code.tokens[open]?.partner ?? -1) : -1;
  const given = close < 0 ? [] : argumentsOf(code, { open, close });
  if (OTHER_TEXT.has(name)) return null;
  if (Object.hasOwn(code.syntax.formatMethods, name)) {
    const values = given.map(([from, to]) => bare(sourceOf(code, from, to)));
    return formatted(parts, code.syntax.formatMethods[name] ?? 'braces', values);
  }
  if (ADDING.has(name))
    return [...parts, ...given.flatMap(([from, to]) => range(code, from, to, depth + 1) ?? [hole(code, from, to)])];
  return Object.hasOwn(LAYOUTS, name) ? laidOut(parts, LAYOUTS[name] ?? 'trim') : parts;
}

/** The values behind the percent sign: a list in brackets, or one. */
function valuesAt(code: Code, from: number, to: number): Values {
  const token = code.tokens[from];
  const isList = token?.kind === 'open' && token.partner === to - 1;
  if (!isList) return [sourceOf(code, from, to)];
  return argumentsOf(code, { open: from, close: to - 1 }).map(([a, b]) => sourceOf(code, a, b));
}

/** A value that is known only at run time. */
function hole(code: Code, from: number, to: number): Part {
  const written = sourceOf(code, from, to);
  return { kind: 'hole', name: bare(written), source: written.startsWith('$') ? written : `{${written}}` };
}

/** A variable without the marks of one. */
function bare(written: string): string {
  return /^\$\{(\w{1,99})\}$/.exec(written)?.[1] ?? written.replace(/^[$&](?=[\p{L}_])/u, '');
}

/** The source of some tokens, white space and comments between them as one space. */
function sourceOf(code: Code, from: number, to: number): string {
  const pieces: string[] = [];
  let last: number | null = null;
  for (let at = from; at < to; at++) {
    const token = code.tokens[at];
    if (!token) break;
    if (last !== null && token.start > last) pieces.push(' ');
    pieces.push(code.source.slice(token.start, token.end));
    last = token.end;
  }
  return pieces.join('');
}
