import { parseJson } from '../../core/json/parse-json.ts';
import type { Parameters } from '../../core/model/run.ts';
import { durationMs } from '../../core/engine/retry.ts';

/** What the servers' different error bodies say, as far as they do; empty strings otherwise. */
export interface ErrorBody {
  readonly message: string;
  readonly code: string;
  readonly type: string;
  /** The parameter that is at fault, in the server's words. */
  readonly param: string;
  /** Gemini's list of details; empty elsewhere. */
  readonly details: readonly JsonObject[];
  /** Whether the request was turned away by a moderation layer. */
  readonly moderated: boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Longest message that is passed on, in characters. */
const MESSAGE_LIMIT = 300;

/** Reads `{error: {...}}` (OpenAI, Anthropic, Gemini, also in an array), `{error: "..."}`, `{message}`, `{detail}` and FastAPI's `{detail: [{loc, msg}]}`. */
export function readErrorBody(text: string): ErrorBody {
  const parsed = parse(text);
  const outer = object(Array.isArray(parsed) ? parsed[0] : parsed);
  const inner = typeof outer.error === 'string' ? { message: outer.error } : object(outer.error);
  const invalid = object(Array.isArray(outer.detail) ? outer.detail[0] : undefined);
  const message = string(inner.message) || string(outer.message) || string(outer.detail) || string(invalid.msg);
  const code = string(inner.code) || string(object(inner.innererror).code) || string(inner.status);
  return {
    message: message.replace(/\s+/g, ' ').trim().slice(0, MESSAGE_LIMIT),
    code,
    type: string(inner.type),
    param: string(inner.param) || (Array.isArray(invalid.loc) ? string(invalid.loc.at(-1)) : ''),
    details: Array.isArray(inner.details) ? inner.details.map(object) : [],
    moderated:
      /content_filter|content_policy|moderation/.test(`${code} ${string(inner.type)}`) ||
      Array.isArray(object(inner.metadata).reasons),
  };
}

/** Gemini's RetryInfo, ms; `null` when there is none. */
export function retryInfoMs(body: ErrorBody): number | null {
  for (const detail of body.details) {
    if (string(detail['@type']).endsWith('RetryInfo')) return durationMs(string(detail.retryDelay));
  }
  return null;
}

/** Gemini's machine-readable reason, for example `API_KEY_INVALID`; empty when there is none. */
export function errorInfoReason(body: ErrorBody): string {
  return string(body.details.find((detail) => string(detail['@type']).endsWith('ErrorInfo'))?.reason);
}

/** Whether a quota for the day is used up: waiting some seconds, as the server then proposes, does not help. */
export function dailyQuotaUsedUp(body: ErrorBody): boolean {
  return body.details.some(
    (detail) =>
      Array.isArray(detail.violations) &&
      detail.violations.some((violation) => /PerDay/.test(string(object(violation).quotaId))),
  );
}

/** Names that are also plain words, so that only a quoted one means the parameter. */
const PLAIN_WORDS = new Set(['stop', 'user', 'store', 'seed', 'tools', 'metadata', 'model', 'reasoning', 'thinking']);

/** Which of the parameters that were sent the server complains about, under its API name; `null` when none is named. */
export function namedParameter(body: ErrorBody, sent: Parameters): string | null {
  const names = Object.keys(sent);
  const byField = names.find((name) => sameName(name, body.param.split(/[.[]/)[0] ?? ''));
  if (byField !== undefined) return byField;
  const fields = body.details
    .flatMap((detail) => (Array.isArray(detail.fieldViolations) ? detail.fieldViolations : []))
    .map((violation) => string(object(violation).field).split('.').at(-1) ?? '');
  const byViolation = names.find((name) => fields.some((field) => sameName(name, field)));
  return byViolation ?? names.find((name) => mentions(body.message, name)) ?? null;
}

function mentions(message: string, name: string): boolean {
  return [name, snakeCase(name)].some((spelling) => {
    const word = spelling.replace(/[^\w]/g, '\\$&');
    const quoted = new RegExp(`["'\`“.]${word}["'\`”:]|^${word}:`);
    return quoted.test(message) || (!PLAIN_WORDS.has(name) && new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(message));
  });
}

function sameName(a: string, b: string): boolean {
  return b !== '' && snakeCase(a) === snakeCase(b);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return { message: /<html|<!doctype/i.test(text) ? '' : text }; // plain text is a message too
  }
}

function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
