import { choiceExtractor } from './choice.ts';
import { codeExtractor } from './code.ts';
import type { Extraction, Extractor } from './extractor.ts';
import { jokeExtractor } from './joke.ts';
import { jsonExtractor, parseJson } from './json.ts';
import { numberExtractor } from './number.ts';
import { optionsOf } from './options.ts';
import { domainOfPrompt } from './prompt-domain.ts';
import { asksForCode, asksForJoke, asksForNumber, asksForOneThing } from './prompt-kind.ts';
import { wholeExtractor } from './whole.ts';

/** What `auto` chose, and one sentence that says why. */
export interface ChosenExtractor {
  readonly extractor: Extractor;
  readonly argument: string | null;
  readonly reason: string;
}

/** How many answers are looked at; they are taken evenly from all. */
const SAMPLE = 200;
/** Share of answers that must be readable the chosen way. */
const MOST = 0.5;
/** Share for a choice that the prompt does not ask for. */
const NEARLY_ALL = 0.8;

/** Chooses how answers are read, by what the prompt asks for and by whether the answers bear it out. */
export function chooseExtractor(prompt: string, texts: readonly string[]): ChosenExtractor {
  const answers = sampleOf(texts.filter((text) => text.trim() !== ''));
  return (
    byJoke(prompt) ??
    byNumber(prompt, answers) ??
    byOptions(prompt, answers) ??
    byJson(prompt, answers) ??
    byCode(prompt, answers) ??
    whole(prompt)
  );
}

function sampleOf(texts: readonly string[]): readonly string[] {
  const step = Math.max(1, texts.length / SAMPLE);
  return Array.from({ length: Math.min(SAMPLE, texts.length) }, (_, index) => texts[Math.floor(index * step)]!);
}

function byJoke(prompt: string): ChosenExtractor | null {
  if (!asksForJoke(prompt)) return null;
  return {
    extractor: jokeExtractor,
    argument: null,
    reason: 'The prompt asks for a joke, so setup and punchline are read.',
  };
}

function byNumber(prompt: string, answers: readonly string[]): ChosenExtractor | null {
  const asked = asksForNumber(prompt) || domainOfPrompt(prompt) !== null;
  const context = { prompt, domain: domainOfPrompt(prompt), argument: null };
  const { read, refused } = tally(answers.map((text) => numberExtractor.extract(text, context)));
  const willing = answers.length - refused;
  if (asked && (willing === 0 || read >= MOST * willing)) {
    const evidence = answers.length === 0 ? '' : `; ${read} of ${answers.length} answers give one`;
    return { extractor: numberExtractor, argument: null, reason: `The prompt asks for a number${evidence}.` };
  }
  const bare = answers.filter(
    (text) => /^[\s*_"“]*[-+−]?\d[\d.,\u00a0]*[\s*_"”.!]*$/.test(text) && !/^[\s*_]*0\d/.test(text),
  ).length;
  const code = /\b(?:code|zip|pin|password|combination|lock|id)\b/i.test(prompt);
  if (code || asked || answers.length === 0 || bare < NEARLY_ALL * answers.length) return null;
  return {
    extractor: numberExtractor,
    argument: null,
    reason: `${bare} of ${answers.length} answers are nothing but a number.`,
  };
}

function byOptions(prompt: string, answers: readonly string[]): ChosenExtractor | null {
  const options = optionsOf(prompt);
  if (options.length < 2) return null;
  const argument = options.join(',');
  const { read } = tally(answers.map((text) => choiceExtractor.extract(text, { prompt, domain: null, argument })));
  if (read < MOST * answers.length) return null;
  const names = options.map((option) => `“${option}”`).join(', ');
  const evidence = answers.length === 0 ? '' : `; ${read} of ${answers.length} answers pick one`;
  return { extractor: choiceExtractor, argument, reason: `The prompt offers ${names}${evidence}.` };
}

/** One field only, in nearly every answer: that field. */
function byJson(prompt: string, answers: readonly string[]): ChosenExtractor | null {
  if (!/\bjson\b/i.test(prompt) || answers.length === 0) return null;
  const keys = answers.map((text) => {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  });
  const single = keys.filter((names) => names.length === 1).map((names) => names[0]!);
  const key = single[0];
  if (key === undefined || single.filter((name) => name === key).length < NEARLY_ALL * answers.length) return null;
  return {
    extractor: jsonExtractor,
    argument: key,
    reason: `The prompt asks for JSON, and the answers hold one field, “${key}”.`,
  };
}

function byCode(prompt: string, answers: readonly string[]): ChosenExtractor | null {
  if (!asksForCode(prompt) || answers.length === 0) return null;
  const { read } = tally(answers.map((text) => codeExtractor.extract(text, { prompt, domain: null, argument: null })));
  if (read < MOST * answers.length) return null;
  return {
    extractor: codeExtractor,
    argument: null,
    reason: `The prompt asks for code; ${read} of ${answers.length} answers hold some.`,
  };
}

function whole(prompt: string): ChosenExtractor {
  const reason = asksForOneThing(prompt)
    ? 'The prompt asks for one thing, so each answer is read whole, without the words around it.'
    : 'The prompt asks for no special form, so each answer is read whole.';
  return { extractor: wholeExtractor, argument: null, reason };
}

function tally(readings: readonly Extraction[]): { read: number; refused: number } {
  return {
    read: readings.filter(({ answer }) => answer !== null).length,
    refused: readings.filter(({ refused }) => refused).length,
  };
}
