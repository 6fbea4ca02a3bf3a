import type { Extraction, Extractor } from './extractor.ts';
import { isRefusal } from './refusal.ts';
import { matchBounded } from './regex-matcher.ts';
import { parseRegex, partsOf } from './regex-syntax.ts';
import type { RegexNode } from './regex-syntax.ts';
import { outside } from './span.ts';

/** Texts are searched up to here, UTF-16 units. */
const MAX_LENGTH = 100_000;

/**
 * What a regular expression finds: its group named `answer`, else its first group that took part, else the whole match. Flags
 * as in `(?i)` at the start. An expression that might run away has a budget of steps; a text that uses it up gives no answer.
 */
export const regexExtractor: Extractor = {
  id: 'regex',
  label: 'Regular expression',
  kind: 'text',
  argument: 'required',
  extract(text, { argument }): Extraction {
    const found = argument === null ? null : find(argument, text.slice(0, MAX_LENGTH));
    if (found === null) return { answer: null, setAside: [], notes: [], refused: isRefusal(text) };
    const [start, end] = found;
    const answer = text.slice(start, end).trim();
    if (answer === '') return { answer: null, setAside: [], notes: [], refused: false };
    const setAside = outside(text, { start, end });
    const notes = setAside.length === 0 ? [] : ['text beside the match set aside'];
    return { answer, setAside, notes, refused: false };
  },
};

/** A valid expression in both its forms. */
export interface CompiledRegex {
  readonly pattern: RegExp;
  /** `null` when the bounded matcher does not know its syntax. */
  readonly tree: RegexNode | null;
  /** Whether a repetition holds another one, so that the steps may double with every character. */
  readonly nested: boolean;
  /** Number of repetitions without an end. */
  readonly repetitions: number;
}

let last: { readonly argument: string; readonly compiled: CompiledRegex | null } | null = null;

/** The expression behind `regex:`, or `null` when it is not valid. Multi-line and Unicode; `(?i)` and `(?s)` may lead. */
export function compileRegex(argument: string): CompiledRegex | null {
  if (last?.argument !== argument) last = { argument, compiled: compile(argument) };
  return last.compiled;
}

function compile(argument: string): CompiledRegex | null {
  const flags = /^\(\?([is]{1,2})\)/.exec(argument);
  const source = flags === null ? argument : argument.slice(flags[0].length);
  let pattern: RegExp;
  try {
    pattern = new RegExp(source, `dmu${[...new Set(flags?.[1] ?? '')].join('')}`);
  } catch {
    return null; // the caller says so to the user
  }
  const tree = parseRegex(source);
  const repeats = tree === null ? [] : partsOf(tree).filter((part) => part.kind === 'repeat');
  // Counted repetitions of something that varies ((a?){30}) double just as well.
  const nested = repeats.some(
    ({ max, body }) =>
      max > 1 &&
      partsOf(body).some((part) => part.kind === 'either' || (part.kind === 'repeat' && part.min !== part.max)),
  );
  return { pattern, tree, nested, repetitions: repeats.filter(({ max }) => max === Infinity).length };
}

/** Whether an expression is found in a text, within the same budget of steps and the same length. */
export function regexFinds(argument: string, text: string): boolean {
  return find(argument, text.slice(0, MAX_LENGTH)) !== null;
}

/** Steps that the engine of the language may take in the worst case; it is much faster, but cannot be stopped. */
const ENGINE_STEPS = 50_000_000;

/** [start, end) of the answer. */
function find(argument: string, text: string): readonly [number, number] | null {
  const compiled = compileRegex(argument);
  if (compiled === null) return null;
  const { pattern, tree, nested, repetitions } = compiled;
  const worst = nested ? Infinity : text.length ** (repetitions + 1);
  if (worst <= ENGINE_STEPS) {
    const match = pattern.exec(text);
    return match === null ? null : answerOf(match.indices ?? [], match.indices?.groups?.['answer']);
  }
  const groups = tree === null ? null : matchBounded(tree, pattern.flags.replace('d', ''), text);
  if (groups === null || tree === null) return null;
  const named = partsOf(tree).find((part) => part.kind === 'group' && part.name === 'answer');
  return answerOf(groups, named?.kind === 'group' ? groups[named.index ?? 0] : undefined);
}

function answerOf(
  groups: readonly (readonly [number, number] | undefined)[],
  named: readonly [number, number] | undefined,
): readonly [number, number] | null {
  return named ?? groups.find((group, index) => index > 0 && group !== undefined) ?? groups[0] ?? null;
}
