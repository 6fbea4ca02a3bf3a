import { callAt } from './calls.ts';
import type { Chain } from './chains.ts';
import { textOf } from './operands.ts';
import type { Code } from './tokens.ts';

/** What a text in a source is there for, as far as the code around it says. */
export interface LiteralContext {
  /** The variable, key or parameter that it is given to; empty: none. */
  readonly name: string;
  /** The call that it is given to, by its last name; empty: none. */
  readonly call: string;
  /** Whether it stands beside a `role`, as in `{ role: "user", content: "…" }`. */
  readonly isInMessage: boolean;
  /** Whether it is a statement of its own, as docstrings are. */
  readonly isStatement: boolean;
}

const ASSIGNING = new Set(['=', ':', ':=', '=>', '+=', '??=', '||=']);
/** Most tokens of a bracket that are searched for a role. */
const FAR = 40;

/** What stands around an expression that makes a text. */
export function contextOf(code: Code, { from }: Chain): LiteralContext {
  const open = code.tokens[from]?.inside ?? -1;
  return {
    name: nameBefore(code, from),
    call: callOf(code, open, from),
    isInMessage: open >= 0 && hasRole(code, open),
    isStatement: isStatement(code, from),
  };
}

/** Words such as `print` need no brackets, and are no calls where expressions are read. */
function callOf(code: Code, open: number, from: number): string {
  const bare = code.tokens[from - 1];
  if (bare?.kind === 'word' && !code.tokens[from]?.breakBefore) return textOf(code, from - 1);
  if (textOf(code, open) !== '(') return '';
  return callAt(code, open)?.name ?? textOf(code, open - 1);
}

/** `name` in `name = …`, `name: str = …`, `"name": …` and `export const name: string = …`. */
function nameBefore(code: Code, from: number): string {
  let at = from - 1;
  while (textOf(code, at) === '(' || textOf(code, at) === 'return') at--;
  if (!ASSIGNING.has(textOf(code, at))) return '';
  const isTyped =
    textOf(code, at) === '=' && textOf(code, at - 2) === ':' && code.tokens[at - 1]?.breakBefore === false;
  const name = code.tokens[isTyped ? at - 3 : at - 1];
  if (name?.kind !== 'word' && name?.kind !== 'string') return '';
  return code.source.slice(name.start, name.end).replace(/^["'`]|["'`]$/g, '');
}

function hasRole(code: Code, open: number): boolean {
  const close = Math.min(code.tokens[open]?.partner ?? -1, open + FAR);
  for (let at = open + 1; at < close; at++) if (/^["'`]?role["'`]?$/.test(textOf(code, at))) return true;
  return false;
}

function isStatement(code: Code, from: number): boolean {
  const token = code.tokens[from];
  const { openLines } = code.syntax;
  if (openLines === null || !token?.breakBefore) return false;
  const bracket = textOf(code, token.inside);
  const before = textOf(code, from - 1);
  return (bracket === '' || !openLines.includes(bracket)) && (before === ':' || !ASSIGNING.has(before));
}
