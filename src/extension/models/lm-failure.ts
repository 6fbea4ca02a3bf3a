import type { FailedAttempt } from '../../core/ports.ts';
import { failed } from '../../providers/wire/failures.ts';
import { redact } from '../../providers/wire/redact.ts';

/** What a failed request to one of the editor's models means, by the code of VS Code's `LanguageModelError`. */
export function languageModelFailure(error: unknown, model: string): FailedAttempt {
  switch (codeOf(error)) {
    case 'NoPermissions':
      return failed('permission', `VS Code was not allowed to use ${model}; allow it when asked, then probe again.`, {
        stopsTarget: true,
      });
    case 'Blocked':
      return failed('quota', `VS Code blocks requests to ${model}, often because its quota is used up; try later.`, {
        stopsTarget: true,
      });
    case 'NotFound':
      return modelNotFound(model);
  }
  const said = messageOf(error);
  if (/\b429\b|rate.?limit|too many requests/i.test(said)) {
    return failed('rate-limited', `${model} limits how fast it may be asked.`, { retryable: true });
  }
  if (/\b5\d\d\b|overload|unavailable|timed? ?out|network|ECONN/i.test(said)) {
    return failed('overloaded', `${model} is overloaded or cannot be reached.`, { retryable: true });
  }
  const detail = firstSentence(said);
  return failed('unknown', detail === '' ? `${model} failed without saying why.` : `${model} failed: ${detail}`);
}

/** A model that the editor does not offer any more. */
export function modelNotFound(model: string): FailedAttempt {
  return failed('not-found', `VS Code does not offer ${model} any more; choose another one with Select Models.`, {
    stopsTarget: true,
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Errors of the model itself are wrapped: the cause knows more. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function firstSentence(said: string): string {
  const line = redact(said.split('\n')[0]?.trim() ?? '', null);
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
