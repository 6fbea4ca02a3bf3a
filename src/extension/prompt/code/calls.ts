import { textOf, valueStart } from './operands.ts';
import type { FormatStyle } from './syntax.ts';
import type { Code } from './tokens.ts';

/** A call around a part of the code. */
export interface Call {
  /** Index of the first token of what is called. */
  readonly start: number;
  /** Indexes of its brackets. */
  readonly open: number;
  readonly close: number;
  /** Its last name: `dedent` of `textwrap.dedent(…)`, `format!` of a macro. */
  readonly name: string;
}

/** [from, to) indexes of the tokens of an argument. */
export type Argument = readonly [from: number, to: number];

/** Calls that give back the text they are given, white space at most aside. */
const SAME_TEXT = new Set([
  ...['str', 'String', 'string', 'from', 'QString', 'NSString', 'Text', 'text_type', 'unicode'],
  ...['dedent', 'cleandoc', 'outdent', 'stripIndent', 'trim', 'strip', 'gettext', '_', 'mark_safe', 'indoc!'],
]);
/** Calls that take the indentation off that all lines share. */
const DEDENTING = new Set(['dedent', 'outdent', 'stripIndent', 'indoc!', 'formatdoc!']);

/** The call whose round brackets open at an index; `null` for brackets that only group. */
export function callAt(code: Code, open: number): Call | null {
  const token = code.tokens[open];
  if (!token || textOf(code, open) !== '(' || token.partner < 0) return null;
  const start = valueStart(code, token.partner);
  if (start < 0 || start >= open) return null;
  const last = textOf(code, open - 1);
  const name = last === '!' ? `${textOf(code, open - 2)}!` : last;
  return { start, open, close: token.partner, name };
}

/** The arguments of a call, in order. */
export function argumentsOf(code: Code, call: Pick<Call, 'open' | 'close'>): readonly Argument[] {
  return [...eachArgument(code, call)];
}

/** The arguments of a call, one by one: some calls have thousands, and only the first is wanted. */
export function* eachArgument(code: Code, { open, close }: Pick<Call, 'open' | 'close'>): Generator<Argument> {
  let from = open + 1;
  for (let at = from; at < close; at++) {
    const partner = code.tokens[at]?.partner ?? -1;
    if (partner > at) at = partner;
    else if (textOf(code, at) === ',') {
      yield [from, at];
      from = at + 1;
    }
  }
  if (from < close) yield [from, close];
}

/** Whether the text that a call is given is what it gives back. */
export function keepsText({ name }: Call): boolean {
  return SAME_TEXT.has(name);
}

/** What becomes of the indentation of a text in a call of this name. */
export function layoutOf(name: string): 'dedent' | 'clean' | null {
  if (name === 'cleandoc') return 'clean';
  return DEDENTING.has(name) ? 'dedent' : null;
}

/** How a call formats the text it is given; `null` when it does not. */
export function formatOf(code: Code, call: Call): FormatStyle | null {
  const known = code.formats.get(call.open);
  if (known !== undefined) return known;
  const style = findFormat(code, call);
  code.formats.set(call.open, style);
  return style;
}

function findFormat(code: Code, call: Call): FormatStyle | null {
  const { formats } = code.syntax;
  const style = Object.hasOwn(formats, call.name) ? formats[call.name] : undefined;
  if (style === undefined) return null;
  // Swift's String(format:) is the only one of its kinds that formats; others say in a word that they do not.
  if (call.name.endsWith('String')) return textOf(code, call.open + 1) === 'format' ? style : null;
  return hasOtherFormat(code, call) ? null : style;
}

/** `template_format="jinja2"` */
function hasOtherFormat(code: Code, { open, close }: Call): boolean {
  for (let at = open + 1; at < close; at++) {
    if (/^template_?format$/i.test(textOf(code, at))) return !/f-string/.test(textOf(code, at + 2));
  }
  return false;
}
