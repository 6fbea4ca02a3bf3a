import { Asking, type AskingOptions } from '../../../../src/core/semantic/asking.ts';
import type { SemanticGrouping } from '../../../../src/core/model/run.ts';
import type { AnsweredAttempt, CompletionRequest, FailedAttempt } from '../../../../src/core/ports.ts';
import { FakeClock } from '../../../support/fake-clock.ts';

/** What was found out about the meaning of some answers. */
export function grouping(changes: Partial<SemanticGrouping> = {}): SemanticGrouping {
  return {
    ...{
      method: 'embedding',
      target: 'openai:embedder',
      baseUrl: null,
      threshold: 0.9,
      at: '2026-01-31T13:00:00.000Z',
    },
    ...{ calls: 1, usage: { inputTokens: 60, outputTokens: 0 }, answers: 0, compared: [], unreadable: 0, same: [] },
    ...changes,
  };
}

/** Asks on a clock of its own, in vain only when the test says so. */
export function asking(clock = new FakeClock(), changes: Partial<AskingOptions> = {}): Asking {
  const { signal } = new AbortController();
  const limits = { timeoutMs: 10_000, limitUsd: null, price: undefined };
  return new Asking({ clock, random: () => 0.5, signal, ...limits, ...changes });
}

/** A reply that says this. */
export function says(text: string, changes: Partial<AnsweredAttempt> = {}): AnsweredAttempt {
  const usage = { inputTokens: 100, outputTokens: 10 };
  const rest = { finishReason: 'stop', truncated: false, usage, modelReported: null, note: null };
  return { kind: 'answered', outcome: 'completed', text, ...rest, ...changes };
}

/** A call that failed. */
export function fails(changes: Partial<FailedAttempt> = {}): FailedAttempt {
  const error = { reason: 'overloaded', message: 'OpenAI is overloaded; try again later.', status: 503 } as const;
  const facts = { retryable: true, retryAfterMs: null, parameter: null, stopsTarget: false };
  return { kind: 'failed', error, ...facts, ...changes };
}

interface Numbered {
  readonly number: number;
  readonly answer: string;
}

/** The two answers of a question about a pair; `null` for a question about many. */
export function readPair(
  request: CompletionRequest,
): { readonly question?: string; readonly first: string; readonly second: string } | null {
  const read = JSON.parse(request.messages[0]!.text) as NonNullable<ReturnType<typeof readPair>>;
  return 'first' in read ? read : null;
}

/** The answers of a question about many, as a judge reads them. */
export function readQuestion(request: CompletionRequest): {
  readonly question?: string;
  readonly known: readonly Numbered[];
  readonly new: readonly Numbered[];
} {
  return JSON.parse(request.messages[0]!.text) as ReturnType<typeof readQuestion>;
}

/** A judge that goes by `same`, and joins each new answer to the first it takes for the same. */
export function honestJudge(same: (a: string, b: string) => boolean): (request: CompletionRequest) => string {
  return (request) => {
    const pair = readPair(request);
    if (pair !== null) return JSON.stringify({ same: same(pair.first, pair.second) });
    const { known, new: fresh } = readQuestion(request);
    const pairs = fresh.flatMap(({ number, answer }) => {
      const first = [...known, ...fresh].find((one) => one.number < number && same(one.answer, answer));
      return first === undefined ? [] : [[number, first.number]];
    });
    return JSON.stringify({ same: pairs });
  };
}
