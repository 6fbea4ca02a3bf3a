import { list, plural, quote } from '../text/prose.ts';
import { parametersOf } from '../prompt/render.ts';
import type { Condition, RunHeader, Target, TrialKey } from '../model/run.ts';
import { dollarsOf, picoDollars } from './amount.ts';
import { outputLimit } from './output-limit.ts';
import { isAskedLive, knownPrice } from './price-table.ts';
import { inputTokens } from './tokens.ts';

/** From the least to the most that is likely. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What sending is likely to take. Recorded and simulated targets cost nothing and are not in it. */
export interface RunEstimate {
  /** Calls to servers, without any retries. */
  readonly calls: number;
  /** Whether it may end before all of them are sent, so that calls, tokens and cost are the most that it takes. */
  readonly isMost: boolean;
  /** Of all calls together, judged by the length of the text. */
  readonly inputTokens: number;
  /** Of all calls together, by assumption: see `answerTokens`. */
  readonly outputTokens: Range;
  /** US dollars of the targets with a known price; `null` when there are calls and none of their prices is known. */
  readonly costUsd: Range | null;
  /** Target ids that will be asked live and have no price. */
  readonly unpriced: readonly string[];
}

/** A word or a number is an answer, and so is a page, or a joke that was thought about. Tokens. */
const SHORT_ANSWER = 10;
const LONG_ANSWER = 1000;

/** Tokens that one answer is assumed to have, thinking included: a short to a long one, or to the limit that is set. */
function answerTokens(target: Target, condition: Condition): Range {
  const high = chosenLimit(target, condition) ?? LONG_ANSWER;
  return { low: Math.min(SHORT_ANSWER * (condition.rewrite?.answers ?? 1), high), high };
}

/** The limit that someone chose. What Anthropic's API demands is none: few answers come near it. */
function chosenLimit(target: Target, condition: Condition): number | null {
  return outputLimit({ provider: '', parameters: parametersOf(target, condition) });
}

/** Calls by target and condition; those that go to no server are left out. */
function countedCalls(header: RunHeader, missing: readonly TrialKey[]): Map<Target, Map<string, number>> {
  const live = new Map(header.targets.filter(isAskedLive).map((target) => [target.id, target]));
  const calls = new Map<Target, Map<string, number>>();
  for (const key of missing) {
    const target = live.get(key.target);
    if (target === undefined) continue;
    const byCondition = calls.get(target) ?? new Map<string, number>();
    calls.set(target, byCondition.set(key.condition, (byCondition.get(key.condition) ?? 0) + 1));
  }
  return calls;
}

/**
 * Whether a run is sent from its start until it is settled, and may be so at a look before the last, or has a second part that may
 * not be needed. Later parts of such a run are sent to their end.
 */
function mayEndEarly({ looks = [], targets, conditions, trialsPerCell }: RunHeader, missing: number): boolean {
  const hasStops =
    looks.some((look) => look < trialsPerCell) || conditions.some(({ rewrite }) => rewrite?.confirms !== undefined);
  return hasStops && missing === targets.length * conditions.length * trialsPerCell;
}

/**
 * What sending the missing trials is likely to take: the text that goes out is known, how long the answers will be is
 * assumed. `missing` comes from `planResume`, or from `missingTrials(header, [])` for a new run.
 */
export function estimateRun(header: RunHeader, missing: readonly TrialKey[]): RunEstimate {
  const conditions = new Map(header.conditions.map((condition) => [condition.id, condition]));
  const total = { calls: 0, input: 0, low: 0, high: 0 };
  const pico = { low: 0, high: 0 };
  const unpriced: string[] = [];
  const asked = countedCalls(header, missing);
  for (const [target, byCondition] of asked) {
    let calls = 0;
    let input = 0;
    // Earlier answers that a call shows again, see `Chain`.
    const shown = { low: 0, high: 0 };
    const output = { low: 0, high: 0 };
    for (const [id, count] of byCondition) {
      const condition = conditions.get(id);
      calls += count;
      if (!condition) continue;
      const answer = answerTokens(target, condition);
      output.low += count * answer.low;
      output.high += count * answer.high;
      input += count * inputTokens(condition, parametersOf(target, condition)).likely;
      const before = (count * ((condition.rewrite?.chain?.length ?? 1) - 1)) / 2;
      shown.low += before * answer.low;
      shown.high += before * answer.high;
    }
    total.calls += calls;
    total.input += input + shown.low;
    total.low += output.low;
    total.high += output.high;
    const price = knownPrice(header, target.id);
    if (price === undefined) unpriced.push(target.id);
    else {
      pico.low += picoDollars({ inputTokens: input + shown.low, outputTokens: output.low }, price);
      pico.high += picoDollars({ inputTokens: input + shown.high, outputTokens: output.high }, price);
    }
  }
  const known = asked.size === 0 || unpriced.length < asked.size;
  return {
    calls: total.calls,
    isMost: mayEndEarly(header, missing.length),
    inputTokens: total.input,
    outputTokens: { low: total.low, high: total.high },
    costUsd: known ? { low: dollarsOf(pico.low), high: dollarsOf(pico.high) } : null,
    unpriced,
  };
}

const whole = (count: number): string => count.toLocaleString('en-US');

/** Sums below this are not worth their digits, US dollars. */
const SMALLEST = 0.0001;

/** US dollars, 0 or more: `$0`, `under $0.0001`, two significant digits below ten cents (`$0.0042`), then cents (`$1.30`). */
export function formatUsd(usd: number): string {
  if (usd === 0) return '$0';
  if (usd < SMALLEST) return `under $${String(SMALLEST)}`;
  const places = usd < 0.0995 ? 1 - Math.floor(Math.log10(usd * 1.0000001)) : 2;
  const written = usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: places });
  return `$${written}`;
}

function between({ low, high }: Range, write: (value: number) => string): string {
  const [from, to] = [write(low), write(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** Labels for a sentence, the first few of them. */
function names(targets: readonly string[], { targets: all }: RunHeader): string {
  const labels = targets.map((id) => quote(all.find((target) => target.id === id)?.label ?? id, 'text'));
  const shown = labels.length > 4 ? [...labels.slice(0, 3), `${labels.length - 3} more`] : labels;
  return list(shown);
}

/** What the figures rest on. */
function assumption({ calls, inputTokens: input }: RunEstimate, header: RunHeader): string {
  const live = header.targets.filter(isAskedLive);
  const cells = live.flatMap((target) => header.conditions.map((condition) => ({ target, condition })));
  const answers = cells.map(({ target, condition }) => answerTokens(target, condition));
  const range = {
    low: Math.min(...answers.map(({ low }) => low)),
    high: Math.max(...answers.map(({ high }) => high)),
  };
  const limited = cells.every(({ target, condition }) => chosenLimit(target, condition) !== null);
  const each = Math.max(1, Math.round(input / calls));
  const end = limited ? ', the limit that is set' : '; models that think or write at length use more';
  return `about ${plural(each, 'token')} a prompt, judged by its length, and ${between(range, whole)} an answer${end}`;
}

/** The estimate for a person who decides whether to send: one or two sentences that say what they rest on. */
export function estimateSentence(estimate: RunEstimate, header: RunHeader): string {
  const { calls, isMost, costUsd, unpriced } = estimate;
  if (calls === 0) return 'This asks no server and costs nothing.';
  const sends = `This sends ${isMost ? 'at most ' : ''}${whole(calls)} ${calls === 1 ? 'call' : 'calls'}`;
  const missing = unpriced.length === 0 ? '' : names(unpriced, header);
  if (costUsd === null) {
    return `${sends}; what they cost is unknown, because no price is known for ${missing}. Expect ${assumption(estimate, header)}.`;
  }
  const cost = `${sends}, at an estimated cost of ${between(costUsd, formatUsd)}${isMost ? ' if all are sent' : ''}`;
  const isOrAre = unpriced.length === 1 ? 'is' : 'are';
  const without = missing === '' ? '' : `; no price is known for ${missing}, which ${isOrAre} not in it`;
  // Nothing costs nothing, whatever is assumed.
  if (costUsd.high === 0) return missing === '' ? `${sends} and costs nothing.` : `${cost}${without}.`;
  return `${cost}${without}. That assumes ${assumption(estimate, header)}.`;
}
