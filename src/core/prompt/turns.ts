import type { Condition, Message } from '../model/run.ts';

/** The turns that a condition sends: its own, or its prompt as the only one. */
export function turnsOf(condition: Pick<Condition, 'prompt' | 'messages'>): readonly Message[] {
  return condition.messages ?? [{ role: 'user', text: condition.prompt }];
}
