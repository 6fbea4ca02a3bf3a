import { choiceExtractor } from './choice.ts';
import { codeExtractor, isCodeBlock } from './code.ts';
import { readAsJson } from '../json/json-key.ts';
import { discoveredOptions } from './discover.ts';
import type { Extraction, Extractor } from './extractor.ts';
import { jokeExtractor } from './joke.ts';
import { findJson, isPlainName, jsonExtractor } from './json.ts';
import type { Located } from '../json/json-reader.ts';
import { numberExtractor } from './number.ts';
import { optionsOf } from './options.ts';
import { domainOfPrompt } from './prompt-domain.ts';
import { asksForCode, asksForJoke, asksForLongText, asksForNumber, asksForOneThing } from './prompt-kind.ts';
import { areLong } from './prose.ts';
import { sampleOf } from './sample.ts';
import type { Sample } from './sample.ts';
import { ownTitle, titleExtractor } from './title.ts';
import { textOf } from '../text/span.ts';
import { unframe } from './framing.ts';
import { wholeExtractor } from './whole.ts';

/** What `auto` chose, and one sentence that says why. */
export interface ChosenExtractor {
  readonly extractor: Extractor;
  readonly argument: string | null;
  readonly reason: string;
}

/** By which a text is taken for a web page, or for one in a code block. */
const HTML = /<!doctype html|<html[\s>]/i;

/** Share of answers that must be readable the chosen way. */
const MOST = 0.5;
/** Share for a form that the prompt does not ask for. */
const NEARLY_ALL = 0.8;

/**
 * Chooses how answers are read, by what the prompt asks for and by whether the answers bear it out. `texts` are all answers,
 * the same ones as often as they were given; their order makes no difference.
 */
export function chooseExtractor(prompt: string, texts: readonly string[]): ChosenExtractor {
  const answers = sampleOf(texts);
  const numbers = asksNumber(prompt) ? numbersOf(prompt, answers) : null;
  return (
    byJoke(prompt) ??
    byNumber(prompt, answers, numbers) ??
    byOptions(prompt, answers) ??
    byJson(prompt, answers) ??
    byPages(answers) ??
    byCode(prompt, answers) ??
    byAnswers(prompt, answers) ??
    whole(prompt, answers, numbers)
  );
}

function byJoke(prompt: string): ChosenExtractor | null {
  if (!asksForJoke(prompt)) return null;
  const reason = 'The prompt asks for a joke, so setup and punchline are read.';
  return { extractor: jokeExtractor, argument: null, reason };
}

const asksNumber = (prompt: string): boolean => asksForNumber(prompt) || domainOfPrompt(prompt) !== null;

/** How many answers give a number; long ones take their time, so it is asked once. */
function numbersOf(prompt: string, answers: Sample): Tally {
  const context = { prompt, domain: domainOfPrompt(prompt), argument: null };
  return tally(answers, (text) => numberExtractor.extract(text, context));
}

/** `numbers`: of a prompt that asks for one. */
function byNumber(prompt: string, answers: Sample, numbers: Tally | null): ChosenExtractor | null {
  if (numbers !== null) {
    const { read, refused } = numbers;
    const willing = answers.total - refused;
    if (willing > 0 && read < MOST * willing) return null;
    const declined = refused === 0 ? '' : `, ${refused} ${refused === 1 ? 'declines' : 'decline'}`;
    const evidence = answers.total === 0 ? '' : `; ${answers.count(read)} give one${declined}`;
    return { extractor: numberExtractor, argument: null, reason: `The prompt asks for a number${evidence}.` };
  }
  const bare = answers.countWhere(isBareNumber);
  const code = /\b(?:code|zip|pin|password|combination|lock|id|versions?|release)\b/i.test(prompt);
  if (code || answers.total === 0 || bare < NEARLY_ALL * answers.total) return null;
  return { extractor: numberExtractor, argument: null, reason: `${answers.count(bare)} are nothing but a number.` };
}

/** Bounded: 60. */
const isBareNumber = (text: string): boolean =>
  text.length <= 60 &&
  // "2,1,3" is an order.
  !/\d,\d{1,2}(?!\d)[\d,]*,|\d,\d{1,2},/.test(text) &&
  /^[\s*_"“]*[-+−]?\d[\d.,\u00a0]*[\s*_"”.!]*$/.test(text) &&
  !/^[\s*_]*0\d/.test(text);

function byOptions(prompt: string, answers: Sample): ChosenExtractor | null {
  // "Write an essay on whether cats or dogs ...": what is offered there is a subject.
  if (asksForLongText(prompt) && areLong(answers)) return null;
  const options = optionsOf(prompt);
  // A comma stands between options, so none can hold one.
  if (options.length < 2 || options.some((option) => option.includes(','))) return null;
  const argument = options.join(',');
  const { read } = tally(answers, (text) => choiceExtractor.extract(text, { prompt, domain: null, argument }));
  if (read < MOST * answers.total) return null;
  const names = options.map((option) => `“${option}”`).join(', ');
  const evidence = answers.total === 0 ? '' : `; ${answers.count(read)} pick one`;
  return { extractor: choiceExtractor, argument, reason: `The prompt offers ${names}${evidence}.` };
}

/** One field only, in nearly every answer: that field. Else all of it, where the answers are JSON or the prompt asks for that. */
function byJson(prompt: string, answers: Sample): ChosenExtractor | null {
  if (answers.total === 0) return null;
  const asksJson = /\bjson\b/i.test(prompt);
  const counts = new Map<string, number>();
  let held = 0;
  answers.each((text, count) => {
    const value = asksJson ? findJson(text) : answerAsJson(text);
    if (value === null) return;
    held += count;
    const names = value.kind === 'object' ? [...value.members.keys()] : [];
    if (names.length === 1) counts.set(names[0]!, (counts.get(names[0]!) ?? 0) + count);
  });
  if (held < NEARLY_ALL * answers.total) return null;
  const because = asksJson ? 'The prompt asks for JSON; ' : '';
  const [key, count = 0] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? [];
  // A name with a point or bracket would be taken for a path.
  if (key !== undefined && count >= NEARLY_ALL * answers.total && isPlainName(key)) {
    const reason = `${because}${answers.count(count)} hold one field, “${key}”.`;
    return { extractor: jsonExtractor, argument: key, reason };
  }
  const reason = `${because}${answers.count(held)} hold some, and it is compared by value.`;
  return {
    extractor: jsonExtractor,
    argument: null,
    reason: asksJson ? reason : `${answers.count(held)} are JSON, so they are compared by value.`,
  };
}

/** What an answer that is JSON alone, fenced or not, holds; `null` for any other. */
function answerAsJson(text: string): Located | null {
  if (!/^\s*(?:[{[]|`{3}|~{3})/.test(text)) return null;
  return readAsJson(textOf(text, unframe(text).core));
}

/** Pages: no two have the same source, and what they have in common is told by traits; as an answer stands what they call themselves. */
function byPages(answers: Sample): ChosenExtractor | null {
  const titled = answers.countWhere((text) => HTML.test(text) && ownTitle(text) !== null);
  if (answers.total === 0 || titled < NEARLY_ALL * answers.total) return null;
  const reason = `${answers.count(titled)} are pages with a title, so each is read by its title.`;
  return { extractor: titleExtractor, argument: null, reason };
}

function byCode(prompt: string, answers: Sample): ChosenExtractor | null {
  if (answers.total === 0) return null;
  if (!asksForCode(prompt)) return byBlocks(answers);
  const { read } = tally(answers, (text) => codeExtractor.extract(text, { prompt, domain: null, argument: null }));
  if (read < MOST * answers.total) return null;
  const reason = `The prompt asks for code; ${answers.count(read)} hold some.`;
  return { extractor: codeExtractor, argument: null, reason };
}

/** Blocks that name the language they are in, and little beside them, are code whatever the prompt says. */
function byBlocks(answers: Sample): ChosenExtractor | null {
  const blocks = answers.countWhere(isCodeBlock);
  if (blocks < NEARLY_ALL * answers.total) return null;
  return { extractor: codeExtractor, argument: null, reason: `${answers.count(blocks)} are blocks of code.` };
}

/** Options that the prompt does not name, when the answers show them and none is lost. */
function byAnswers(prompt: string, answers: Sample): ChosenExtractor | null {
  const found = discoveredOptions(prompt, answers);
  return found === null ? null : { extractor: choiceExtractor, ...found };
}

function whole(prompt: string, answers: Sample, numbers: Tally | null): ChosenExtractor {
  return { extractor: wholeExtractor, argument: null, reason: reasonForWhole(prompt, answers, numbers) };
}

function reasonForWhole(prompt: string, answers: Sample, numbers: Tally | null): string {
  if (numbers !== null) {
    const only = answers.count(numbers.read);
    return `The prompt asks for a number, but only ${only} give one, so each answer is read whole.`.replace(
      ' only 0',
      ' 0',
    );
  }
  return asksForOneThing(prompt)
    ? 'The prompt asks for one thing, so each answer is read whole, without the words around it.'
    : 'Neither the prompt nor the answers show a special form, so each answer is read whole.';
}

interface Tally {
  readonly read: number;
  readonly refused: number;
}

function tally(answers: Sample, read: (text: string) => Extraction): Tally {
  const readings = answers.each((text, count) => ({ count, extraction: read(text) }));
  const sum = (test: (extraction: Extraction) => boolean): number =>
    readings.reduce((total, { count, extraction }) => total + (test(extraction) ? count : 0), 0);
  return { read: sum(({ answer }) => answer !== null), refused: sum(({ refused }) => refused) };
}
