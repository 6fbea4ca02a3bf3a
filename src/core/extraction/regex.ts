import type { Extraction, Extractor } from './extractor.ts';
import { isRefusal } from './refusal.ts';
import { outside } from './span.ts';

/** Texts are searched up to here, UTF-16 units: a careless expression takes quadratic time. */
const MAX_LENGTH = 100_000;

/** What a regular expression finds: its first group that took part, else the whole match. Flags as in `(?i)` at the start. */
export const regexExtractor: Extractor = {
  id: 'regex',
  label: 'Regular expression',
  kind: 'text',
  argument: 'required',
  extract(text, { argument }): Extraction {
    const pattern = argument === null ? null : compileRegex(argument);
    const match = pattern?.exec(text.slice(0, MAX_LENGTH)) ?? null;
    if (match === null) return { answer: null, setAside: [], notes: [], refused: isRefusal(text) };
    const index = match.findIndex((group, at) => at > 0 && (group as string | undefined) !== undefined);
    const group = Math.max(0, index);
    const [start, end] = match.indices?.[group] ?? [match.index, match.index + match[0].length];
    const answer = text.slice(start, end).trim();
    if (answer === '') return { answer: null, setAside: [], notes: [], refused: false };
    const setAside = outside(text, { start, end });
    return {
      answer,
      setAside,
      notes: setAside.length === 0 ? [] : ['text beside the match set aside'],
      refused: false,
    };
  },
};

/** The expression behind `regex:`, or `null` when it is not valid. Multi-line and Unicode; `(?i)` and `(?s)` may lead. */
export function compileRegex(argument: string): RegExp | null {
  const flags = /^\(\?([is]{1,2})\)/.exec(argument);
  const source = flags === null ? argument : argument.slice(flags[0].length);
  try {
    return new RegExp(source, `dmu${[...new Set(flags?.[1] ?? '')].join('')}`);
  } catch {
    return null; // the caller says so to the user
  }
}
