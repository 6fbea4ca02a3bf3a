import { readErrorBody } from './error-body.ts';
import { saidReason } from './failure-reason.ts';
import { HttpFailure } from './guarded-fetch.ts';

/** What a good reply says about its errors, as far as it names them. */
type Errors = Readonly<Record<'error' | 'errors' | 'base_resp', unknown>>;

/** What a gateway says about the server behind it, when that fails. */
const BAD_GATEWAY = 502;

/**
 * Gateways answer 200 and put the error of the server behind them into the body, beside an answer or a part of one.
 * `hasBegun`: an answer stands beside it, so that what failed is the server, unless the error says otherwise.
 */
export function failOnError(part: unknown, hasBegun = false): void {
  if (typeof part !== 'object' || part === null) return;
  const { error, errors, base_resp: base } = part as Errors;
  if (isSaid(error)) throw failure({ error }, hasBegun);
  if (isSaid(errors)) throw failure({ errors }, hasBegun);
  const code = typeof base === 'object' && base !== null && 'status_code' in base ? base.status_code : 0;
  if (code !== 0 && code !== '0') throw failure({ error: base }, false);
}

/** The same for a reply that holds no answer at all: then whatever it says is about what went wrong. */
export function failWithoutAnswer(reply: unknown): void {
  failOnError(reply);
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) return;
  if (readErrorBody(JSON.stringify(reply)).message !== '') throw failure(reply, false);
}

function failure(said: object, hasBegun: boolean): HttpFailure {
  const body = JSON.stringify(said);
  const read = readErrorBody(body);
  return new HttpFailure(read.status ?? (hasBegun && saidReason(read) === null ? BAD_GATEWAY : 200), null, body);
}

/** Not `null`, `false`, empty or a code that means success. */
function isSaid(error: unknown): boolean {
  if (typeof error === 'string') return error.trim() !== '';
  return typeof error === 'object' && error !== null && Object.keys(error).length > 0;
}
