import type { AnsweredAttempt } from '../../core/ports.ts';
import type { Usage } from '../../core/model/run.ts';
import { endingOf } from '../../core/model/finish-reason.ts';

/** What a provider read out of a reply, before it is known what kind of answer that is. */
export interface Reply extends Omit<AnsweredAttempt, 'kind' | 'outcome' | 'note' | 'truncated'> {
  /** Why the answer was withheld, in plain words, where more than the finish reason says that; otherwise `null`. */
  readonly refusal: string | null;
  /** Whether the reply shows that the model was thinking; many servers show it and do not count it. */
  readonly thought?: boolean;
}

/** A reply whose finish reason says that its server failed or gave up: what there is of it is no answer. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
  readonly finishReason: string;

  constructor(finishReason: string) {
    super(`broken off: ${finishReason}`);
    this.finishReason = finishReason;
  }
}

/**
 * An answer: refused when it was withheld, empty when it says nothing, otherwise completed. Throws `BrokenOff` for what a
 * failure of the server ended.
 */
export function answered({ refusal, thought = false, ...reply }: Reply): AnsweredAttempt {
  const { finishReason } = reply;
  const ending = endingOf(finishReason);
  const read = { kind: 'answered', ...reply, truncated: ending === 'cut' } as const;
  const withheld = refusal ?? (ending === 'withheld' ? `the answer was withheld (${finishReason})` : null);
  if (withheld !== null) return { ...read, outcome: 'refused', note: withheld };
  if (ending === 'broken' && finishReason !== null) throw new BrokenOff(finishReason);
  if (reply.text.trim() === '') return { ...read, outcome: 'empty', note: emptyNote(read, thought) };
  return { ...read, outcome: 'completed', note: null };
}

/** A token count from a reply; `null` for anything that is none. */
export function tokens(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** A non-empty string from a reply; `null` for anything else. */
export function word(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function emptyNote(
  { truncated, usage, finishReason }: Pick<AnsweredAttempt, 'truncated' | 'usage' | 'finishReason'>,
  thought: boolean,
): string {
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
