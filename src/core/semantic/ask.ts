import { summarize, type AnalysisOptions } from '../analysis/summarize.ts';
import { choosesAmong } from '../extraction/choice.ts';
import { parseExtractor } from '../extraction/registry.ts';
import type { Price, RunRecord, SemanticGrouping } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Provider } from '../ports.ts';
import type { Asking } from './asking.ts';
import { MOST_EMBEDDED } from '../grouping/semantic.ts';
import { classesByEmbedding } from './embedding.ts';
import { answerDigest, isNumberAnswer } from '../grouping/answer-digest.ts';
import { classesByJudge, MOST_JUDGED, type Judgement } from './judge.ts';

/** Asking a model which answers of a run mean the same. The analysis itself asks nobody; it is given what came of this. */

/** Who is asked, and how. */
export interface SemanticWish {
  readonly method: SemanticGrouping['method'];
  /** `provider:model`. */
  readonly target: string;
  readonly model: string;
  /** `null` for the provider's own. */
  readonly baseUrl: string | null;
  /** Least similarity, above 0 and at most 1; `null` for a judge. */
  readonly threshold: number | null;
  /** `undefined` when not known. */
  readonly price: Price | undefined;
}

/** The answers that are compared. */
export interface Compared {
  /** One of each lexical group, as most members wrote it; the most frequent first, then by text. */
  readonly answers: readonly string[];
  /** Rarer ones that are too many to be compared. */
  readonly left: number;
  /** The prompt that they answer; `null` when there are several. */
  readonly prompt: string | null;
}

/** What is worth comparing in a run, read as `options` say. Numbers and the options of a choice are not: they are what they are. */
export function comparedAnswers(
  record: RunRecord,
  options: AnalysisOptions,
  method: SemanticGrouping['method'],
): Compared {
  const { groups, numbers, extractor } = summarize(record, { ...options, grouping: 'lexical' });
  const isTyped = numbers !== null || choosesAmong(parseExtractor(extractor), record.run.conditions);
  const all = isTyped ? [] : groups.map(({ answer }) => answer).filter((answer) => !isNumberAnswer(answer));
  const answers = all.slice(0, method === 'embedding' ? MOST_EMBEDDED : MOST_JUDGED);
  const [condition, ...more] = record.run.conditions;
  const prompt = condition === undefined || more.length > 0 || condition.prompt === '' ? null : condition.prompt;
  return { answers, left: all.length - answers.length, prompt };
}

/**
 * Asks, and gives what is to be kept with the run. Asks nothing when there are fewer than two answers. Throws a
 * `UsageError` of one sentence when the model cannot be had. `now` is ISO-8601 UTC.
 */
export async function askMeaning(
  compared: Compared,
  wish: SemanticWish,
  provider: Provider,
  asking: Asking,
  now: string,
): Promise<SemanticGrouping> {
  const { answers } = compared;
  const none: Judgement = { same: [], unreadable: 0, unasked: 0 };
  const found = answers.length < 2 ? none : await classesBy(compared, wish, provider, asking);
  const { method, target, baseUrl, threshold, price } = wish;
  return {
    ...{ method, target, baseUrl, threshold, at: now, calls: asking.calls, usage: asking.usage },
    ...(price && { price }),
    answers: answers.length,
    compared: answers.map(answerDigest),
    unreadable: found.unreadable,
    ...(found.unasked > 0 && { unasked: found.unasked }),
    same: found.same,
  };
}

async function classesBy(
  { answers, prompt }: Compared,
  { method, model, threshold, target }: SemanticWish,
  provider: Provider,
  asking: Asking,
): Promise<Judgement> {
  if (method === 'judge') {
    return classesByJudge(answers, { model, prompt }, (...call) => provider.complete(...call), asking);
  }
  if (!provider.embed || threshold === null) throw new UsageError(`${target} has no embeddings to compare answers by.`);
  const embed: NonNullable<Provider['embed']> = (...call) => provider.embed!(...call);
  return {
    same: await classesByEmbedding(answers, { model, least: threshold }, embed, asking),
    unreadable: 0,
    unasked: 0,
  };
}
