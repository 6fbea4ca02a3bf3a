import { UsageError } from '../model/usage-error.ts';
import { choiceExtractor, splitOptions } from './choice.ts';
import { codeExtractor } from './code.ts';
import type { Extractor } from './extractor.ts';
import { firstLineExtractor } from './first-line.ts';
import { jokeExtractor } from './joke.ts';
import { jsonExtractor } from './json.ts';
import { namedExtractor } from './named.ts';
import { numberExtractor } from './number.ts';
import { regexExtractor, userRegex } from './regex.ts';
import { titleExtractor } from './title.ts';
import { wholeExtractor } from './whole.ts';

export { chooseExtractor } from './choose.ts';
export { domainOfPrompt } from './prompt-domain.ts';

/** All extractors, in the order of the drop-down. `auto` is not one of them; it is `chooseExtractor`. */
export const EXTRACTORS = [
  wholeExtractor,
  namedExtractor,
  numberExtractor,
  choiceExtractor,
  firstLineExtractor,
  titleExtractor,
  jokeExtractor,
  codeExtractor,
  jsonExtractor,
  regexExtractor,
] as const satisfies readonly Extractor[];

/**
 * Reads what stands behind `--extract`: `number`, `choice:A,B`, `json`, `json:PATH`, `regex:RE`. Throws a `UsageError` for an
 * unknown name, a missing or useless argument, or one that is not taken. `auto` is for the caller to handle.
 */
export function parseExtractor(spec: string): { extractor: Extractor; argument: string | null } {
  const colon = spec.indexOf(':');
  const id = (colon === -1 ? spec : spec.slice(0, colon)).trim();
  const argument = colon === -1 ? null : spec.slice(colon + 1);
  const extractor: Extractor | undefined = EXTRACTORS.find((candidate) => candidate.id === id);
  if (extractor === undefined) {
    const known = ['auto', ...EXTRACTORS.map((candidate) => candidate.id)].join(', ');
    throw new UsageError(`There is no extractor "${id}"; choose one of ${known}.`);
  }
  const empty = argument === null || argument.trim() === '';
  if (extractor.argument === 'none' && argument !== null)
    throw new UsageError(`The extractor "${id}" takes nothing behind a colon; write just "${id}".`);
  if (extractor.argument === 'required' && empty)
    throw new UsageError(`The extractor "${id}" needs to be told what to look for: write ${id}:RE.`);
  if (id === 'regex') userRegex(argument ?? '');
  if (id === 'choice' && argument !== null && splitOptions(argument).length < 2)
    throw new UsageError('A choice needs at least two options: write choice:A,B.');
  return { extractor, argument: empty ? null : argument };
}
