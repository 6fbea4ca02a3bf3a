import type { AnsweredAttempt } from '../../core/ports.ts';
import type { Usage } from '../../core/model/run.ts';

/** What a provider read out of a reply, before it is known what kind of answer that is. */
export interface Reply extends Omit<AnsweredAttempt, 'kind' | 'outcome' | 'note'> {
  /** Why the answer was withheld, in plain words; `null` when it was not. */
  readonly refusal: string | null;
  /** Whether the reply shows that the model was thinking; many servers show it and do not count it. */
  readonly thought?: boolean;
}

/** An answer: refused when it was withheld, empty when it says nothing, otherwise completed. */
export function answered({ refusal, thought = false, ...reply }: Reply): AnsweredAttempt {
  if (refusal !== null) return { kind: 'answered', outcome: 'refused', note: refusal, ...reply };
  if (reply.text.trim() === '')
    return { kind: 'answered', outcome: 'empty', note: emptyNote(reply, thought), ...reply };
  return { kind: 'answered', outcome: 'completed', note: null, ...reply };
}

/** A token count from a reply; `null` for anything that is none. */
export function tokens(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** A non-empty string from a reply; `null` for anything else. */
export function word(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function emptyNote({ truncated, usage, finishReason }: Omit<Reply, 'refusal'>, thought: boolean): string {
  const spent = thinking(usage) ?? (thought ? 'its output tokens' : null);
  if (truncated && spent !== null) return `spent ${spent} thinking; allow more output tokens`;
  if (truncated) return 'reached its limit of output tokens before it said anything';
  if (spent !== null) return `spent ${spent} thinking and then said nothing`;
  return finishReason === null ? 'said nothing' : `said nothing (${finishReason})`;
}

function thinking(usage: Usage | null): string | null {
  const reasoning = usage?.reasoningTokens ?? 0;
  if (reasoning === 0) return null;
  const output = usage?.outputTokens ?? reasoning;
  return reasoning >= output ? `all ${output} output tokens` : `${reasoning} of ${output} output tokens`;
}
