import type { Code, Token } from './tokens.ts';

/** Where the operands of expressions begin and end, as indexes of tokens. What is no expression has no operand. */

/** Words that are no values: a bracket behind one opens no call. */
const KEYWORDS = new Set([
  ...['return', 'in', 'of', 'and', 'or', 'if', 'elif', 'else', 'elsif', 'while', 'for', 'foreach', 'case', 'when'],
  ...['yield', 'throw', 'raise', 'echo', 'print', 'puts', 'do', 'then', 'unless', 'until', 'switch', 'match', 'with'],
  ...['assert', 'del', 'lambda', 'let', 'const', 'var', 'val', 'import', 'from', 'export', 'default', 'extends', 'is'],
  ...['as', 'function', 'func', 'fn', 'def', 'fun'],
]);
const PREFIX_WORDS = new Set(['await', 'new', 'typeof', 'not', 'try']);
const PREFIX_MARKS = new Set(['-', '!', '~', '*', '&', '!!', '@']);
const ACCESSORS = new Set(['.', '?.', '::', '->', '?->', '!.']);
/** Operators that bind closer than those that join texts. */
const CLOSER = new Set(['*', '/', '%', '//', '**']);
/** Most tokens between the angle brackets of a call such as `value<string>(x)`. */
const MOST_TYPES = 24;

/** What a token says. */
export function textOf({ source, tokens }: Code, index: number): string {
  const token = tokens[index];
  return token ? source.slice(token.start, token.end) : '';
}

/** Whether a line break before a token ends the expression. */
function endsBefore(code: Code, index: number): boolean {
  const token = code.tokens[index];
  const { openLines } = code.syntax;
  if (!token?.breakBefore || openLines === null) return false;
  const bracket = textOf(code, token.inside);
  return bracket === '' || !openLines.includes(bracket);
}

/** Whether a token joins two texts. */
export function isJoin(code: Code, index: number): boolean {
  const token = code.tokens[index];
  return token?.kind === 'mark' && code.syntax.joins.includes(textOf(code, index)) && !endsBefore(code, index);
}

/** Whether the string at an index is one with what stands before it. */
export function isAdjacent(code: Code, index: number): boolean {
  const { adjacent } = code.syntax;
  const [before, token] = [code.tokens[index - 1], code.tokens[index]];
  if (adjacent === 'never' || !before || !token) return false;
  if (adjacent === 'touching')
    return isTouchingPart(code, index - 1) && isTouchingPart(code, index) && touches(before, token);
  if (token.string?.opening.character) return false;
  return !endsBefore(code, index) && isPart(code, index) && isPart(code, index - 1) && hasString(before, token);
}

function touches(before: Token, token: Token): boolean {
  return before.end === token.start;
}

/** In a shell a variable is joined with the quotes around it. */
function isTouchingPart(code: Code, index: number): boolean {
  const kind = code.tokens[index]?.kind;
  return kind === 'string' || (kind === 'word' && textOf(code, index).startsWith('$'));
}

function isPart(code: Code, index: number): boolean {
  const token = code.tokens[index];
  if (token?.kind === 'string') return !token.string?.opening.character;
  return code.syntax.macros && token?.kind === 'word' && /^[A-Z][A-Z0-9_]+$/.test(textOf(code, index));
}

function hasString(before: Token, token: Token): boolean {
  return before.kind === 'string' || token.kind === 'string';
}

/** Index behind the run of adjacent strings that begins at an index. */
export function runEnd(code: Code, index: number): number {
  let end = index + 1;
  while (isAdjacent(code, end)) end++;
  return end;
}

/** Index behind the operand that begins at an index; the index itself when none does. */
export function operandEnd(code: Code, index: number): number {
  let end = unaryEnd(code, index);
  while (end > index && isCloser(code, end)) {
    const next = unaryEnd(code, end + 1);
    if (next === end + 1) break;
    end = next;
  }
  return end;
}

function isCloser(code: Code, index: number): boolean {
  return code.tokens[index]?.kind === 'mark' && CLOSER.has(textOf(code, index)) && !endsBefore(code, index);
}

function unaryEnd(code: Code, index: number): number {
  let at = index;
  while (isPrefix(code, at) || isCast(code, at)) at = Math.max(at, code.tokens[at]?.partner ?? at) + 1;
  const end = primaryEnd(code, at);
  return end === at ? index : postfixEnd(code, end);
}

function isPrefix(code: Code, index: number): boolean {
  const kind = code.tokens[index]?.kind;
  return kind === 'mark'
    ? PREFIX_MARKS.has(textOf(code, index))
    : kind === 'word' && PREFIX_WORDS.has(textOf(code, index));
}

/** `(String) value`: a bracket that holds a type, with a value behind it. */
function isCast(code: Code, index: number): boolean {
  const token = code.tokens[index];
  if (token?.kind !== 'open' || textOf(code, index) !== '(' || token.partner < 0 || token.partner - index > 6)
    return false;
  const next = code.tokens[token.partner + 1];
  if (!next || next.breakBefore) return false;
  const isValue = next.kind === 'string' || next.kind === 'number' || next.kind === 'word';
  return isValue && !KEYWORDS.has(textOf(code, token.partner + 1)) && isType(code, index + 1, token.partner);
}

function isType(code: Code, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (code.tokens[at]?.kind !== 'word' && !/^(?:\.|<|>|\[|\]|\?|::|\*)$/.test(textOf(code, at))) return false;
  }
  return to > from;
}

function primaryEnd(code: Code, index: number): number {
  const token = code.tokens[index];
  if (token?.kind === 'string') return runEnd(code, index);
  if (token?.kind === 'open') return token.partner < 0 ? index : token.partner + 1;
  if (token?.kind === 'number' || token?.kind === 'pattern') return index + 1;
  if (token?.kind !== 'word' || KEYWORDS.has(textOf(code, index))) return index;
  return runEnd(code, index);
}

/** Index behind calls, subscripts and members that follow a value. */
export function postfixEnd(code: Code, index: number): number {
  let at = index;
  for (;;) {
    const next = onePostfix(code, at);
    if (next === at) return at;
    at = next;
  }
}

function onePostfix(code: Code, index: number): number {
  const token = code.tokens[index];
  const before = code.tokens[index - 1];
  if (!token || !before || endsBefore(code, index)) return index;
  const text = textOf(code, index);
  if (token.kind === 'open') return opensPostfix(code, index) ? token.partner + 1 : index;
  if (isAccessorAt(code, index)) return isMember(code, index + 1) ? index + 2 : index;
  if (token.kind === 'string') return isTagged(code, index) ? index + 1 : index;
  if (!touches(before, token)) return index;
  if (text === '<') return typesEnd(code, index);
  // `name!`, `name!!`, `name?`: and the bang of a macro.
  if (text === '!' || text === '!!' || text === '?') return isOver(code, index + 1) ? index + 1 : index;
  // The suffix of a literal: "text"s, "text"sv.
  return token.kind === 'word' && before.kind === 'string' && code.syntax.macros ? index + 1 : index;
}

function isMember(code: Code, index: number): boolean {
  const token = code.tokens[index];
  return token?.kind === 'word' || token?.kind === 'number' || (token?.kind === 'open' && token.partner > 0);
}

/** Whether a member of what stands before it follows a mark. */
export function isAccessorAt(code: Code, index: number): boolean {
  const text = textOf(code, index);
  return ACCESSORS.has(text) && !code.syntax.joins.includes(text);
}

/** A bracket behind a value calls or indexes it; a brace behind a call or name on the same line is its block. */
function opensPostfix(code: Code, index: number): boolean {
  const token = code.tokens[index];
  const before = code.tokens[index - 1];
  if (!token || !before || token.partner < 0 || token.breakBefore) return false;
  const isBlock = textOf(code, index) === '{';
  if (before.kind === 'string') return textOf(code, index) === '[' && touches(before, token);
  if (code.syntax.adjacent === 'touching') return touches(before, token);
  return isBlock ? code.syntax.trailingBlocks : before.kind !== 'number';
}

/** A template behind a name: dedent`text`. */
export function isTagged(code: Code, index: number): boolean {
  const [before, token] = [code.tokens[index - 1], code.tokens[index]];
  return token?.string?.opening.close === '`' && before?.kind === 'word' && touches(before, token);
}

/** Whether nothing follows that would make a mark an operator. */
function isOver(code: Code, index: number): boolean {
  const token = code.tokens[index];
  const before = code.tokens[index - 1];
  if (!token || token.breakBefore || token.kind === 'close') return true;
  if (token.kind === 'open') return before !== undefined && touches(before, token);
  return isAccessorAt(code, index) || isJoin(code, index) || [',', ';'].includes(textOf(code, index));
}

/** Index behind `<string>` before a call; the index itself where it is a comparison. */
function typesEnd(code: Code, index: number): number {
  let depth = 0;
  for (let at = index; at < index + MOST_TYPES; at++) {
    const text = textOf(code, at);
    if (text === '<') depth++;
    else if (text === '>') depth--;
    else if (text === '>>') depth -= 2;
    else if (code.tokens[at]?.kind !== 'word' && !/^(?:[.,|?[\]*&]|::)$/.test(text)) return index;
    if (depth <= 0) return textOf(code, at + 1) === '(' ? at + 1 : index;
  }
  return index;
}

/** Index of the first token of the operand whose last one stands at an index; -1 when none ends there. */
export function operandStart(code: Code, index: number): number {
  let start = unaryStart(code, index);
  while (start > 1 && isCloser(code, start - 1)) {
    const next = unaryStart(code, start - 2);
    if (next < 0) break;
    start = next;
  }
  return start;
}

function unaryStart(code: Code, index: number): number {
  let start = valueStart(code, index);
  while (start > 0 && (isUnary(code, start - 1) || isCastBefore(code, start))) {
    start = code.tokens[start - 1]?.kind === 'close' ? (code.tokens[start - 1]?.partner ?? start) : start - 1;
  }
  return start;
}

function isUnary(code: Code, index: number): boolean {
  if (!isPrefix(code, index)) return false;
  if (code.tokens[index]?.kind === 'word') return true;
  const before = code.tokens[index - 1];
  if (!before) return true;
  return (
    before.kind === 'mark' ||
    before.kind === 'open' ||
    (before.kind === 'word' && KEYWORDS.has(textOf(code, index - 1)))
  );
}

function isCastBefore(code: Code, index: number): boolean {
  const token = code.tokens[index - 1];
  const open = token?.kind === 'close' ? token.partner : -1;
  if (open < 0 || !isCast(code, open)) return false;
  // `if (a) b + "c"` holds no cast, `f(a) b` is no code.
  return code.tokens[open - 1]?.kind !== 'word' && code.tokens[open - 1]?.kind !== 'close';
}

/** Index where a value begins, with all that it is a member or a result of. */
export function valueStart(code: Code, index: number): number {
  let at = index;
  for (;;) {
    const token = code.tokens[at];
    if (!token) return -1;
    const text = textOf(code, at);
    if (token.kind === 'close' || (text === '>' && calledTypes(code, at) >= 0)) {
      const open = token.kind === 'close' ? token.partner : calledTypes(code, at);
      if (open < 0) return -1;
      if (hasCallee(code, open)) {
        at = open - 1;
        continue;
      }
      at = open;
    } else if (['!', '!!', '?'].includes(text)) {
      const before = code.tokens[at - 1];
      if (!before || !touches(before, token)) return -1;
      at--;
      continue;
    } else if (token.kind === 'mark' || token.kind === 'open') return -1;
    else if (token.kind === 'word' && KEYWORDS.has(text)) return -1;
    while (isAdjacent(code, at)) at--;
    if (isTagged(code, at)) at--;
    if (!isAccessorAt(code, at - 1) || at < 2) return at;
    at -= 2;
  }
}

function hasCallee(code: Code, open: number): boolean {
  const before = code.tokens[open - 1];
  const token = code.tokens[open];
  if (!before || !token || token.breakBefore) return false;
  if (before.kind === 'word') return !KEYWORDS.has(textOf(code, open - 1)) && !PREFIX_WORDS.has(textOf(code, open - 1));
  if (before.kind === 'close') return textOf(code, open) !== '{';
  if (textOf(code, open - 1) === '!') return touches(before, token);
  if (textOf(code, open - 1) === '>') return calledTypes(code, open - 1) >= 0;
  return before.kind === 'string' && textOf(code, open) === '[' && touches(before, token);
}

/** Index of the `<` of `value<string>` by that of its `>`; -1 where that is a comparison. */
function calledTypes(code: Code, index: number): number {
  for (let at = index - 1; at > Math.max(0, index - MOST_TYPES); at--) {
    if (textOf(code, at) === '<' && typesEnd(code, at) === index + 1) return at;
  }
  return -1;
}
