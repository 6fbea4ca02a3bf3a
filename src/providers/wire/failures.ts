import { retryAfterMs } from '../../core/engine/retry.ts';
import type { FailureReason, Parameters } from '../../core/model/run.ts';
import type { FailedAttempt } from '../../core/ports.ts';
import { breakageOf, UNREADABLE } from './broken-call.ts';
import { causes } from './causes.ts';
import type { ErrorBody } from './error-body.ts';
import { readErrorBody, retryInfoMs } from './error-body.ts';
import { reasonOf } from './failure-reason.ts';
import type { Named } from './failure-sentences.ts';
import { capital, sentenceFor } from './failure-sentences.ts';
import { HttpFailure } from './guarded-fetch.ts';
import { limitHints } from './limits.ts';
import { namedParameter } from './named-parameter.ts';
import { BrokenOff } from './reply.ts';
import { OversizedReply, REPLY_LIMITS } from './whole-reply.ts';

/** A reply that arrived with 2xx and still holds no answer: cut off, or not what the API promises. */
export class MalformedReply extends Error {
  override readonly name = 'MalformedReply';
}

/** What is known of a call that failed. */
export interface FailureContext extends Named {
  /** What can be left out of what was sent. */
  readonly sent: Parameters;
  /** Of the reply within which it failed; `null` when there was none. */
  readonly headers: Headers | null;
}

/** Turns whatever an SDK threw into a failed attempt with one plain sentence. */
export function failedAttempt(error: unknown, context: FailureContext): FailedAttempt {
  const chain = causes(error);
  const http = chain.find((cause) => cause instanceof HttpFailure);
  if (http) return http.headers ? httpFailure(http, http.headers, context) : failureWithin(http, context);
  const broken = chain.find((cause) => cause instanceof BrokenOff);
  const streamed = chain.map(streamedFailure).find((failure) => failure !== null);
  if (streamed) return failureWithin(streamed, context);
  const name = capital(context.server);
  if (broken) {
    const message = `${name} broke its answer off (${broken.finishReason}); try again later.`;
    return failed('network', message, { retryable: true, maybeBilled: true });
  }
  if (chain.some((cause) => cause instanceof OversizedReply)) {
    const message = `${name} sent an answer of more than ${REPLY_LIMITS.answer / 2 ** 20} MB; ask for a shorter one.`;
    return failed('network', message, { maybeBilled: true });
  }
  const { reason, words, ...facts } = isMalformed(chain, context) ? UNREADABLE : breakageOf(codeOf(chain));
  return failed(reason, `${name} ${words}.`, facts);
}

/** Replies are read to their end before an SDK sees them, so what it then stumbles over without a code is the text. */
function isMalformed(chain: readonly unknown[], { headers }: FailureContext): boolean {
  const told = chain.some((cause) => cause instanceof MalformedReply || cause instanceof SyntaxError);
  return told || (headers !== null && codeOf(chain) === '');
}

interface FailureFacts {
  readonly retryable?: boolean;
  readonly stopsTarget?: boolean;
  readonly status?: number;
  readonly retryAfterMs?: number | null;
  readonly parameter?: string | null;
  readonly maybeBilled?: boolean;
}

/** A failed attempt with these facts; retrying, stopping and a bill are off unless said. */
export function failed(reason: FailureReason, message: string, facts: FailureFacts = {}): FailedAttempt {
  return {
    kind: 'failed',
    error: { reason, message, status: facts.status ?? null },
    retryable: facts.retryable ?? false,
    retryAfterMs: facts.retryAfterMs ?? null,
    parameter: facts.parameter ?? null,
    stopsTarget: facts.stopsTarget ?? false,
    ...(facts.maybeBilled && { maybeBilled: true }),
  };
}

/** What a server says went wrong. */
interface SaidFailure {
  readonly status: number;
  /** The body of the reply, or what stands for one. */
  readonly body: string;
}

function httpFailure({ status, body: text }: SaidFailure, headers: Headers, context: FailureContext): FailedAttempt {
  const body = readErrorBody(text);
  const reason = reasonOf(status, body);
  const retryable = reason === 'rate-limited' || reason === 'overloaded' || reason === 'timeout';
  return failed(reason, sentenceFor(reason, status, saidBy(body), context), {
    status,
    retryable,
    retryAfterMs: retryable ? waitMs(status, body, headers) : null,
    parameter: reason === 'bad-request' ? namedParameter(body, context.sent) : null,
    stopsTarget: STOPPING.has(reason) || (status >= 300 && status < 400),
    maybeBilled: LOST_BEHIND_A_GATEWAY.has(status),
  });
}

/** The server's own sentence, and what it is about where only the body's fields say that. */
function saidBy({ message, params }: ErrorBody): string {
  const [about] = params;
  return message === '' || about === undefined || message.includes(about) ? message : `${message} (${about})`;
}

/** A gateway gave up on the server behind it, which may have gone on: bad gateway, and the two that ran out of time. */
const LOST_BEHIND_A_GATEWAY = new Set([502, 504, 524]);

/** Whatever the server says about waiting; for a limit without a word about it, until what is used up is there again. */
function waitMs(status: number, body: ErrorBody, headers: Headers): number | null {
  const header = (name: string) => headers.get(name);
  const asked = retryAfterMs(header, Date.now()) ?? retryInfoMs(body);
  if (asked !== null || status !== 429) return asked;
  const resets = limitHints(header, Date.now()).map(({ remaining, resetMs }) => (remaining === 0 ? resetMs : null));
  const waits = resets.filter((reset) => reset !== null);
  return waits.length === 0 ? null : Math.max(...waits);
}

/** An error within a reply that began as a good one: what was done until then may be billed, unless it was refused. */
function failureWithin(said: SaidFailure, context: FailureContext): FailedAttempt {
  const attempt = httpFailure(said, context.headers ?? new Headers(), context);
  return said.status < 500 ? attempt : { ...attempt, maybeBilled: true };
}

/** No further trial of the target can do better. */
const STOPPING = new Set<FailureReason>(['authentication', 'permission', 'not-found', 'quota']);

/** An error inside Anthropic's stream has a type where other replies have a status. */
const STATUS_OF_TYPE: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

function streamedFailure(error: unknown): SaidFailure | null {
  if (typeof error !== 'object' || error === null || !('error' in error)) return null;
  const body = JSON.stringify(error.error) ?? '';
  const type = readErrorBody(body).codes.find((code) => Object.hasOwn(STATUS_OF_TYPE, code));
  const status = type === undefined ? undefined : STATUS_OF_TYPE[type];
  return status === undefined ? null : { status, body };
}

/** The outermost error code; empty when there is none. */
function codeOf(chain: readonly unknown[]): string {
  for (const error of chain) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code !== '') {
      return error.code;
    }
  }
  return '';
}
