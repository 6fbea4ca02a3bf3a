import { severalAnswers } from '../../extraction/several-answers.ts';
import type { Condition, RunRecord, Trial } from '../../model/run.ts';
import { seedOf } from '../../statistics/random.ts';
import type { Span } from '../../text/span.ts';

/** Calls that give several answers, taken apart. */

const drawnPlace = ({ target, condition, trialIndex }: Trial, answers: number): number =>
  seedOf(JSON.stringify([target, condition, trialIndex])) % answers;

/** The one answer of a call that stands for it, drawn at random: the same one in every report. `null` where it gave none. */
export function drawnAnswer(trial: Trial): Span | null {
  const all = severalAnswers(trial.text);
  return all[drawnPlace(trial, all.length)] ?? null;
}

/** Beyond any index of a trial. */
const APART = 2 ** 32;

/** A run whose trials have one answer each, and the trial that each of them is of. */
export interface TakenApart {
  readonly record: RunRecord;
  readonly callOf: ReadonlyMap<Trial, Trial>;
}

/**
 * The run with a trial for each answer of a call that was asked for several. The one that stands for the call keeps the call's key,
 * so that edits by hand hold for it.
 */
export function takenApart(record: RunRecord): TakenApart {
  const { run } = record;
  const several = new Set(run.conditions.filter(({ rewrite }) => rewrite?.answers !== undefined).map(({ id }) => id));
  const callOf = new Map<Trial, Trial>();
  const trials = record.trials.flatMap((trial): readonly Trial[] => {
    const isSeveral = several.has(trial.condition) && trial.outcome === 'completed';
    const parts = isSeveral ? severalAnswers(trial.text) : [];
    if (parts.length === 0) {
      // A call that was asked for several and gives none in their form gives no answer.
      const one = isSeveral ? { ...trial, text: '' } : trial;
      callOf.set(one, trial);
      return [one];
    }
    const drawn = drawnPlace(trial, parts.length);
    return parts.map(({ start, end }, place) => {
      const trialIndex = place === drawn ? trial.trialIndex : trial.trialIndex + (place + 1) * APART;
      const part = { ...trial, trialIndex, text: trial.text.slice(start, end) };
      callOf.set(part, trial);
      return part;
    });
  });
  const conditions = run.conditions.map(withoutSeveral);
  return { record: { ...record, run: { ...run, conditions }, trials }, callOf };
}

/** As a condition whose calls give one answer each, so that they are read whole. */
function withoutSeveral({ rewrite, ...condition }: Condition): Condition {
  if (rewrite?.answers === undefined) return { ...condition, ...(rewrite && { rewrite }) };
  const { answers: _, ...rest } = rewrite;
  return { ...condition, rewrite: rest };
}
