import { rememberLast } from './prompt-memory.ts';

/** Options that a prompt spells out: "heads or tails", "rock, paper, or scissors", "(A) tea (B) coffee". */

const WORDS = "[\\p{L}\\p{N}][\\p{L}\\p{N}'’+#-]*(?: [\\p{L}\\p{N}'’+#-]+){0,3}?";
const ALTERNATIVES = new RegExp(
  `(?:\\b(?:pick|choose|select|answer|reply|respond|say|return|output|decide|flip a coin|toss a coin|which is (?:better|best)|do you prefer|would you rather|between|either|one of|one|with|prefer|better)\\b[^:,.?!\\n]{0,40}?[:,.]?\\s+)(?:only |just |either |between |from |with |one of )*["“]?(${WORDS}["”]?(?:,\\s*["“]?${WORDS}["”]?)*,?\\s+(?:or|and)\\s+["“]?${WORDS})["”]?\\s*(?=[?.!,;)\\n]|$)`,
  'iu',
);
const COIN =
  /\b(?:flip|toss)(?:ping|ing)? (?:a|the|one) (?:fair |virtual |make-believe |random )*coin\b|\bcoin (?:flip|toss)\b/i;
const YES_NO = /\byes or no\b|\byes\/no\b/i;
const FILLER = /^(?:only|just|either|the|a|an|one|your|pick|choose|with|between|from|say|answer)\s+/i;

/** Longest prompt that is searched for options, UTF-16 units. */
const MAX_PROMPT = 4_000;
/** Most options that a sentence lists; more is prose. */
const MAX_OPTIONS = 12;

/** The options in the prompt's own words; empty when it spells out none. */
export const optionsOf = rememberLast((prompt): readonly string[] => {
  // Long documents are no list of options.
  if (prompt.length > MAX_PROMPT) return [];
  if (YES_NO.test(prompt)) return ['yes', 'no'];
  const match = ALTERNATIVES.exec(prompt);
  if (match === null) return COIN.test(prompt) ? ['heads', 'tails'] : [];
  const joined = match[1] ?? '';
  // "between 1 and 100" is a range; "X and Y" lists options only after "between".
  if (/\s+and\s+/i.test(joined) && !/\bbetween\b/i.test(match[0])) return [];
  const options = joined
    .split(/,\s*(?:or |and )?|\s+(?:or|and)\s+/i)
    .map((option) => trimFiller(option.replace(/["“”]/g, '').trim()))
    .filter((option) => option !== '');
  const numeric = options.every((option) => /^\d+$/.test(option));
  return options.length < 2 || options.length > MAX_OPTIONS || numeric ? [] : [...new Set(options)];
});

function trimFiller(option: string): string {
  let current = option;
  while (FILLER.test(current)) current = current.replace(FILLER, '');
  return current;
}
