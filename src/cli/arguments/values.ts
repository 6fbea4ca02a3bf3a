import { parseJson } from '../../core/json/parse-json.ts';
import { domainOf } from '../../core/extraction/domain.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Interval } from '../../core/model/report.ts';
import { ARGUMENTS } from '../strings/arguments.ts';

/** `PROVIDER:REST` of a `--target`. */
export interface TargetSpec {
  readonly provider: string;
  /** A model, or for `recorded` a file with or without `#TARGET`. */
  readonly rest: string;
}

/** One `--param`. */
export interface ParameterSpec {
  readonly provider: string;
  readonly name: string;
  readonly value: unknown;
}

/** Cuts at the first `separator`; `null` unless both sides hold something. */
function halves(text: string, separator: string): readonly [string, string] | null {
  const at = text.indexOf(separator);
  return at <= 0 || at === text.length - 1 ? null : [text.slice(0, at), text.slice(at + 1)];
}

/** Reads `openai:MODEL`. */
export function parseTarget(text: string): TargetSpec {
  const parts = halves(text.trim(), ':');
  if (parts === null) {
    throw new UsageError(ARGUMENTS.values.target(text));
  }
  return { provider: parts[0], rest: parts[1] };
}

/** Reads `openai:top_p=0.9`. The value is taken as JSON where it is JSON (numbers, true, lists), else as text. */
export function parseParameter(text: string): ParameterSpec {
  const assignment = halves(text, '=');
  const path = assignment === null ? null : halves(assignment[0], ':');
  if (assignment === null || path === null) {
    throw new UsageError(ARGUMENTS.values.parameter);
  }
  return { provider: path[0], name: path[1], value: jsonOrText(assignment[1]) };
}

function jsonOrText(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

/** Reads one `--base-url`. Errors do not repeat the URL: it may hold a password. */
export function parseBaseUrl(text: string): readonly [provider: string, url: string] {
  const parts = halves(text, '=');
  const url = parts === null ? null : urlOf(parts[1]);
  if (parts === null || !/^[a-z][a-z0-9-]*$/.test(parts[0])) {
    throw new UsageError(ARGUMENTS.servers.baseUrl);
  }
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(ARGUMENTS.servers.wholeUrl(parts[0]));
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError(ARGUMENTS.servers.secrets(parts[0]));
  }
  return [parts[0], parts[1]];
}

function urlOf(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** Reads one `--api-key`. Errors never repeat what stands behind the `=`: people paste the key itself there. */
export function parseApiKey(text: string): readonly [provider: string, variable: string] {
  const parts = halves(text, '=');
  if (parts === null || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(parts[1])) {
    throw new UsageError(ARGUMENTS.servers.apiKey);
  }
  return [parts[0], parts[1]];
}

/** Reads a whole number of at least 1. */
export function parseCount(option: string, text: string | null): number | null {
  if (text === null) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new UsageError(ARGUMENTS.values.count(option, text));
  }
  return value;
}

/** Reads a number. */
export function parseNumber(option: string, text: string | null): number | null {
  if (text === null) return null;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(ARGUMENTS.values.number(option, text));
  return value;
}

/** Reads `1..100`; without one the domain is taken from the prompt. */
export function parseDomain(text: string | null): Interval | 'auto' {
  if (text === null || text === 'auto') return 'auto';
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  const domain = match && domainOf(Number(match[1]), Number(match[2]));
  if (domain === null) {
    const given = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    throw new UsageError(ARGUMENTS.values.domain(given));
  }
  return domain;
}
