import { UsageError } from '../model/usage-error.ts';
import { rememberLast } from '../remember.ts';
import type { Extraction, Extractor } from './extractor.ts';
import { compileRegex, quotedPattern } from '../text/linear-regex.ts';
import type { LinearRegex } from '../text/linear-regex.ts';
import { isRefusal } from './refusal.ts';
import { outside } from '../text/span.ts';

/**
 * What a regular expression finds: its group named `answer`, else its first group that took part, else the whole match. Flags
 * as in `(?i)` at the start.
 */
export const regexExtractor: Extractor = {
  id: 'regex',
  label: 'Regular expression',
  kind: 'text',
  readsMarks: true,
  argument: 'required',
  extract(text, { argument }): Extraction {
    const regex = userRegex(argument ?? '');
    const unread = text.length > regex.reach ? [`only the first ${regex.reach} characters searched`] : [];
    const found = regex.find(text);
    if (found === null) return { answer: null, setAside: [], notes: unread, refused: isRefusal(text) };
    const [start, end] = found;
    const answer = text.slice(start, end).trim();
    if (answer === '') return { answer: null, setAside: [], notes: unread, refused: false };
    const setAside = outside(text, { start, end });
    const notes = setAside.length === 0 ? unread : ['text beside the match set aside', ...unread];
    return { answer, setAside, notes, refused: false };
  },
};

/** The expression behind `regex:`. Throws a `UsageError` for one that is not taken. */
export const userRegex = rememberLast((argument: string): LinearRegex => {
  const compiled = compileRegex(argument);
  if ('problem' in compiled) throw new UsageError(`${quotedPattern(argument)} ${compiled.problem}.`);
  return compiled.regex;
});
