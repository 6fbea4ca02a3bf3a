import type { Condition, Run } from '../../model/run.ts';

/** The condition that the others are compared with; the first one when none is marked. */
export function controlOf({ conditions }: Pick<Run, 'conditions'>): Condition | undefined {
  return conditions.find(({ control }) => control) ?? conditions[0];
}
