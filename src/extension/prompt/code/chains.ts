import { callAt, eachArgument, formatOf, keepsText, type Call } from './calls.ts';
import { isAdjacent, isJoin, operandEnd, operandStart, postfixEnd, runEnd, textOf } from './operands.ts';
import type { Code } from './tokens.ts';

/** [from, to) indexes of the tokens of an expression that makes one text. */
export interface Chain {
  readonly from: number;
  readonly to: number;
}

/** Brackets around brackets that are looked at. */
const DEEPEST = 50;

/** The expression around the string at an index: all that is joined with it, and the calls that only format it. */
export function chainAround(code: Code, index: number): Chain {
  let first = index;
  while (isAdjacent(code, first)) first--;
  const end = operandEnd(code, first);
  // What is no expression is the string alone.
  if (end <= index) return { from: index, to: index + 1 };
  let chain: Chain = grown(code, { from: tagged(code, first), to: end });
  for (let depth = 0; depth < DEEPEST; depth++) {
    const outer = outward(code, chain);
    if (outer === null) break;
    chain = grown(code, outer);
  }
  return chain;
}

function tagged(code: Code, index: number): number {
  const start = operandStart(code, runEnd(code, index) - 1);
  return start >= 0 && start < index ? start : index;
}

/** With all operands on both sides. */
function grown(code: Code, chain: Chain): Chain {
  let { from, to } = chain;
  while (isJoin(code, to)) {
    const end = operandEnd(code, to + 1);
    if (end === to + 1) break;
    to = end;
  }
  while (from > 1 && isJoin(code, from - 1)) {
    const start = operandStart(code, from - 2);
    if (start < 0) break;
    from = start;
  }
  return { from, to };
}

/** The brackets around an expression, or the call that it is given to; `null` where its value is used otherwise. */
function outward(code: Code, { from, to }: Chain): Chain | null {
  const open = code.tokens[from]?.inside ?? -1;
  const close = code.tokens[open]?.partner ?? -1;
  if (open < 0 || close < 0 || textOf(code, open) !== '(') return null;
  const call = callAt(code, open);
  if (call === null) return from === open + 1 && to === close ? after(code, open, close) : null;
  return takesText(code, call, { from, to }) ? after(code, call.start, close) : null;
}

function after(code: Code, from: number, close: number): Chain {
  return { from, to: Math.max(postfixEnd(code, close + 1), close + 1) };
}

/** Whether a call gives back the text that it is given, or formats it. */
function takesText(code: Code, call: Call, { from, to }: Chain): boolean {
  const isAll = from === call.open + 1 && to === call.close;
  if (isAll && keepsText(call)) return true;
  if (!isFormatting(code, call)) return false;
  const argument = textArgument(code, call);
  return argument?.[0] === from && argument[1] === to;
}

/** Whether a call gives back what it formats. Others make a template of it, whose values come later. */
export function isFormatting(code: Code, call: Call): boolean {
  const style = formatOf(code, call);
  return style === 'percent' || (style === 'braces' && (call.name.endsWith('!') || /format$/i.test(call.name)));
}

/** The argument of a formatting call that is the text: its first string, behind a label at most. */
export function textArgument(code: Code, call: Call): readonly [number, number] | null {
  for (const [from, to] of eachArgument(code, call)) {
    const isLabelled = textOf(code, from + 1) === ':' || textOf(code, from + 1) === '=';
    const start = isLabelled ? from + 2 : from;
    if (holdsString(code, start, to)) return [start, to];
  }
  return null;
}

function holdsString(code: Code, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const partner = code.tokens[at]?.partner ?? -1;
    if (code.tokens[at]?.kind === 'string') return true;
    if (partner > at && textOf(code, at) !== '(') at = partner;
  }
  return false;
}
