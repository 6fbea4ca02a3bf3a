import { choiceExtractor } from './choice.ts';
import { foldText } from '../text/fold.ts';
import type { Sample } from './sample.ts';
import { isImperative, recommends } from './named/lexicon.ts';
import { asksYesOrNo } from './prompt-kind.ts';
import { isRefusal } from './refusal.ts';

/** Options that no prompt spells out: those of a yes-or-no question, and those that nearly all answers are one of. */

/** An argument of `choice`, and one sentence that says where it comes from. */
export interface Discovered {
  readonly argument: string;
  readonly reason: string;
}

/** Share of answers that must be one of the options. */
const NEARLY_ALL = 0.8;
/** Fewer answers show no pattern. */
const FEWEST = 8;
/** More options than this are no choice. */
const MOST_OPTIONS = 6;
/** Longest option: words and UTF-16 units. */
const MOST_WORDS = 3;
const LONGEST = 40;

/** The options that the answers show, when every answer can be read as one of them; `null` when they show none. */
export function discoveredOptions(prompt: string, answers: Sample): Discovered | null {
  return yesOrNo(prompt, answers) ?? fewStrings(prompt, answers);
}

function yesOrNo(prompt: string, answers: Sample): Discovered | null {
  if (!asksYesOrNo(prompt) || answers.total === 0) return null;
  const clear = answers.countWhere((text) => /^[\s*_"“`#>(]*(?:yes|no)\b(?! (?:one|single|\p{L}+ is)\b)/iu.test(text));
  if (clear < NEARLY_ALL * answers.total) return null;
  return { argument: 'yes,no', reason: `The prompt is a question; ${answers.count(clear)} begin with yes or no.` };
}

/** A longer answer that names one of the options joins them; one that names none, or a new one, must not be lost. */
function fewStrings(prompt: string, answers: Sample): Discovered | null {
  if (answers.total < FEWEST) return null;
  const short = new Map<string, { readonly label: string; count: number }>();
  answers.each((text, count) => {
    const label = plainLabel(text);
    if (label === null) return;
    const key = foldText(label);
    const known = short.get(key);
    // Sorted texts come first with capitals; the label is the same whatever the order of the answers.
    if (known === undefined) short.set(key, { label, count });
    else known.count += count;
  });
  const options = [...short.values()].filter(({ count }) => count >= 2).map(({ label }) => label);
  const covered = [...short.values()].reduce((sum, { count }) => sum + (count >= 2 ? count : 0), 0);
  if (options.length < 2 || options.length > MOST_OPTIONS || covered < NEARLY_ALL * answers.total) return null;
  if (covered === answers.total) return null;
  const argument = options.sort().join(',');
  const lost = answers.countWhere((text) => !isRefusal(text) && !isRead(text, prompt, argument));
  if (lost > 0) return null;
  const names = options.map((option) => `“${option}”`);
  const list = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  return {
    argument,
    reason: `${answers.count(covered)} are ${list}, and the others name one of them.`,
  };
}

function isRead(text: string, prompt: string, argument: string): boolean {
  return choiceExtractor.extract(text, { prompt, domain: null, argument }).answer !== null;
}

/** A short answer without the marks around it; `null` for a longer one, and for one that could not be an option. */
function plainLabel(text: string): string | null {
  if (text.length > 2 * LONGEST) return null;
  // Bounded: 80.
  const label = text.replace(/^[\s*_"“`>#-]+|[\s*_"”`.!]+$/g, '');
  const fits = label !== '' && label.length <= LONGEST && !/[,\n]/.test(label) && /[\p{L}\p{N}]/u.test(label);
  const words = label.split(/\s+/);
  // "Visit Lisbon" recommends Lisbon.
  const isAdvice = recommends(label) || (words.length > 1 && isImperative(words[0]!.toLowerCase()));
  return fits && words.length <= MOST_WORDS && !isAdvice ? label : null;
}
