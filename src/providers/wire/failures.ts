import { retryAfterMs } from '../../core/engine/retry.ts';
import type { FailureReason, Parameters } from '../../core/model/run.ts';
import type { FailedAttempt } from '../../core/ports.ts';
import type { ErrorBody } from './error-body.ts';
import { dailyQuotaUsedUp, errorInfoReason, namedParameter, readErrorBody, retryInfoMs } from './error-body.ts';
import { HttpFailure } from './guarded-fetch.ts';

/** A reply that arrived with 2xx and still holds no answer: cut off, or not what the API promises. */
export class MalformedReply extends Error {
  override readonly name = 'MalformedReply';
}

/** What a message about a failure may name. */
export interface FailureContext {
  /** The server as people know it: "OpenAI", "the server at localhost:11434". */
  readonly server: string;
  readonly keyed: boolean;
  /** `null` when no model was asked. */
  readonly model: string | null;
  readonly sent: Parameters;
}

/** Turns whatever an SDK threw into a failed attempt with one plain sentence. */
export function failedAttempt(error: unknown, context: FailureContext): FailedAttempt {
  const chain = causes(error);
  const http = chain.find((cause) => cause instanceof HttpFailure);
  if (http) return httpFailure(http.status, http.body, http.headers, context);
  const streamed = chain.map(streamedFailure).find((failure) => failure !== null);
  if (streamed) return httpFailure(streamed.status, streamed.body, new Headers(), context);
  const code = chain.map(errorCode).find((name) => name !== '') ?? '';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) {
    return failed('timeout', `${capital(context.server)} did not answer in time.`, { retryable: true });
  }
  const malformed = chain.some((cause) => cause instanceof MalformedReply || cause instanceof SyntaxError);
  const reason = malformed ? 'sent an answer that cannot be read' : connectionReason(code);
  return failed('network', `${capital(context.server)} ${reason}.`, { retryable: true });
}

interface FailureFacts {
  readonly retryable?: boolean;
  readonly stopsTarget?: boolean;
  readonly status?: number;
  readonly retryAfterMs?: number | null;
  readonly parameter?: string | null;
}

/** A failed attempt with these facts; retrying and stopping are off unless said. */
export function failed(reason: FailureReason, message: string, facts: FailureFacts = {}): FailedAttempt {
  return {
    kind: 'failed',
    error: { reason, message, status: facts.status ?? null },
    retryable: facts.retryable ?? false,
    retryAfterMs: facts.retryAfterMs ?? null,
    parameter: facts.parameter ?? null,
    stopsTarget: facts.stopsTarget ?? false,
  };
}

function httpFailure(status: number, text: string, headers: Headers, context: FailureContext): FailedAttempt {
  const body = readErrorBody(text);
  const reason = reasonOf(status, body);
  const retryable = reason === 'rate-limited' || reason === 'overloaded' || reason === 'timeout';
  const wait = retryable ? (retryAfterMs((name) => headers.get(name), Date.now()) ?? retryInfoMs(body)) : null;
  return failed(reason, sentence(reason, status, body, context), {
    status,
    retryable,
    retryAfterMs: wait,
    parameter: reason === 'bad-request' ? namedParameter(body, context.sent) : null,
    stopsTarget: STOPPING.has(reason) || (status >= 300 && status < 400),
  });
}

/** No further trial of the target can do better. */
const STOPPING = new Set<FailureReason>(['authentication', 'permission', 'not-found', 'quota']);

function reasonOf(status: number, body: ErrorBody): FailureReason {
  if (body.moderated && status < 500) return 'content-filter';
  if (status === 401 || isKeyError(body)) return 'authentication';
  if (status === 402 || isQuotaError(status, body)) return 'quota';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return 'rate-limited';
  if (status === 408) return 'timeout';
  if (status === 409 || status === 425 || status >= 500) return 'overloaded';
  return 'bad-request';
}

function isKeyError(body: ErrorBody): boolean {
  return errorInfoReason(body) === 'API_KEY_INVALID' || body.code === 'invalid_api_key';
}

function isQuotaError(status: number, body: ErrorBody): boolean {
  if (body.code === 'insufficient_quota' || body.type === 'insufficient_quota' || body.type === 'billing_error') {
    return true;
  }
  if (status === 400) return /credit balance is too low/i.test(body.message);
  return status === 429 && dailyQuotaUsedUp(body);
}

function sentence(reason: FailureReason, status: number, body: ErrorBody, context: FailureContext): string {
  const { server, keyed, model } = context;
  const name = capital(server);
  switch (reason) {
    case 'authentication':
      return keyed
        ? `The key for ${server} was refused (${status}); set a valid one.`
        : `${name} asks for a key (${status}); set one.`;
    case 'permission':
      return `${keyed ? `The key for ${server}` : name} does not allow ${model ?? 'this'} (${status}); choose another model or key.`;
    case 'quota':
      return `The account at ${server} has no credit or quota left (${status}); top it up or use another key.`;
    case 'not-found':
      return model === null
        ? `${name} has no such address (${status}); check the base URL.`
        : `${name} has no model “${model}” (${status}); check its name and the base URL.`;
    case 'rate-limited':
      return `${name} limits how fast it may be asked (${status}).`;
    case 'overloaded':
    case 'timeout':
      return `${name} is overloaded or out of order (${status}).`;
    case 'content-filter':
      return `${name} blocked the prompt before a model saw it (${status}).`;
    case 'bad-request':
    case 'network':
    case 'not-recorded':
    case 'unsupported':
    case 'unknown':
      return badRequest(name, status, body.message);
  }
}

function badRequest(name: string, status: number, message: string): string {
  if (status >= 300 && status < 400) {
    return `${name} redirects to another address (${status}); set that address as its base URL.`;
  }
  return message === ''
    ? `${name} does not take this request (${status}); check the parameters.`
    : `${name} does not take this request (${status}): ${message}`;
}

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

function streamedFailure(error: unknown): { readonly status: number; readonly body: string } | null {
  if (typeof error !== 'object' || error === null || !('error' in error)) return null;
  const body = JSON.stringify(error.error) ?? '';
  const { type } = readErrorBody(body);
  const status = Object.hasOwn(STATUS_OF_TYPE, type) ? STATUS_OF_TYPE[type] : undefined;
  return status === undefined ? null : { status, body };
}

function connectionReason(code: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'does not take connections; check that it runs and that its base URL is right';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'was not found; check the connection and the base URL';
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
      return 'broke the connection off';
    default:
      return /CERT|SSL|TLS|SELF_SIGNED/.test(code)
        ? 'has a certificate that is not trusted'
        : 'could not be reached or broke off in the middle of its answer';
  }
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** The error and its causes, outermost first. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let next: unknown = error;
  while (next !== undefined && next !== null && chain.length < 8) {
    chain.push(next);
    next = next instanceof Error ? next.cause : undefined;
  }
  return chain;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
