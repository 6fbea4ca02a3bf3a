import { plural } from '../analysis/insight/words.ts';
import type { Price } from '../model/run.ts';
import { dollarsOf, picoDollars } from '../money/amount.ts';
import { formatUsd, type Range } from '../money/estimate.ts';
import { estimateTokens } from '../money/tokens.ts';
import type { Compared, SemanticWish } from './ask.ts';
import { embeddingBatches } from './embedding.ts';
import { INSTRUCTIONS, messageOf } from './judge-prompt.ts';
import { proposals } from './judge.ts';

/** What asking about meaning is likely to take, said before anything is sent. */

/** Without retries. */
export interface SemanticEstimate {
  readonly calls: Range;
  /** Judged by the length of the text. */
  readonly inputTokens: Range;
  /** By assumption for a judge: a short reply to a page of thinking each; 0 for embeddings. */
  readonly outputTokens: Range;
  /** US dollars; `null` when the price is not known. */
  readonly costUsd: Range | null;
}

/** Tokens of a judge's reply. */
const SHORT_REPLY = 10;
const LONG_REPLY = 1000;

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** What a judge reads in a call. */
function questionTokens(question: Parameters<typeof messageOf>[0]): number {
  return estimateTokens(INSTRUCTIONS) + estimateTokens(messageOf(question));
}

function judgeTokens({ answers, prompt }: Compared): Pick<SemanticEstimate, 'calls' | 'inputTokens' | 'outputTokens'> {
  const questions = proposals(answers, prompt);
  const proposed = {
    low: questions.map((one) => questionTokens({ ...one, known: [] })),
    high: questions.map(questionTokens),
  };
  // At most, everything is in classes of two, and each of them is asked about once more.
  const classes = Math.floor(answers.length / 2);
  const frame = questionTokens({ prompt, known: [], fresh: [] });
  const confirmed = questionTokens({ prompt, known: [], fresh: answers }) - frame + classes * frame;
  const calls = { low: questions.length, high: questions.length + classes };
  return {
    calls,
    inputTokens: { low: sum(proposed.low), high: sum(proposed.high) + (classes === 0 ? 0 : confirmed) },
    outputTokens: { low: calls.low * SHORT_REPLY, high: calls.high * LONG_REPLY },
  };
}

/** The estimate for the answers of a run. */
export function estimateMeaning(
  compared: Compared,
  { method, price }: Pick<SemanticWish, 'method' | 'price'>,
): SemanticEstimate {
  const { calls, inputTokens, outputTokens } =
    method === 'judge' ? judgeTokens(compared) : embeddingTokens(compared.answers);
  const cost = (end: keyof Range, known: Price) =>
    dollarsOf(picoDollars({ inputTokens: inputTokens[end], outputTokens: outputTokens[end] }, known));
  const costUsd = price === undefined ? null : { low: cost('low', price), high: cost('high', price) };
  return { calls, inputTokens, outputTokens, costUsd };
}

function embeddingTokens(answers: readonly string[]): ReturnType<typeof judgeTokens> {
  const batches = answers.length < 2 ? [] : embeddingBatches(answers);
  const input = sum(batches.map((texts) => sum(texts.map(estimateTokens))));
  return {
    calls: { low: batches.length, high: batches.length },
    inputTokens: { low: input, high: input },
    outputTokens: { low: 0, high: 0 },
  };
}

function between({ low, high }: Range, write: (value: number) => string): string {
  const [from, to] = [write(low), write(high)];
  return from === to ? from : `${from} to ${to}`;
}

const whole = (count: number): string => count.toLocaleString('en-US');

function tokens({ inputTokens, outputTokens }: SemanticEstimate, method: SemanticWish['method']): string {
  const input = `about ${between(inputTokens, whole)} tokens in`;
  return method === 'embedding' ? input : `${input} and ${between(outputTokens, whole)} out`;
}

/** The estimate for a person, in one or two sentences. */
export function meaningSentence(
  { answers, left }: Compared,
  { method, target }: Pick<SemanticWish, 'method' | 'target'>,
  estimate: SemanticEstimate,
): string {
  if (answers.length < 2) return 'Grouping by meaning asks nothing: there are no two answers to compare.';
  const calls = estimate.calls.high === 1 ? '1 call' : `${between(estimate.calls, whole)} calls`;
  const cost =
    estimate.costUsd === null
      ? 'what that costs is unknown, because no price is known for it'
      : `at an estimated cost of ${between(estimate.costUsd, formatUsd)}`;
  const sends = `Grouping by meaning sends ${whole(answers.length)} different answers to ${target} in ${calls}`;
  const rest =
    left === 0 ? '' : ` ${plural(left, 'rarer answer is', 'rarer answers are')} too many for that and stay as worded.`;
  return `${sends}, ${tokens(estimate, method)}; ${cost}.${rest}`;
}
