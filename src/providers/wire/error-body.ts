import { durationMs } from '../../core/engine/retry.ts';
import { EventList, parseReply } from './payloads.ts';

/** What the servers' different error bodies say, as far as they do; empty where they say nothing. */
export interface ErrorBody {
  /** The server's own sentence, with that of the server behind it when it passes one on. */
  readonly message: string;
  /** Every code and type in it, outermost first: machine-readable words, and numbers as text. */
  readonly codes: readonly string[];
  /** The status that it names, 400 to 599; `null` when it names none. */
  readonly status: number | null;
  /** What is at fault, in the server's words: names of parameters, or paths that end in one. */
  readonly params: readonly string[];
  /** Gemini's list of details; empty elsewhere. */
  readonly details: readonly JsonObject[];
  /** Whether the request was turned away by a moderation layer. */
  readonly moderated: boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Longest message that is passed on, in characters. */
const MESSAGE_LIMIT = 300;
/** No error that anybody sends has more objects and lists. */
const MOST_PARTS = 500;

/** Under which names messages stand, the most telling first. */
const MESSAGES = [
  ...['message', 'msg', 'error_message', 'errorMessage', 'error_msg', 'errorMsg', 'errmsg', 'err_msg', 'status_msg'],
  ...['Message', 'statusMessage', 'status_message', 'error_description', 'detail', 'details', 'error', 'errors', 'err'],
  ...['reason', 'description', 'title'],
];
/** Under which names machine-readable words stand. */
const CODES = new Set([
  ...['code', 'Code', 'type', 'status', 'error_code', 'errorCode', 'errcode', 'err_code', 'status_code', 'statusCode'],
  ...['error_type', 'errorType', 'http_status', 'httpStatus', 'http_code', 'httpCode', 'error'],
]);
/** Under which names it is said what is at fault. */
const PARAMS = new Set([
  ...['param', 'params', 'parameter', 'field', 'property', 'propertyName', 'loc', 'path', 'instancePath', 'pointer'],
  ...['argument', 'additionalProperty', 'unrecognized_keys', 'keys'],
]);
/** Under which name gateways pass on what the server behind them said, as it came. */
const PASSED_ON = 'raw';

/**
 * Reads an error in any shape: `{error: {...}}` (OpenAI, Anthropic, Gemini, also in a list), `{error: "..."}`,
 * `{code, msg}`, `{base_resp: {status_code, status_msg}}`, `{errors: [...]}`, FastAPI's `{detail: [{loc, msg}]}` wherever
 * it stands, the same as text within a text, and plain text.
 */
export function readErrorBody(text: string): ErrorBody {
  const parts = partsOf(parsed(text));
  const codes = parts.flatMap((part) =>
    Object.keys(part).flatMap((name) => (CODES.has(name) ? codeIn(part[name]) : [])),
  );
  const message = messageOf(parts);
  const params = parts.flatMap(paramsIn);
  const words = codes.join(' ');
  return {
    message,
    codes,
    status: codes.map(statusIn).find((status) => status !== null) ?? statusIn(message.split(/[\s:]/)[0] ?? ''),
    params,
    details: parts.flatMap(({ details }) => (Array.isArray(details) ? details.map(object) : [])),
    moderated:
      /content_filter|content_policy|moderation|ResponsibleAIPolicy/.test(words) ||
      parts.some(({ metadata }) => Array.isArray(object(metadata).reasons)),
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

/** Whether a message may come from a server's page and not from its API. */
const PAGE = /<html|<!doctype/i;

function parsed(text: string): unknown {
  try {
    const value = parseReply(text);
    return value instanceof EventList ? value.events : typeof value === 'string' ? { message: value } : value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { message: PAGE.test(text) ? '' : text }; // plain text is a message too
  }
}

/** All objects within a value, the outermost first; JSON that a string holds is part of it. */
function partsOf(value: unknown): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const open = [value];
  for (let at = 0; at < open.length && at < MOST_PARTS; at++) {
    const part = open[at];
    if (typeof part === 'string') open.push(jsonIn(part));
    else if (Array.isArray(part)) open.push(...(part as unknown[]).slice(0, MOST_PARTS));
    else if (typeof part === 'object' && part !== null) {
      found.push(part as JsonObject);
      open.push(...Object.values(part).slice(0, MOST_PARTS));
    }
  }
  return found;
}

/** `null` for a text that is no object and no list. */
function jsonIn(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    return parseReply(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function messageOf(parts: readonly JsonObject[]): string {
  const own = firstMessage(parts);
  const passedOn = parts.map((part) => part[PASSED_ON]).find((raw) => typeof raw === 'string' && raw !== '');
  const behind = typeof passedOn === 'string' ? readErrorBody(passedOn).message : '';
  const isNew = behind !== '' && !own.includes(behind);
  return sentence(isNew ? (own === '' ? behind : `${own}: ${behind}`) : own);
}

function firstMessage(parts: readonly JsonObject[]): string {
  for (const part of parts) {
    for (const name of MESSAGES) {
      const [text] = Object.hasOwn(part, name) ? textsIn(part[name]) : [];
      if (text !== undefined) return text;
    }
  }
  return '';
}

/** The text of a member, or the first one of a list of texts. JSON in it is read as that. */
function textsIn(value: unknown): readonly string[] {
  const texts = (Array.isArray(value) ? value.slice(0, 1) : [value]) as readonly unknown[];
  return texts.filter((text) => typeof text === 'string' && text.trim() !== '' && jsonIn(text) === null) as string[];
}

function sentence(text: string): string {
  return text
    .slice(0, 4 * MESSAGE_LIMIT)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MESSAGE_LIMIT);
}

/** Not what a person would read: codes have no spaces. */
function codeIn(value: unknown): readonly string[] {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' && /^\S{1,80}$/.test(value) ? [value] : [];
}

function statusIn(code: string): number | null {
  return /^[45]\d\d$/.test(code) ? Number(code) : null;
}

function paramsIn(part: JsonObject): readonly string[] {
  const named = Object.keys(part).flatMap((name) => (PARAMS.has(name) ? pathsIn(part[name]) : []));
  // `{errors: {seed: ["is not permitted"]}}`
  const keyed = Object.keys(object(Array.isArray(part.errors) ? null : part.errors));
  return [...named, ...keyed].filter((name) => name !== '');
}

/** A name, a path as text, or a path as a list, of which the last name counts. */
function pathsIn(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [string(value)];
  const names = (value as unknown[]).filter((name) => typeof name === 'string');
  return names.slice(-1);
}

function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
