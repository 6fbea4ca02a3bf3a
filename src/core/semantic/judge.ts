import type { SemanticClass } from '../model/run.ts';
import type { CompletionRequest, Provider } from '../ports.ts';
import type { Asking } from './asking.ts';
import { claimsOf, otherNumbers } from './contradiction.ts';
import { INSTRUCTIONS, messageOf, readReply, type Question } from './judge-prompt.ts';

/**
 * A chat model says which answers are the same. It proposes classes in calls that hold many answers, and each class is
 * then put to it once more in a call that holds no other answer. So an answer that talks the judge into something brings
 * together none but those it is in one class with: what it made of others is not confirmed when it is not there. At worst
 * it keeps some apart, and these stay as they are.
 */

/** Most answers that are compared: every call holds one of each class so far. */
export const MOST_JUDGED = 200;
/** Answers that are new in a call; in long lists models lose track. */
const BATCH_ANSWERS = 20;

/** What the calls of the first round hold when nothing is the same: known answers are those before. */
export function proposals(answers: readonly string[], prompt: string | null): readonly Question[] {
  const starts = Array.from({ length: Math.ceil(answers.length / BATCH_ANSWERS) }, (_, call) => call * BATCH_ANSWERS);
  return starts
    .map((from) => ({ prompt, known: answers.slice(0, from), fresh: answers.slice(from, from + BATCH_ANSWERS) }))
    .filter(({ known, fresh }) => known.length + fresh.length > 1);
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
}

/** Asks a judge about all answers. */
export async function classesByJudge(
  answers: readonly string[],
  options: JudgeOptions,
  complete: Provider['complete'],
  asking: Asking,
): Promise<Judgement> {
  const bench = new Bench(options, complete, asking);
  const same: SemanticClass[] = [];
  for (const proposed of await propose(answers, bench)) {
    const confirmed = await confirm(proposed, bench);
    if (confirmed.length > 1) same.push({ answers: confirmed, similarity: null });
  }
  return { same, unreadable: bench.unreadable };
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

  /** Pairs that are the same, by index in `known` and behind it `fresh`; none when the reply cannot be read. */
  async ask(known: readonly string[], fresh: readonly string[]): Promise<ReadonlyMap<number, number>> {
    const { model, prompt } = this.#options;
    const question: Question = { prompt, known, fresh };
    const reply = await this.#asking.ask((signal) => this.#complete(requestOf(model, question), signal));
    const same = reply.outcome === 'completed' && !reply.truncated ? readReply(reply.text, question) : null;
    if (same === null) this.unreadable++;
    return same ?? new Map();
  }
}

/** Nothing but the model is set: not every model takes a temperature. */
function requestOf(model: string, question: Question): CompletionRequest {
  const messages = [{ role: 'user', text: messageOf(question) }] as const;
  return { model, system: INSTRUCTIONS, messages, parameters: {}, trialIndex: 0, condition: 'grouping', seed: 1 };
}

/** Classes by their first answer. An answer joins only the first of a class, and only when no number speaks against it. */
async function propose(answers: readonly string[], bench: Bench): Promise<readonly (readonly string[])[]> {
  const classes: string[][] = [];
  for (let from = 0; from < answers.length; from += BATCH_ANSWERS) {
    const known = classes.map(([first]) => first!);
    const fresh = answers.slice(from, from + BATCH_ANSWERS);
    const same = known.length + fresh.length > 1 ? await bench.ask(known, fresh) : new Map<number, number>();
    /** The class that each number of this call begins; none for an answer that was put into another. */
    const begun = new Map(classes.map((members, index) => [index, members]));
    fresh.forEach((answer, at) => {
      const index = known.length + at;
      const joined = begun.get(same.get(index) ?? -1);
      if (joined !== undefined && mayJoin(joined[0]!, answer)) joined.push(answer);
      else {
        const members = [answer];
        classes.push(members);
        begun.set(index, members);
      }
    });
  }
  return classes.filter((members) => members.length > 1);
}

function mayJoin(first: string, answer: string): boolean {
  return !otherNumbers(claimsOf(first), claimsOf(answer));
}

/** The members of a class that are still the same as its first when nothing else is there to be read. */
async function confirm([first, ...others]: readonly string[], bench: Bench): Promise<readonly string[]> {
  const same = await bench.ask([first!], others);
  return [first!, ...others.filter((_, at) => same.get(at + 1) === 0)];
}
