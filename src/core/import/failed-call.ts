import { withoutKeyShapes } from '../model/key-shapes.ts';
import type { TrialError } from '../model/run.ts';
import { amountIn, objectIn, textIn, type Loose } from './loose.ts';

/** Longest message of an error, UTF-16 units. */
const MAX_MESSAGE = 300;

/** The error of a call that failed elsewhere: one line, without what looks like a key. */
export function failedCall(
  message: string | null,
  { reason = 'unknown', status = null }: Partial<Omit<TrialError, 'message'>> = {},
): TrialError {
  const line = withoutKeyShapes(message ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  const short = line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
  return { reason, message: short === '' ? 'The imported file says it failed.' : short, status };
}

/**
 * What an error says, as most APIs write it: a text, or `{ message, type, code }`, or that in an `error` of its own. `null`
 * for none.
 */
export function errorMessage(error: unknown): string | null {
  if (typeof error === 'string') return error.trim() === '' ? null : error;
  const fields = objectIn({ error }, 'error');
  if (fields === null) return null;
  const inner: Loose = objectIn(fields, 'error') ?? fields;
  const kind = textIn(inner, 'type') ?? textIn(inner, 'status') ?? codeOf(inner);
  const message = textIn(inner, 'message') ?? textIn(fields, 'error');
  return message ?? kind;
}

function codeOf(error: Loose): string | null {
  const number = amountIn(error, 'code');
  return textIn(error, 'code') ?? (number === null ? null : `error ${number}`);
}
