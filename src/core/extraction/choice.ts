import type { Extraction, ExtractionContext, Extractor } from './extractor.ts';
import { foldText } from '../grouping/fold.ts';
import { undress } from './emphasis.ts';
import { unframe } from './framing.ts';
import { labelsOf, optionsOf } from './options.ts';
import { declines, isRefusal } from './refusal.ts';
import { readShortAnswer } from './short-answer.ts';
import { linesOf, outside } from './span.ts';
import type { Span } from './span.ts';
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

interface OptionMention extends Span {
  readonly option: string;
  readonly rank: number;
}

/** Bounded: 60, like all that is looked for before a mention. */
const CHOSEN =
  /(?:\b(?:i(?:['’]ll| will| would|['’]d|['’]ve)?\s*(?:\w+ )?(?:pick|picked|choose|chose|chosen|select|selected|go with|went with|say|got|vote for|prefer)|(?:answer|choice|pick|result|verdict|option|outcome)(?: is|:)|it['’]s|it is|landed on|lands on|shows?|would be|is)\s*[:*_"“'(]*\s*(?:the |a |an |option )*[*_"“']*|\*\*["“]?)$/iu;
// Bounded: 60.
const NEGATED =
  /\b(?:not|n['’]t|never|over|than|instead of|rather than|versus|vs\.?|between|unlike|against)\s+(?:the |a |an |choose |pick )*[*_"“']*$/i;
const LISTED = /^[*_"”']*\s*(?:,|or|and|\/|vs\.?|versus)\s*[*_"“']*$/i;

function fromOptions(text: string, names: readonly OptionName[]): Extraction {
  const mentions = optionMentions(text, names);
  const top = Math.max(0, ...mentions.map(({ rank }) => rank));
  const best = mentions.filter(({ rank }) => rank === top);
  const chosen = best.at(-1);
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
    .map((mention, index) => ({ ...mention, rank: rankOf(text, mention, ordered[index - 1], ordered[index + 1]) }))
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
  if (!/^\p{L}$/u.test(option)) return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
  const upper = option.toUpperCase();
  const article = upper === 'A' || upper === 'I' ? "(?![ \\t]+\\p{Ll})(?!['’])" : "(?!['’])";
  return new RegExp(
    `(?<![\\p{L}\\p{N}'’])(?:${upper}${article}|${option.toLowerCase()}(?<=\\(\\p{L})(?=\\))|${option.toLowerCase()}(?<=^\\s*\\p{L})(?=\\s*(?:[.)]\\s*)?$))(?![\\p{L}\\p{N}])`,
    'gu',
  );
}

function rankOf(text: string, mention: OptionMention, previous?: OptionMention, next?: OptionMention): number {
  const before = text.slice(Math.max(0, mention.start - 60), mention.start);
  if (NEGATED.test(before)) return 0;
  const listed =
    (next !== undefined && next.option !== mention.option && LISTED.test(text.slice(mention.end, next.start))) ||
    (previous !== undefined &&
      previous.option !== mention.option &&
      LISTED.test(text.slice(previous.end, mention.start)));
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (listed) return 1;
  if (CHOSEN.test(line)) return 3;
  if (/^[\s*_"“'`>#(-]*$/.test(before)) return 2;
  return 1;
}

/** "Half full." for "glass half full": the words that only one option has. */
function byDistinctWords(text: string, names: readonly OptionName[]): readonly OptionMention[] {
  const words = foldText(text).split(' ');
  if (words.length > 8) return [];
  const sets = names.map(({ name }) => new Set(foldText(name).split(' ')));
  const matched = names.filter((_name, index) => {
    const distinct = [...sets[index]!].filter(
      (word) => word.length > 2 && !sets.some((other, at) => at !== index && other.has(word)),
    );
    return distinct.length > 0 && distinct.every((word) => words.includes(word));
  });
  const option = matched[0]?.option;
  return option === undefined || matched.length > 1 ? [] : [{ option, start: 0, end: text.length, rank: 2 }];
}
