import type { Notation } from '../notation/notation.ts';
import { rememberEnds } from './prompt-memory.ts';

/** Prompts whose answers are notation, in which every mark counts. */
const MARKS =
  /\b(?:reg(?:ular )?ex(?:p|pressions?|es|ps)?|interval notation|expressions?|equations?|(?:command[- ]?line )?flags?|(?:file ?|full |absolute |relative )?paths?|(?:css )?selectors?|parameters?|arguments?|switch(?:es)?|commands?|operators?|conditions?|versions?|passwords?|plus or minus|grades?\b[^.!?\n]{0,40}\b(?:from )?a (?:to|-) f|identifiers?|variable names?|glob|syntax)\b/i;
/** Those in which capitals count, too. */
const CAPITALS =
  /\b(?:reg(?:ular )?ex(?:p|pressions?|es|ps)?|formulas?|formulae|chords?|symbols?|passwords?|identifiers?|variable names?|environment variables?|base64|passphrases?)\b/i;

/** What of marks and capitals a prompt asks for. */
export const notationAsked = rememberEnds((prompt): Notation => ({
  marks: MARKS.test(prompt),
  capitals: CAPITALS.test(prompt),
}));
