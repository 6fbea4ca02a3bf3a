import type { ConditionRequest } from '../engine/plan.ts';
import { UsageError } from '../model/usage-error.ts';
import { nearest } from '../nearest.ts';
import type { RunDesign, RunHeader } from '../model/run.ts';
import type { Design, DesignCondition } from './design.ts';
import { sharedFor, type CommonNames } from './asked-parameters.ts';

/** From what a probe file says to what a run is planned of. */

/** A target as conditions see it. */
export interface AskedTarget {
  readonly provider: string;
  readonly model: string;
  /** `null` for targets that take no parameters. */
  readonly names: CommonNames | null;
}

/** The conditions that are run: all, or those whose name or id is in `wanted`. Throws `UsageError` for one that is none. */
export function chosenConditions(
  conditions: readonly DesignCondition[],
  wanted: readonly string[],
): readonly DesignCondition[] {
  if (wanted.length === 0) return conditions;
  const isMeant = ({ id, name }: DesignCondition, word: string): boolean => id === word || name === word;
  for (const word of wanted) {
    if (conditions.some((condition) => isMeant(condition, word))) continue;
    const names = [...new Set(conditions.flatMap(({ name, id }) => [name, id]))];
    const guess = nearest(word, names);
    const hint = guess === null ? `there are ${names.slice(0, 20).join(', ')}.` : `did you mean ${guess}?`;
    throw new UsageError(`The probe file has no condition "${word}"; ${hint}`);
  }
  return conditions.filter((condition) => wanted.some((word) => isMeant(condition, word)));
}

/** The conditions for `planRun`, with what each asks of every target. */
export function conditionRequests(
  conditions: readonly DesignCondition[],
  targets: readonly AskedTarget[],
): readonly ConditionRequest[] {
  return conditions.map(({ name: _, shared, ...condition }) => ({
    ...condition,
    parameters: targets.map(({ provider, model, names }) =>
      names === null ? {} : sharedFor(shared, provider, model, names),
    ),
  }));
}

/** What a run keeps of its probe file. */
export function keptOf(
  { concurrency, budgetUsd, check }: Pick<Design, 'concurrency' | 'budgetUsd' | 'check'>,
  file: string,
): RunDesign {
  return {
    file,
    ...(concurrency !== null && { concurrency }),
    ...(budgetUsd !== null && { budgetUsd }),
    ...(check !== null && { check }),
  };
}

/** How much may be sent; `null` where there is no limit. */
export interface Limits {
  /** Most calls in flight. */
  readonly concurrency: number | null;
  /** US dollars. */
  readonly budgetUsd: number | null;
}

/** The limits that a run has of its own. What is no limit at all, as in a journal of somebody else's making, counts as none. */
export function limitsOf({ design }: Pick<RunHeader, 'design'>): Limits {
  const limit = (value: unknown): number | null =>
    typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
  const concurrency = limit(design?.concurrency);
  return { concurrency: Number.isInteger(concurrency) ? concurrency : null, budgetUsd: limit(design?.budgetUsd) };
}

/** The lower of two limits; `null` stands for none. A file may only tighten what its reader set. */
export function tighter(own: number | null, files: number | null): number | null {
  if (own === null || files === null) return own ?? files;
  return Math.min(own, files);
}
