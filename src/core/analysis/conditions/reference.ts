import type { ConditionsReport } from '../../model/conditions-report.ts';

/**
 * Id of the condition that all others are compared with; `null` where several are: with variables, each is compared with the
 * control of the same values.
 */
export function onlyReference({ control, effective }: ConditionsReport): string | null {
  return effective.differences.some(({ from }) => from !== control) ? null : control;
}

/** In place of the name of `onlyReference` where there is none. */
export const OWN_REFERENCE = 'the control with the same values';
