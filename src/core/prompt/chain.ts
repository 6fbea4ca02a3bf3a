import type { Chain, Condition, Message } from '../model/run.ts';

/** Calls that see the answers of earlier ones: chains of so many calls, so many of them side by side. */

/** Where a trial is: which chain it belongs to, and how many calls of it come before. */
export function placeInChain(
  { length, width }: Chain,
  trialIndex: number,
): { readonly chain: number; readonly step: number } {
  const block = length * width;
  const inside = trialIndex % block;
  return { chain: Math.floor(trialIndex / block) * width + (inside % width), step: Math.floor(inside / width) };
}

/** Indexes of the trials that come before one in its chain, the first one first. */
export function earlierInChain(chain: Chain, trialIndex: number): readonly number[] {
  const { step } = placeInChain(chain, trialIndex);
  return Array.from({ length: step }, (_, before) => trialIndex - (step - before) * chain.width);
}

/** The turns with the answers that earlier calls of the chain gave, each followed by the wish for another one. */
export function withEarlier(
  messages: readonly Message[],
  { again }: Chain,
  answers: readonly string[],
): readonly Message[] {
  const turns = answers.flatMap((text): readonly Message[] => [
    { role: 'assistant', text },
    { role: 'user', text: again },
  ]);
  return [...messages, ...turns];
}

/** What stands for an independent trial: the chain where there is one, else the trial. */
export function independentOf({ rewrite }: Pick<Condition, 'rewrite'>, trialIndex: number): number {
  return rewrite?.chain === undefined ? trialIndex : placeInChain(rewrite.chain, trialIndex).chain;
}
