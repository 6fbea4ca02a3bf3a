import type { Extraction, ExtractionContext, Extractor } from './extractor.ts';
import { foldText } from '../text/fold.ts';
import { CONCLUDED, optionRank, sinceCorrection } from './choice-evidence.ts';
import type { OptionMention } from './choice-evidence.ts';
import { undress } from './emphasis.ts';
import { unframe } from './framing.ts';
import { labelsOf, optionsOf } from './options.ts';
import { declines, isRefusal } from './refusal.ts';
import { readShortAnswer } from './short-answer.ts';
import { linesOf, outside } from '../text/span.ts';
import { extraction } from './whole.ts';

/** One of the options that were given (`choice:heads,tails`) or that the prompt names; with neither, the short answer. */
export const choiceExtractor: Extractor = {
  id: 'choice',
  label: 'Choice',
  kind: 'text',
  argument: 'optional',
  extract: extractChoice,
};

/** Whether answers that are read like this are options of a list that is known. */
export function choosesAmong(
  { extractor, argument }: { readonly extractor: Extractor; readonly argument: string | null },
  conditions: readonly { readonly prompt: string }[],
): boolean {
  if (extractor.id !== choiceExtractor.id) return false;
  return argument !== null || conditions.some(({ prompt }) => optionsOf(prompt).length > 0);
}

function extractChoice(text: string, context: ExtractionContext): Extraction {
  const given = context.argument === null ? optionsOf(context.prompt) : splitOptions(context.argument);
  if (given.length > 0) return fromOptions(text, namesOf(given, context.prompt));
  if (isRefusal(text)) return { answer: null, setAside: [], notes: [], refused: true };
  const { core, notes } = unframe(text);
  const short = readShortAnswer(text, core, context.prompt);
  if (short !== null) return extraction(text, short.span, short.note === '' ? notes : [...notes, short.note]);
  const line = linesOf(text, core)[0] ?? core;
  return extraction(text, undress(text, line), [...notes, 'later lines set aside']);
}

/** The options behind `choice:`, separated by commas. */
export function splitOptions(argument: string): readonly string[] {
  return [
    ...new Set(
      argument
        .split(',')
        .map((option) => option.trim())
        .filter((option) => option !== ''),
    ),
  ];
}

/** What an answer may call an option: itself, what its letter stands for in the prompt, other words for yes and no. */
interface OptionName {
  readonly option: string;
  readonly name: string;
}

const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['yes', ['yeah', 'yep', 'yup']],
  ['no', ['nope', 'nah']],
]);

function namesOf(options: readonly string[], prompt: string): readonly OptionName[] {
  const labels = labelsOf(prompt);
  const labelled = options.every((option) => labels.has(option.toUpperCase()));
  return options.flatMap((option) => {
    const text = labelled ? labels.get(option.toUpperCase()) : undefined;
    const others = text === undefined ? (SYNONYMS.get(option.toLowerCase()) ?? []) : [text];
    return [option, ...others].map((name) => ({ option, name }));
  });
}

function fromOptions(text: string, names: readonly OptionName[]): Extraction {
  const mentions = sinceCorrection(text, optionMentions(text, names));
  const top = Math.max(0, ...mentions.map(({ rank }) => rank));
  const best = mentions.filter(({ rank }) => rank === top);
  // A conclusion may be drawn twice, and the last one counts; what is merely said may be explained by its opposite.
  const chosen = top === CONCLUDED ? best.at(-1) : best[0];
  if (chosen === undefined || (top < 2 && new Set(best.map(({ option }) => option)).size > 1))
    return { answer: null, setAside: [], notes: [], refused: declines(text) };
  if (top < 2 && isRefusal(text)) return { answer: null, setAside: [], notes: [], refused: true };
  const setAside = outside(text, chosen).filter(([from, to]) => /[\p{L}\p{N}]/u.test(text.slice(from, to)));
  const notes = setAside.length === 0 ? [] : ['words around the option set aside'];
  return { answer: chosen.option, setAside, notes, refused: false };
}

/** More mentions than this say nothing new. */
const MAX_MENTIONS = 500;

/** Where options are mentioned; a longer option hides the shorter ones inside it (dark blue, blue). */
function optionMentions(text: string, names: readonly OptionName[]): readonly OptionMention[] {
  const found: OptionMention[] = [];
  const longestFirst = [...names].sort((a, b) => b.name.length - a.name.length || (a.name < b.name ? -1 : 1));
  for (const { option, name } of longestFirst) {
    for (const match of text.matchAll(patternOf(name))) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((other) => start < other.end && end > other.start)) continue;
      found.push({ option, start, end, rank: 1 });
      if (found.length >= MAX_MENTIONS) break;
    }
  }
  const ordered = found.sort((a, b) => a.start - b.start);
  if (ordered.length === 0) return byDistinctWords(text, names);
  return ordered
    .map((mention, index) => ({ ...mention, rank: optionRank(text, mention, ordered[index - 1], ordered[index + 1]) }))
    .filter(({ rank }) => rank > 0);
}

/** Whole words; one letter alone must be a capital that stands for itself ("B", "Option B", "(b)"). */
function patternOf(option: string): RegExp {
  const escaped = option
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/['’]/g, "['’]")
    .replace(/\s+/g, '[\\s-]+');
  // "There is no proof" says nothing; "No." does.
  if (/^no$/i.test(option)) return /(?<![\p{L}\p{N}])no(?=[\s*_"”’)]{0,8}(?:[.,!;:—–-]|$|\n))/giu;
  if (!/^\p{L}$/u.test(option)) return new RegExp(`${edgeBefore(option)}${escaped}${edgeAfter(option)}`, 'giu');
  return letterPattern(option);
}

/** Scripts that put no spaces between words have no edges to look for. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const SPACED_LETTER = '[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{N}]';
const edgeBefore = (option: string): string =>
  UNSPACED.test(option.charAt(0)) ? '' : `(?<!${SPACED_LETTER})(?<!\\p{M})`;
const edgeAfter = (option: string): string => (UNSPACED.test(option.at(-1) ?? '') ? '' : `(?!${SPACED_LETTER}|\\p{M})`);

/** What declares the letter behind it; 40 units of text at most. */
const DECLARED =
  '\\b(?:answer|choice|option|pick|letter|solution|result)s?(?: (?:is|was|would be|should be|must be|has to be))?:?[ \\t]{0,3}(?:option )?[*_"“\'(\\[$]{0,4}';

/**
 * A capital that stands for itself ("B", "Option B"), and a small letter where it is alone, in brackets or declared. "A" and "I"
 * are words where a small letter follows, unless they are declared and a reason follows. The letter comes first, and what must
 * stand before it second: that is not looked for at every place of a long text.
 */
function letterPattern(option: string): RegExp {
  const [upper, lower] = [option.toUpperCase(), option.toLowerCase()];
  const isWord = upper === 'A' || upper === 'I';
  const goesOn = '(?=[^\\p{L}\\n]{0,4}(?:$|\\n|[.,;:!?)\\]]|(?:because|since|as|for|due|given|and|but|which)\\b))';
  const capital = isWord ? `(?:${upper}(?![ \\t]+\\p{Ll})|${upper}(?<=${DECLARED}${upper})${goesOn})` : upper;
  const small = [
    `${lower}(?<=\\(\\p{L})(?=\\))`,
    `${lower}(?<=^\\s{0,20}\\p{L})(?=\\s{0,20}(?:[.)]\\s{0,20})?$)`,
    `${lower}(?<=${DECLARED}${lower})${isWord ? goesOn : ''}`,
  ];
  return new RegExp(
    `(?<!${SPACED_LETTER}|['’])(?:${[capital, ...small].join('|')})(?!${SPACED_LETTER}|['’]\\p{L})`,
    'gu',
  );
}

const FILLERS = new Set(['the', 'a', 'an', 'one', 'it', 'is']);

/** "Half full." for "glass half full": the words that only one option has. */
function byDistinctWords(text: string, names: readonly OptionName[]): readonly OptionMention[] {
  const words = foldText(text)
    .split(' ')
    .filter((word) => !FILLERS.has(word));
  if (words.length > 8 || words.length === 0) return [];
  const sets = names.map(({ name }) => new Set(foldText(name).split(' ')));
  const matched = names.filter((_name, index) => {
    const distinct = [...sets[index]!].filter(
      (word) => word.length > 2 && !sets.some((other, at) => at !== index && other.has(word)),
    );
    // "Blue" for "blue pill": nothing else is said.
    const isPart = words.every((word) => distinct.includes(word));
    return distinct.length > 0 && (isPart || distinct.every((word) => words.includes(word)));
  });
  const option = matched[0]?.option;
  return option === undefined || matched.length > 1 ? [] : [{ option, start: 0, end: text.length, rank: 2 }];
}
