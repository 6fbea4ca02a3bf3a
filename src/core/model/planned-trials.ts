import type { Condition, RunHeader } from './run.ts';

/** How many trials a run plans. What a damaged or hostile header holds in place of a number counts as nothing said. */

/** Trials of each target under one condition. */
export function runsUnder({ runs }: Partial<Pick<Condition, 'runs'>>, trialsPerCell: number): number {
  return typeof runs === 'number' && Number.isSafeInteger(runs) && runs >= 0
    ? Math.min(runs, trialsPerCell)
    : trialsPerCell;
}

/** Trials of each target, under all conditions together. */
export function runsOfTarget({ conditions, trialsPerCell }: Pick<RunHeader, 'conditions' | 'trialsPerCell'>): number {
  return conditions.reduce((sum, condition) => sum + runsUnder(condition, trialsPerCell), 0);
}

/** Whether some conditions have fewer trials than others. */
export function isUneven({ conditions, trialsPerCell }: Pick<RunHeader, 'conditions' | 'trialsPerCell'>): boolean {
  return conditions.some((condition) => runsUnder(condition, trialsPerCell) < trialsPerCell);
}

/** How many trials a run has when nothing is missing. */
export function trialsOf(header: Pick<RunHeader, 'targets' | 'conditions' | 'trialsPerCell'>): number {
  return header.targets.length * runsOfTarget(header);
}

/** Whether a trial is one of those that the run plans, as far as its index tells. */
export function planned(
  header: Pick<RunHeader, 'conditions' | 'trialsPerCell'>,
): (trial: { readonly condition: string; readonly trialIndex: number }) => boolean {
  const runs = new Map(header.conditions.map((one) => [one.id, runsUnder(one, header.trialsPerCell)]));
  return ({ condition, trialIndex }) => trialIndex >= 0 && trialIndex < (runs.get(condition) ?? 0);
}
