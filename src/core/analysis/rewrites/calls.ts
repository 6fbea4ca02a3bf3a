import type { Condition, Run, Trial } from '../../model/run.ts';
import { independentOf } from '../../prompt/chain.ts';
import type { Call } from '../../statistics/intervals/agreement-of-calls.ts';
import type { Grouped } from '../grouped.ts';
import { isCounted, type TrialRead } from '../trial-read.ts';
import { formOf, isSettled } from './validity.ts';

/** One target under one condition, call by call. */
export interface CallsOfCell {
  /** Calls, or chains of calls, with an answer that counts. */
  readonly calls: readonly Call[];
  readonly trials: readonly Trial[];
  /** Trials that were settled, those that failed left out. */
  readonly settled: number;
  readonly valid: number;
  readonly offFormat: number;
}

/** What the answers of a run are counted in. */
export interface CallMaterial {
  readonly run: Run;
  /** Of every answer, also where a call gave several. */
  readonly reads: readonly TrialRead[];
  readonly grouped: Grouped;
  /** The trial that an answer is of. */
  readonly callOf: ReadonlyMap<Trial, Trial>;
}

/** The calls of each target under a condition. `control`: the condition whose answers have the form that is asked for. */
export function callsByTarget(
  { run, reads, grouped, callOf }: CallMaterial,
  condition: Condition,
  control: string,
): ReadonlyMap<string, CallsOfCell> {
  return new Map(
    run.targets.map(({ id }) => {
      const ofTarget = reads.filter(({ trial }) => trial.target === id);
      const isOffFormat = formOf(ofTarget.filter(({ trial }) => trial.condition === control));
      const own = ofTarget.filter((read) => read.trial.condition === condition.id && isSettled(read));
      return [id, cellOf(own, condition, { grouped, callOf, isOffFormat })] as const;
    }),
  );
}

function cellOf(
  reads: readonly TrialRead[],
  condition: Condition,
  {
    grouped,
    callOf,
    isOffFormat,
  }: Pick<CallMaterial, 'grouped' | 'callOf'> & { readonly isOffFormat: (read: TrialRead) => boolean },
): CallsOfCell {
  const calls = new Map<number, Map<number, number>>();
  const trials: Trial[] = [];
  let [valid, offFormat] = [0, 0];
  for (const read of reads) {
    const call = callOf.get(read.trial)!;
    // The answer that stands for the call has its key.
    const stands = read.trial.trialIndex === call.trialIndex;
    if (stands) trials.push(call);
    const isOff = isOffFormat(read);
    if (stands && isOff) offFormat++;
    if (!isCounted(read) || isOff) continue;
    if (stands) valid++;
    const key = independentOf(condition, call.trialIndex);
    const answers = calls.get(key) ?? new Map<number, number>();
    const group = grouped.groupOf.get(read)!;
    answers.set(group, (answers.get(group) ?? 0) + 1);
    calls.set(key, answers);
  }
  return { calls: [...calls.values()], trials, settled: trials.length, valid, offFormat };
}
