import type { EchoTerm } from '../../model/report.ts';
import { onText } from '../../watch.ts';
import type { Corpus } from '../texts/corpus.ts';
import { BARRIER } from '../texts/grams.ts';
import { isUnspaced, tokensOf } from '../texts/tokens.ts';
import { plainHex } from './colours.ts';
import { standsAlone, type PromptTerm } from './prompt-terms.ts';

/** An output that echo is looked for in. */
export interface EchoOutput {
  /** As it was written, broken encoding repaired. */
  readonly text: string;
  readonly folded: string;
  /** The answer as a number: naming an end of "1 to 100" is an answer, no echo. `null` for anything else. */
  readonly number: number | null;
  /** Its document in the corpus of long texts; `null` when the outputs are short. */
  readonly document: number | null;
}

/** Outputs to one prompt, and what of it they may echo. */
export interface EchoCondition {
  /** Condition id. */
  readonly id: string;
  readonly terms: readonly PromptTerm[];
  readonly outputs: readonly EchoOutput[];
}

const MOST_LISTED = 30;

/** Notations of a hex code in lower case. */
function hexForms(code: string): readonly string[] {
  const digits = code.slice(1);
  const short = `#${[...digits].filter((_, index) => index % 2 === 0).join('')}`;
  return plainHex(short) === code ? [code, short] : [code];
}

function holdsHex(lower: string, code: string): boolean {
  return hexForms(code).some((form) => {
    for (let at = lower.indexOf(form); at !== -1; at = lower.indexOf(form, at + 1))
      if (!/[0-9a-z_-]/.test(lower.charAt(at + form.length))) return true;
    return false;
  });
}

function grouped(digits: string): string {
  const first = digits.length % 3;
  return [...(first === 0 ? [] : [digits.slice(0, first)]), ...(digits.slice(first).match(/\d{3}/g) ?? [])].join(',');
}

/** A whole number with commas between its thousands, when it has any. */
function withCommas(number: string): string {
  return number.replace(/^\d{4,}/, (whole) => grouped(whole));
}

function holdsNumber(text: string, number: string): boolean {
  return [...new Set([number, withCommas(number)])].some((form) => {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1))
      if (standsAlone(text, at, at + form.length)) return true;
    return false;
  });
}

/** Whether a folded text holds folded words one behind the other. */
export function holdsWords(padded: string, words: string): boolean {
  return padded.includes(isUnspaced(words) ? words : ` ${words} `);
}

/** A different output, and how many of the outputs are it. */
interface Weighed {
  readonly output: EchoOutput;
  copies: number;
}

function weighed(outputs: readonly EchoOutput[]): readonly Weighed[] {
  const known = new Map<string, Weighed>();
  for (const output of outputs) {
    const one = known.get(output.text);
    if (one) one.copies++;
    else known.set(output.text, { output, copies: 1 });
  }
  return [...known.values()];
}

/** How many outputs hold each term. */
function outputsByTerm(terms: readonly PromptTerm[], outputs: readonly EchoOutput[]): ReadonlyMap<PromptTerm, number> {
  const counts = new Map<PromptTerm, number>();
  if (terms.length === 0) return counts;
  for (const { output, copies } of weighed(outputs)) {
    onText(output.text, () => {
      const holds = holderOf(output);
      for (const term of terms) if (holds(term)) counts.set(term, (counts.get(term) ?? 0) + copies);
    });
  }
  return counts;
}

/** Whether an output holds a term. */
function holderOf({ text, folded, number }: EchoOutput): (term: PromptTerm) => boolean {
  let lower: string | null = null;
  let padded: string | null = null;
  return ({ term, kind }) => {
    if (kind === 'number') return number !== Number(term) && holdsNumber(text, term);
    if (term.startsWith('#')) return holdsHex((lower ??= text.toLowerCase()), term);
    if (kind === 'word' && isUnspaced(folded)) return tokensOf(folded).includes(term);
    return holdsWords((padded ??= ` ${folded} `), term);
  };
}

/** Outputs by word of the prompt, counted in one walk over the corpus. */
function outputsByWord(
  terms: readonly PromptTerm[],
  outputs: readonly EchoOutput[],
  corpus: Corpus,
): Map<string, number> {
  const wanted = new Uint8Array(corpus.words.length);
  for (const { term } of terms) {
    const number = corpus.numberOf(term);
    if (number !== null) wanted[number] = 1;
  }
  const copies = new Map<number, number>();
  for (const { document } of outputs) if (document !== null) copies.set(document, (copies.get(document) ?? 0) + 1);
  const counts = new Map<string, number>();
  for (const [document, times] of copies) {
    const held = new Set<number>();
    for (let place = corpus.starts[document]!; place < corpus.starts[document + 1]!; place++) {
      const token = corpus.tokens[place]!;
      if (token !== BARRIER && wanted[token] === 1) held.add(token);
    }
    for (const token of held) counts.set(corpus.words[token]!, (counts.get(corpus.words[token]!) ?? 0) + times);
  }
  return counts;
}

/** Outputs that hold each term of one condition. */
function countsOf({ terms, outputs }: EchoCondition, corpus: Corpus | null): readonly number[] {
  const words = terms.filter(({ kind }) => kind === 'word');
  const byWord = corpus === null || words.length === 0 ? null : outputsByWord(words, outputs, corpus);
  const others = outputsByTerm(byWord === null ? terms : terms.filter(({ kind }) => kind !== 'word'), outputs);
  return terms.map((term) => (term.kind === 'word' && byWord !== null ? byWord.get(term.term) : others.get(term)) ?? 0);
}

interface Found {
  readonly term: PromptTerm;
  readonly byCondition: Map<string, { readonly outputs: number; readonly n: number }>;
}

function echoTerm({ term, byCondition }: Found, several: boolean): EchoTerm {
  const sum = (key: 'outputs' | 'n') => [...byCondition.values()].reduce((total, one) => total + one[key], 0);
  const outputs = sum('outputs');
  return {
    ...{ term: term.term, kind: term.kind, outputs, rate: outputs / sum('n'), source: term.source },
    ...(several && { byCondition: Object.fromEntries(byCondition) }),
  };
}

/**
 * What outputs took from their own prompt or system prompt, most frequent first, at most 30. The rate is of all outputs to the prompts
 * that hold the term. `corpus`: of the outputs, so that many words are looked for at once; without one each is by itself.
 */
export function echoTerms(conditions: readonly EchoCondition[], corpus: Corpus | null): readonly EchoTerm[] {
  const found = new Map<string, Found>();
  for (const condition of conditions) {
    const counts = countsOf(condition, corpus);
    condition.terms.forEach((term, index) => {
      const key = `${term.kind} ${term.term}`;
      const known = found.get(key) ?? { term, byCondition: new Map<string, { outputs: number; n: number }>() };
      found.set(key, known.term.source === 'prompt' ? known : { ...known, term });
      known.byCondition.set(condition.id, { outputs: counts[index]!, n: condition.outputs.length });
    });
  }
  return [...found.values()]
    .map((one) => echoTerm(one, conditions.length > 1))
    .filter(({ outputs }) => outputs > 0)
    .sort((a, b) => b.outputs - a.outputs || b.rate - a.rate || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_LISTED);
}
