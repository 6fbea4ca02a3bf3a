import { rememberLast } from '../remember.ts';
import { questionOptions } from './question-options.ts';
import { withoutTrailing } from '../trailing.ts';

/** Options that a prompt spells out: "heads or tails", "rock, paper, or scissors", "(A) tea (B) coffee". */

const WORD = "[\\p{L}\\p{N}][\\p{L}\\p{N}'’+#-]*";
const WORDS = `${WORD}(?: ${WORD}){0,3}?`;
const LIST = `["“]?(${WORDS}["”]?(?:,\\s*["“]?${WORDS}["”]?){0,24},?\\s+(?:or|and)\\s+["“]?${WORDS})["”]?`;
/** Bounded: 4_000, the longest prompt that is searched. */
const ALTERNATIVES = new RegExp(
  `(?:\\b(?:pick|choose|select|answer|reply|respond|say|return|output|decide|give (?:me|us)|flip a coin|toss a coin|which is (?:better|best)|do you prefer|would you rather|between|either|one of|one|with|prefer|better|as|whether)\\b[^:,.?!\\n]{0,40}?[:,.]?\\s+)(?:only |just |either |between |from |with |one of ){0,3}${LIST}\\s*(?=[?.!,;:)\\n]|$)`,
  'iu',
);
/** A sentence that is nothing but alternatives: "Tea or coffee?", "True or false: ...". */
const BARE = new RegExp(
  `(?:^|[.!?:\\n])[ \\t]{0,8}["“]?((?:${WORD}(?: ${WORD})?,\\s*){0,6}${WORD}(?: ${WORD})?,? or ${WORD}(?: ${WORD})?)["”]?\\s*[?:]`,
  'iu',
);
/** "Or" of languages that write words apart: German, French and Portuguese, Spanish and Italian, Nordic, Polish, Russian, Turkish, Indonesian. */
const OTHER_OR = '(?:oder|ou|o|eller|czy|lub|или|veya|atau)';
/** The same in other languages: "Kopf oder Zahl?", "¿Cara o cruz?", "Münzwurf: Kopf oder Zahl?". Nothing else may stand in the question. */
const BARE_ELSEWHERE = new RegExp(
  `(?:^|[.!?:\\n])[ \\t]{0,8}["“«„¿]{0,2}((?:${WORD}(?: ${WORD})?,\\s*){0,6}${WORD}(?: ${WORD})?,? ${OTHER_OR} ${WORD}(?: ${WORD})?)["”»“]?\\s*\\?`,
  'iu',
);
/** "a fruit or a vegetable?" */
const KINDS = new RegExp(`\\b(?:an?|the) (${WORD}(?: ${WORD})?),? or (?:an?|the) (${WORD}(?: ${WORD})?)\\s*\\?`, 'iu');
/** "Rock, paper, scissors: choose one." */
const BEFORE = new RegExp(
  `(?:^|[.!?\\n])[ \\t]{0,8}((?:${WORD}, ){1,6}(?:or )?${WORD})\\s*[:–—-]\\s*(?:pick|choose|select|say) one\\b`,
  'iu',
);
/** "exactly one of: alpha, beta." */
const ONE_OF = new RegExp(
  `\\b(?:one of|one of these|one of the following|either|from|options|choices|labels|categories|classes|(?:possible|allowed|valid) (?:answers|values|labels|options))(?: the following| these| are)?(?: \\w+)?:\\s*((?:["“]?${WORD}(?: ${WORD}){0,2}["”]?,\\s*){1,11}(?:or |and )?["“]?${WORD}(?: ${WORD}){0,2}["”]?)\\s*(?=[.?!;\\n]|$)`,
  'iu',
);
/** "yes/no/maybe" */
const SLASHED =
  /\b(?:answer|reply|respond|say|pick|choose|select|return|output)\b[^.?!\n]{0,40}?(?<![\p{L}/])(\p{L}{1,15}(?:\/\p{L}{1,15}){1,6})(?![\p{L}/])/iu;
/** "Sentiment (positive/negative/neutral):", "[yes, no or maybe]?" */
const BRACKETED =
  /[([](\p{L}{2,20}(?: \p{L}{1,20})?(?:(?: ?\/ ?|, ?(?:or )?| or )\p{L}{2,20}(?: \p{L}{1,20})?){1,8})[)\]][*_]{0,2}\s?[:?]/u;
const COIN =
  /\b(?:flip|toss)(?:ping|ing)? (?:a|the|one) (?:fair |virtual |make-believe |random )*coin\b|\bcoin (?:flip|toss)\b/i;
const YES_NO = /\byes or no\b|\byes\/no\b(?!\/)/i;
/** "blue for me", "tails at random": what follows the last option and belongs to none. Bounded: 4_000, the longest prompt that is searched. */
const TRAILER =
  /[\s,](?:at random|randomly|by chance|with equal (?:probability|chance)s?|for (?:me|us|yourself|this|that)|please|thanks?|thank you|as you (?:like|wish|please|prefer|see fit)|if you (?:like|please|wish|prefer|can|must|had to|have to)|(?:which|what|who)ever (?:you|one)\b.*|(?:it'?s )?(?:up to you|your (?:choice|call|pick))|(?:right )?now|today|instead|alone|only|exactly|once|here|again|first|next|without (?:any )?(?:explanation|reason(?:s|ing)?|comment|further ado)|and (?:nothing|say|return|reply|tell|explain)\b.*)$/iu;
/** Words that make no option: "200 words or more", "tea, coffee or something else". */
const NO_OPTION =
  /^(?:more|less|fewer|longer|shorter|so|above|below|under|over|not|otherwise|else|later|earlier|equivalent|similar|both|neither|none|any|(?:any|some)(?:thing|one|body|where)(?: else| similar| like that)?|(?:an?)?other(?:s| .*)?|the like|higher|lower|greater|better|worse|whatever|less than .*|more than .*)$/iu;
/** "the differences between A and B": about both of them, and no choice. */
const BOTH =
  /\b(?:differences?|similarit(?:y|ies)|relations?(?:hips?)?|comparisons?|connections?|distinctions?|links?|conflicts?|dialogues?|conversations?|balance|boundar(?:y|ies)|gaps?|interactions?|contrasts?|bridges?|trade-?offs?|meetings?|friendships?|love|war|agreements?|distinguish|differentiate|compare|contrast|walk|distance|tension|divide|interplay|correlations?|debates?)\b[^.?!\n]{0,20}\bbetween\b/iu;
/** "Toss a coin and tell me the result, heads or tails": what stands before the first option and tells what to do. */
const INSTRUCTION =
  /^(?:(?:and|then|to|please|now) )*(?:(?:tell|give|show|send|let|report|state|announce|write|print|output|return|reveal|name) (?:me|us|the|your|its|it|what|which|who|whether|how)\b|(?:what|which) (?:is|was|did|do|does|will|came|you|it|side|one)\b)/iu;
/** "one colour from red", "it landed on heads", "a number out of 3": what stands before the first option itself. */
const LEAD_IN =
  /^(?:[\p{L}\p{N}'’-]+ ){1,3}(?:from|among|amongst|out of)(?: among)? (?=\S)|^(?:it|that|this|the (?:coin|result|outcome|answer))(?: (?:is|was|lands?|landed|came|comes|shows?|showed|comes? up|came up|falls?|fell))+(?: on| up| out)? (?=\S)/iu;
/** "yellow for my wall": whom or what the pick is for. */
const PURPOSE = / for (?:my|your|our|his|her|their|the|this|that|a|an) .{1,60}$/iu;
const FILLER = /^(?:only|just|either|the|a|an|one|your|pick|choose|with|between|from|say|answer)\s+/i;

/** Longest prompt that is searched for options, UTF-16 units. */
const MAX_PROMPT = 4_000;
/** Most options that a sentence lists; more is prose. */
const MAX_OPTIONS = 12;

/** The options in the prompt's own words; empty when it spells out none. Options of a lettered list are its letters. */
export const optionsOf = rememberLast((prompt: string): readonly string[] => {
  // Long documents are no list of options.
  if (prompt.length > MAX_PROMPT) return [];
  if (YES_NO.test(prompt)) return ['yes', 'no'];
  const labels = [...labelsOf(prompt).keys()];
  if (labels.length > 1) return labels;
  const inSentence = sentenceOptions(prompt);
  if (inSentence.length > 1) return inSentence;
  const bullets = bulletsOf(prompt);
  if (bullets.length > 1) return bullets;
  return COIN.test(prompt) ? ['heads', 'tails'] : [];
});

function sentenceOptions(prompt: string): readonly string[] {
  const slashed = prompt.includes('/') ? SLASHED.exec(prompt)?.[1] : undefined;
  if (slashed !== undefined) return cleaned(slashed.split('/'));
  // Most prompts offer nothing, and the large expressions need not be compiled for them.
  const joins = /\s(?:or|and)\s/i.test(prompt);
  if (BOTH.test(prompt)) return [];
  const elsewhere = !joins && prompt.includes('?') ? BARE_ELSEWHERE.exec(prompt)?.[1] : undefined;
  if (elsewhere !== undefined) return cleaned(elsewhere.split(BETWEEN_ELSEWHERE));
  const bare =
    (joins ? BARE.exec(prompt)?.[1] : undefined) ?? (/\bone\b/i.test(prompt) ? BEFORE.exec(prompt)?.[1] : undefined);
  if (bare !== undefined) return split(bare);
  const listed = /\bone\b|\beither\b|\bfrom\b|s:/i.test(prompt) ? ONE_OF.exec(prompt)?.[1] : undefined;
  if (listed !== undefined) return split(listed);
  const bracketed = BRACKETED.exec(prompt)?.[1];
  if (bracketed !== undefined) return cleaned(bracketed.split(/\/|,\s*(?:or )?|\sor\s/i));
  const asked = joins ? questionOptions(prompt).map((found) => cleaned(found)) : [];
  const inQuestion = asked.find((found) => found.length > 1);
  if (inQuestion !== undefined) return inQuestion;
  const match = joins ? ALTERNATIVES.exec(prompt) : null;
  if (match === null) return cleaned((joins ? KINDS.exec(prompt)?.slice(1) : undefined) ?? []);
  const joined = match[1] ?? '';
  // "between 1 and 100" is a range; "X and Y" lists options only after "between".
  return /\sand\s/i.test(joined) && !/\bbetween\b/i.test(match[0]) ? [] : split(joined);
}

const BETWEEN_ELSEWHERE = new RegExp(`,\\s*(?:${OTHER_OR}\\s+)?|\\s${OTHER_OR}\\s+`, 'iu');

const split = (joined: string): readonly string[] => cleaned(joined.split(/,\s*(?:or |and )?|\s(?:or|and)\s+/i));

function cleaned(found: readonly string[]): readonly string[] {
  const isLedIn = found.length > 2 && INSTRUCTION.test(found[0]!.trim());
  const [first = '', ...others] = (isLedIn ? found.slice(1) : found).map((option) =>
    trimFiller(option.replace(/["“”]/g, '').trim()),
  );
  const last = others.at(-1) ?? '';
  const options = [
    others.some((option) => LEAD_IN.test(option)) ? first : first.replace(LEAD_IN, ''),
    ...others.slice(0, -1),
    others.length > 1 ? withoutPurpose(last) : last,
  ]
    .map(trimTrailer)
    .filter((option) => option !== '');
  if (options.some((option) => NO_OPTION.test(option))) return [];
  // "a number between 1 and 100" offers no options.
  const numeric = options.some((option) => /(?:^|\s)\d+$/.test(option) && /\d$/.test(options.at(-1) ?? ''));
  return options.length < 2 || options.length > MAX_OPTIONS || numeric ? [] : [...new Set(options)];
}

/** Cut only off one word, as others of a list are: "a gift for my mother" is an option. */
const withoutPurpose = (option: string) => (/^\S+ for /u.test(option) ? option.replace(PURPOSE, '') : option);

function trimFiller(option: string): string {
  let current = option;
  while (FILLER.test(current)) current = current.replace(FILLER, '');
  return current;
}

/** Trailers may follow each other: "tails at random, please". */
function trimTrailer(option: string): string {
  let current = option;
  while (TRAILER.test(current)) current = current.replace(TRAILER, '').trim().replace(/,$/, '');
  return current;
}

const LETTERED = /(?:^|\n)[ \t>*-]{0,6}(?:\(?([A-La-l])[).:]|([A-L])[.:])[ \t]+([^\n]{1,120})/g;
/** Bounded: 4_000. */
const INLINE =
  /(?<![\p{L}\p{N}])\(?([A-La-l])\)[ \t]*([^()\n,;]{1,60}?)(?=[\s,;]*(?:\(?[A-La-l]\)|$|\n|[?.]\s*(?:$|\n)))/gu;
const NUMBERED = /(?:^|\n)[ \t>*-]{0,6}\(?(\d{1,2})[).][ \t]+([^\n]{1,120})/g;
/** Numbered lines are options only when one of them is asked for. */
const PICK_ONE =
  /\b(?:pick|choose|select|which|answer with|reply with|name) (?:just |only |exactly )?(?:one|of|the|an?|your)\b|\bwhich\b/i;

/** What the letters or numbers of a list of options stand for: "A) tea" is A and tea. Empty without such a list. */
export const labelsOf = rememberLast((prompt: string): ReadonlyMap<string, string> => {
  if (prompt.length > MAX_PROMPT) return new Map();
  const lettered = [...prompt.matchAll(LETTERED)].map((match) => [match[1] ?? match[2] ?? '', match[3] ?? ''] as const);
  const inline = [...prompt.matchAll(INLINE)].map((match) => [match[1] ?? '', match[2] ?? ''] as const);
  const letters = inSequence(lettered.length > 1 ? lettered : inline, (index) => String.fromCharCode(65 + index));
  if (letters.size > 1) return letters;
  if (!PICK_ONE.test(prompt)) return new Map();
  const numbered = [...prompt.matchAll(NUMBERED)].map((match) => [match[1] ?? '', match[2] ?? ''] as const);
  return inSequence(numbered, (index) => String(index + 1));
});

/** The entries when they are labelled A, B, C ... or 1, 2, 3 ... without a gap. */
function inSequence(
  found: readonly (readonly [string, string])[],
  labelAt: (index: number) => string,
): ReadonlyMap<string, string> {
  const fits = found.every(([label], index) => label.toUpperCase() === labelAt(index));
  if (!fits || found.length < 2 || found.length > MAX_OPTIONS) return new Map();
  return new Map(
    found.map(([label, text]) => [label.toUpperCase(), withoutTrailing(text, /[\s?.;,*_]/).replace(/^[*_]+/, '')]),
  );
}

/** A list of short lines with bullets, when one of them is asked for. */
function bulletsOf(prompt: string): readonly string[] {
  if (!PICK_ONE.test(prompt)) return [];
  const entries = [...prompt.matchAll(/(?:^|\n)[ \t]{0,6}[-*•][ \t]+([^\n]{1,60})/g)].map((match) => match[1]!.trim());
  const short = entries.every((entry) => entry.split(/\s+/).length <= 5 && !entry.includes(','));
  return short ? cleaned(entries) : [];
}
