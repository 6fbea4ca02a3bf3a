import { controlAmong } from '../../model/control.ts';
import type { Run, Trial } from '../../model/run.ts';

/** Whether a run tries rewrites of its prompt. */
export function triesRewrites({ conditions }: Pick<Run, 'conditions'>): boolean {
  return conditions.some(({ rewrite }) => rewrite !== undefined);
}

/**
 * The run as its answers are read: whatever a rewrite adds to the prompt, its answers are answers to the prompt as it stands, and
 * are compared only when all are read the same way. Other runs stay as they are.
 */
export function readAsAsked(run: Run): Run {
  const control = controlAmong(run.conditions);
  if (control === undefined || !triesRewrites(run)) return run;
  const { prompt, messages, shuffled } = control;
  const conditions = run.conditions.map((condition) => {
    if (condition.rewrite === undefined) return condition;
    const { messages: _, shuffled: __, ...rest } = condition;
    return { ...rest, prompt, ...(messages && { messages }), ...(shuffled && { shuffled }) };
  });
  return { ...run, conditions };
}

/** The trials that say how all are read: those of the prompt as it stands, once there are any. */
export function exemplary(run: Run, trials: readonly Trial[]): readonly Trial[] {
  const control = controlAmong(run.conditions)?.id;
  if (control === undefined || !triesRewrites(run)) return trials;
  const own = trials.filter(({ condition, outcome }) => condition === control && outcome === 'completed');
  return own.length === 0 ? trials : own;
}
