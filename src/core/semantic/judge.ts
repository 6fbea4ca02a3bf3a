import type { SemanticClass } from '../model/run.ts';
import type { CompletionRequest, Provider } from '../ports.ts';
import { eachAtOnce, type Asking } from './asking.ts';
import { claimsOf, keptApart } from '../grouping/contradiction.ts';
import { PAIR_INSTRUCTIONS, pairMessage, readVerdict } from './judge-pair.ts';
import { INSTRUCTIONS, messageOf, readReply, type Question } from './judge-prompt.ts';
import { completeLinkage } from './linkage.ts';

/**
 * A chat model says which answers are the same. Two answers are only ever brought together by calls that hold these two
 * and no other, in both orders, so what one answer talks a judge into concerns pairs that it is part of. Classes hold
 * nothing but such pairs: who is the same as everything bridges nothing. Of many answers, calls with many of them propose
 * which pairs are asked about; an answer that talks the judge into something there can at worst keep some apart.
 */

/** Most answers that are compared: every call of a proposal holds one of each class so far. */
export const MOST_JUDGED = 200;
/** Of so many answers all pairs are asked about, and nothing is proposed. */
const MOST_IN_FULL = 12;
/** Most pairs that are asked about, those of frequent answers first. */
export const MOST_PAIRS = 400;
/** Answers that are new in a call; in long lists models lose track. */
const BATCH_ANSWERS = 20;

/** Two answers by index, the first one the smaller. */
export type Pair = readonly [number, number];

/** What the calls that propose pairs hold when nothing is the same: known answers are those before. */
export function proposals(answers: readonly string[], prompt: string | null): readonly Question[] {
  if (answers.length <= MOST_IN_FULL) return [];
  const starts = Array.from({ length: Math.ceil(answers.length / BATCH_ANSWERS) }, (_, call) => call * BATCH_ANSWERS);
  return starts.map((from) => ({
    prompt,
    known: answers.slice(0, from),
    fresh: answers.slice(from, from + BATCH_ANSWERS),
  }));
}

/** The pairs that are asked about when nothing is proposed; `null` for more answers than that. */
export function fixedPairs(answers: readonly string[]): readonly Pair[] | null {
  return answers.length > MOST_IN_FULL ? null : worthAsking(answers, pairsAmong(answers.map((_, index) => index)));
}

/** Who is asked what. */
export interface JudgeOptions {
  readonly model: string;
  readonly prompt: string | null;
}

/** What a judge found. */
export interface Judgement {
  readonly same: readonly SemanticClass[];
  /** Replies that could not be read and so merged nothing. */
  readonly unreadable: number;
  /** Proposed pairs that were too many to be asked about, and so merged nothing. */
  readonly unasked: number;
}

/** Asks a judge about all answers. */
export async function classesByJudge(
  answers: readonly string[],
  options: JudgeOptions,
  complete: Provider['complete'],
  asking: Asking,
): Promise<Judgement> {
  const bench = new Bench(options, complete, asking);
  const pairs = fixedPairs(answers) ?? worthAsking(answers, await propose(answers, bench));
  const same = answers.map((_, index) => new Set([index]));
  await eachAtOnce(pairs.slice(0, MOST_PAIRS), asking.atOnce, async ([a, b]) => {
    const [first, second] = [answers[a]!, answers[b]!];
    if (!(await bench.areSame(first, second)) || !(await bench.areSame(second, first))) return;
    same[a]!.add(b);
    same[b]!.add(a);
  });
  return {
    same: together(same).map((members) => ({ answers: members.map((member) => answers[member]!), similarity: null })),
    unreadable: bench.unreadable,
    unasked: Math.max(0, pairs.length - MOST_PAIRS),
  };
}

/** The judge and what could not be read of it. */
class Bench {
  readonly #options: JudgeOptions;
  readonly #complete: Provider['complete'];
  readonly #asking: Asking;
  unreadable = 0;

  constructor(options: JudgeOptions, complete: Provider['complete'], asking: Asking) {
    this.#options = options;
    this.#complete = complete;
    this.#asking = asking;
  }

  /** Proposed pairs, by index in `known` and behind it `fresh`; none when the reply cannot be read. */
  async propose(known: readonly string[], fresh: readonly string[]): Promise<ReadonlyMap<number, number>> {
    const question: Question = { prompt: this.#options.prompt, known, fresh };
    return (await this.#ask(INSTRUCTIONS, messageOf(question), (text) => readReply(text, question))) ?? new Map();
  }

  /** Whether the judge says so, shown these two alone, in this order. */
  async areSame(first: string, second: string): Promise<boolean> {
    const { prompt } = this.#options;
    return (await this.#ask(PAIR_INSTRUCTIONS, pairMessage({ prompt, first, second }), readVerdict)) === true;
  }

  async #ask<Verdict>(system: string, text: string, read: (reply: string) => Verdict | null): Promise<Verdict | null> {
    const request = requestOf(this.#options.model, system, text);
    const reply = await this.#asking.ask((signal) => this.#complete(request, signal));
    const verdict = reply.outcome === 'completed' && !reply.truncated ? read(reply.text) : null;
    if (verdict === null) this.unreadable++;
    return verdict;
  }
}

/** Nothing but the model is set: not every model takes a temperature. */
function requestOf(model: string, system: string, text: string): CompletionRequest {
  const messages = [{ role: 'user', text }] as const;
  return { model, system, messages, parameters: {}, trialIndex: 0, condition: 'grouping', seed: 1 };
}

/** Pairs within classes by their first answer, as calls with many answers see them. */
async function propose(answers: readonly string[], bench: Bench): Promise<readonly Pair[]> {
  const classes: number[][] = [];
  for (let from = 0; from < answers.length; from += BATCH_ANSWERS) {
    const known = classes.map(([first]) => answers[first!]!);
    const fresh = answers.slice(from, from + BATCH_ANSWERS);
    const same = await bench.propose(known, fresh);
    /** The class that each number of this call is in. */
    const begun = new Map(classes.map((members, index) => [index, members]));
    fresh.forEach((_, at) => {
      const index = known.length + at;
      const joined = begun.get(same.get(index) ?? -1);
      if (joined === undefined) classes.push([from + at]);
      else joined.push(from + at);
      begun.set(index, joined ?? classes.at(-1)!);
    });
  }
  return classes.flatMap(pairsAmong);
}

/** Every two members of an ascending list. */
function pairsAmong(members: readonly number[]): readonly Pair[] {
  return members.flatMap((a, at) => members.slice(at + 1).map((b): Pair => [a, b]));
}

/** Pairs that nothing speaks against, those of frequent answers first. */
function worthAsking(answers: readonly string[], pairs: readonly Pair[]): readonly Pair[] {
  const claims = answers.map(claimsOf);
  return pairs
    .filter(([a, b]) => !keptApart(claims[a]!, claims[b]!))
    .sort((one, other) => one[1] - other[1] || one[0] - other[0]);
}

/**
 * Classes of two or more in which every two were found the same. Where verdicts do not go together, pairs that are the same
 * as the same others come first: an answer that is the same as all kinds of others displaces none of them.
 */
function together(same: readonly ReadonlySet<number>[]): readonly (readonly number[])[] {
  const alike = (a: number, b: number): number => {
    if (!same[a]!.has(b)) return -Infinity;
    const shared = [...same[a]!].filter((other) => same[b]!.has(other)).length;
    return shared / (same[a]!.size + same[b]!.size - shared);
  };
  return completeLinkage(same.length, alike, Number.MIN_VALUE).filter((members) => members.length > 1);
}
