import type { DesignReading } from '../../core/design/design.ts';
import { PROBE_FILES } from '../strings/probe-files.ts';

/** What stands above a line of a probe file, to be pressed. */
export interface Lens {
  /** 0-based. */
  readonly line: number;
  readonly title: string;
  /** Names of the conditions to run; empty: all. */
  readonly conditions: readonly string[];
}

/** Run probe at the top; at each condition: it alone, and together with the control. */
export function lensesOf({ named }: DesignReading): readonly Lens[] {
  const control = named.find((condition) => condition.control)?.name;
  const own = named.flatMap(({ name, place }): Lens[] => {
    const line = place.line - 1;
    const alone = { line, title: PROBE_FILES.runCondition, conditions: [name] };
    if (control === undefined || name === control) return [alone];
    return [alone, { line, title: PROBE_FILES.runWithControl, conditions: [control, name] }];
  });
  return [{ line: 0, title: PROBE_FILES.run, conditions: [] }, ...own];
}
