import { RE2JS, RE2JSException } from 're2js';
import { shortened } from './shortened.ts';
import { translateRegex } from './regex-syntax.ts';

/**
 * Regular expressions of users and of files, matched in time that is linear in the text (RE2): JavaScript's own take 2^n
 * steps for (a+)+$, and cannot be stopped.
 */
export interface LinearRegex {
  /** UTF-16 units of a text that are searched. */
  readonly reach: number;
  /** [start, end) of the group named `answer`, else of the first group that took part, else of the whole match. */
  find(text: string): readonly [number, number] | null;
  /** Whether it matches anywhere. */
  finds(text: string): boolean;
}

/** An expression, or one clause that says why it is not taken ("is not a valid regular expression"). */
export type CompiledRegex = { readonly regex: LinearRegex } | { readonly problem: string };

/** Longest expression, UTF-16 units. */
const LONGEST = 5_000;
/** Most instructions of a compiled expression. */
const LARGEST = 2_000;
/** Instructions times UTF-16 units of one search: less than half a second. */
const MOST_WORK = 8_000_000;
/** Texts are searched up to here at most, UTF-16 units. */
const REACH = 100_000;

const LEADING_FLAGS = /^\(\?([is]{1,2})\)/;
const withoutFlags = (argument: string): string => argument.replace(LEADING_FLAGS, '');

const INVALID = 'is not a valid regular expression; correct it';
const TOO_LARGE = `is too large once its repetitions are written out; use * and + in place of large counts`;

/** Reads an expression as of JavaScript, Unicode and multi-line; `(?i)` and `(?s)` may lead. */
export function compileRegex(argument: string): CompiledRegex {
  if (argument.length > LONGEST)
    return { problem: `is longer than ${LONGEST.toLocaleString('en')} characters; shorten it` };
  const flags = LEADING_FLAGS.exec(argument)?.[1] ?? '';
  const source = withoutFlags(argument);
  const translated = translateRegex(source, flags.includes('s'));
  if (!isRegex(argument)) return { problem: INVALID };
  if ('problem' in translated) return translated;
  const ignoresCase = flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0;
  const dotAll = flags.includes('s') ? RE2JS.DOTALL : 0;
  let pattern: RE2JS;
  try {
    pattern = RE2JS.compile(translated.pattern, RE2JS.MULTILINE | RE2JS.LOOKBEHINDS | ignoresCase | dotAll);
  } catch (error) {
    if (error instanceof RE2JSException) return { problem: refusalOf(error.message) };
    throw error;
  }
  return pattern.programSize() > LARGEST ? { problem: TOO_LARGE } : { regex: regexOf(pattern, translated.answerGroup) };
}

/** How an expression or a selector is named in a sentence, cut when it is long. */
export function quotedPattern(argument: string): string {
  return `"${shortened(argument, 80)}"`;
}

/** Whether JavaScript reads it as an expression. */
export function isRegex(argument: string): boolean {
  const source = withoutFlags(argument);
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false; // the caller says so to the user
  }
}

/** What is valid in JavaScript and not for RE2. */
function refusalOf(message: string): string {
  if (/repeat|large/.test(message)) return TOO_LARGE;
  if (/lookbehind/i.test(message))
    return 'has a group with a number inside of what it looks behind for; write (?:…) there';
  const part = /`([^`]{1,60})`/.exec(message)?.[1];
  return `uses ${part === undefined ? 'something' : part} that is not supported here; write it in another way`;
}

function regexOf(pattern: RE2JS, answerGroup: number): LinearRegex {
  const reach = Math.min(REACH, Math.floor(MOST_WORK / pattern.programSize()));
  return {
    reach,
    finds: (text) => pattern.test(text.slice(0, reach)),
    find(text) {
      const matcher = pattern.matcher(text.slice(0, reach));
      if (!matcher.find()) return null;
      const spanOf = (group: number): readonly [number, number] => [matcher.start(group), matcher.end(group)];
      if (answerGroup > 0 && matcher.start(answerGroup) >= 0) return spanOf(answerGroup);
      for (let group = 1; group <= matcher.groupCount(); group++) if (matcher.start(group) >= 0) return spanOf(group);
      return spanOf(0);
    },
  };
}
