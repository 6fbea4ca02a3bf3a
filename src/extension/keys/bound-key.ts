import { parseJson } from '../../core/json/parse-json.ts';
import { STRINGS } from '../strings.ts';

/**
 * A key is stored together with the origin it was typed in for, and is given out for that origin only: when a base
 * URL changes, the key does not travel along.
 */

/** Scheme, host and port of a URL; the empty string when it is none. */
export function originOf(url: string): string {
  try {
    return new URL(url).origin;
  } catch {
    return '';
  }
}

/** Name of the secret of a provider: one for each. */
export function secretName(provider: string): string {
  return `convergenceProbe.key.${provider}`;
}

/** What is stored. */
export function bindKey(key: string, origin: string): string {
  return JSON.stringify({ origin, key });
}

/** The key in a stored secret when it was bound to this origin; `null` otherwise. */
export function unbindKey(stored: string | undefined, origin: string): string | null {
  if (stored === undefined || origin === '') return null;
  let value: unknown;
  try {
    value = parseJson(stored);
  } catch {
    return null; // not written by this version; the user is asked again
  }
  if (typeof value !== 'object' || value === null || !('origin' in value) || !('key' in value)) return null;
  return value.origin === origin && typeof value.key === 'string' && value.key !== '' ? value.key : null;
}

/** What a person pasted, without the white space and quotes that copying brings; `null` when nothing is left. */
export function cleanKey(typed: string): string | null {
  const key = typed
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
  return key === '' ? null : key;
}

/** Why a key cannot be sent in a header; `null` when it can. */
export function keyProblem(typed: string): string | null {
  const key = cleanKey(typed);
  if (key === null) return STRINGS.keys.missing;
  return /^[\x21-\x7e]+$/.test(key) ? null : STRINGS.keys.malformed;
}
