import type { Message } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { DraftTurn } from './segments.ts';
import { joinSegments } from './segments.ts';
import { PROMPT_LINES } from '../strings/prompt-lines.ts';

/** A prompt as it is sent. */
export interface FinalPrompt {
  /** The last turn of the user. */
  readonly prompt: string;
  /** What the prompt file says the system is; `null` when it does not say. */
  readonly system: string | null;
  /** All turns but the system's; absent when there is only one. */
  readonly messages?: readonly Message[];
}

/** Puts the values in. A gap without a value is sent as it is written. Throws `UsageError` when no turn of the user is last. */
export function finalPrompt(turns: readonly DraftTurn[], values: ReadonlyMap<string, string>): FinalPrompt {
  const said = turns.map(({ role, segments }) => ({ role, text: joinSegments(segments, values) }));
  const system = said.filter(({ role }) => role === 'system').map(({ text }) => text);
  const messages = said.flatMap(({ role, text }): Message[] => (role === 'system' ? [] : [{ role, text }]));
  const last = messages.at(-1);
  if (last?.role !== 'user') {
    throw new UsageError(PROMPT_LINES.noUserTurn);
  }
  return {
    prompt: last.text,
    system: system.length === 0 ? null : system.join('\n\n'),
    ...(messages.length > 1 && { messages }),
  };
}
