import { plural } from '../text/prose.ts';
import type { Price } from '../model/run.ts';
import { dollarsOf, picoDollars } from '../money/amount.ts';
import { formatUsd, type Range } from '../money/estimate.ts';
import { estimateTokens } from '../money/tokens.ts';
import type { Compared, SemanticWish } from './ask.ts';
import { embeddingBatches } from './embedding.ts';
import { PAIR_INSTRUCTIONS, pairMessage } from './judge-pair.ts';
import { INSTRUCTIONS, messageOf, type Question } from './judge-prompt.ts';
import { fixedPairs, MOST_PAIRS, proposals, type Pair } from './judge.ts';

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

/** What a judge reads in a call with many answers. */
function proposalTokens(question: Question): number {
  return estimateTokens(INSTRUCTIONS) + estimateTokens(messageOf(question));
}

/** What a judge reads in a call with two answers. */
function pairTokens(prompt: string | null, first: string, second: string): number {
  return estimateTokens(PAIR_INSTRUCTIONS) + estimateTokens(pairMessage({ prompt, first, second }));
}

type JudgeTokens = Pick<SemanticEstimate, 'calls' | 'inputTokens' | 'outputTokens'>;

/** When all is different each pair takes one call, or none is proposed; when all is the same each pair takes two. */
function judgeTokens({ answers, prompt }: Compared): JudgeTokens {
  const fixed = fixedPairs(answers);
  const proposed = proposals(answers, prompt);
  const [calls, input] = fixed === null ? likely(answers, prompt) : exact(fixed, answers, prompt);
  const all = { low: proposed.length + calls.low, high: proposed.length + calls.high };
  return {
    calls: all,
    inputTokens: {
      low: sum(proposed.map((one) => proposalTokens({ ...one, known: [] }))) + input.low,
      high: sum(proposed.map(proposalTokens)) + input.high,
    },
    outputTokens: { low: all.low * SHORT_REPLY, high: all.high * LONG_REPLY },
  };
}

type CallsAndTokens = readonly [calls: Range, inputTokens: Range];

function exact(pairs: readonly Pair[], answers: readonly string[], prompt: string | null): CallsAndTokens {
  const input = sum(pairs.map(([a, b]) => pairTokens(prompt, answers[a]!, answers[b]!)));
  return [
    { low: pairs.length, high: 2 * pairs.length },
    { low: input, high: 2 * input },
  ];
}

/** At most all pairs are proposed, as far as so many are asked about, and all answers are as long as the longest. */
function likely(answers: readonly string[], prompt: string | null): CallsAndTokens {
  const pairs = Math.min(MOST_PAIRS, (answers.length * (answers.length - 1)) / 2);
  const frame = pairTokens(prompt, '', '');
  const longest = answers.reduce((most, answer) => Math.max(most, pairTokens(prompt, answer, '') - frame), 0);
  return [
    { low: 0, high: 2 * pairs },
    { low: 0, high: 2 * pairs * (frame + 2 * longest) },
  ];
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

function embeddingTokens(answers: readonly string[]): JudgeTokens {
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
  if (answers.length < 2 || estimate.calls.high === 0)
    return 'Grouping by meaning asks nothing: there are no two answers to compare.';
  const calls = estimate.calls.high === 1 ? '1 call' : `${between(estimate.calls, whole)} calls`;
  const cost =
    estimate.costUsd === null
      ? 'what that costs is unknown, because no price is known for it'
      : estimate.costUsd.high === 0
        ? 'it costs nothing'
        : `at an estimated cost of ${between(estimate.costUsd, formatUsd)}`;
  const sends = `Grouping by meaning sends ${whole(answers.length)} different answers to ${target} in ${calls}`;
  const rest =
    left === 0 ? '' : ` ${plural(left, 'rarer answer is', 'rarer answers are')} too many for that and stay as worded.`;
  return `${sends}, ${tokens(estimate, method)}; ${cost}.${rest}`;
}
