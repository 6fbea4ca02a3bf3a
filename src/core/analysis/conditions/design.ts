import type { Run } from '../../model/run.ts';
import type { CountedRead } from '../reading.ts';

/** What is compared with what: the conditions and targets of a run, and the answers of each cell. */
export interface Design {
  /** Condition ids in the order of the run. */
  readonly conditions: readonly string[];
  readonly targets: readonly string[];
  /** Place of the control in `conditions`. */
  readonly control: number;
  /** Answers that count, in the order of the report. */
  readonly reads: readonly CountedRead[];
  /** The cell of each of them: condition * targets + target. */
  readonly cellOf: Int32Array;
  /** Answers of each cell. */
  readonly sizes: Int32Array;
}

/** The design of a run. Answers of a target or condition that the header does not name are left out. */
export function designOf(run: Run, counted: readonly CountedRead[]): Design {
  const conditions = run.conditions.map(({ id }) => id);
  const targets = run.targets.map(({ id }) => id);
  const places = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index]));
  const [byCondition, byTarget] = [places(conditions), places(targets)];
  const reads = counted.filter(({ trial }) => byCondition.has(trial.condition) && byTarget.has(trial.target));
  const cellOf = Int32Array.from(
    reads,
    ({ trial }) => byCondition.get(trial.condition)! * targets.length + byTarget.get(trial.target)!,
  );
  const sizes = new Int32Array(conditions.length * targets.length);
  for (const cell of cellOf) sizes[cell]! += 1;
  const marked = run.conditions.findIndex(({ control }) => control);
  return { conditions, targets, control: Math.max(0, marked), reads, cellOf, sizes };
}

/** How many answers of each cell have something. */
export function countsOf(design: Design, has: (read: CountedRead) => boolean): Int32Array {
  const counts = new Int32Array(design.sizes.length);
  design.reads.forEach((read, index) => {
    if (has(read)) counts[design.cellOf[index]!]! += 1;
  });
  return counts;
}

/** The conditions other than the control, by place. */
export function others({ conditions, control }: Design): readonly number[] {
  return conditions.map((_, place) => place).filter((place) => place !== control);
}

/**
 * What is compared: for each condition other than the control all targets together, then, where there are several, each by itself.
 * `targets`: places.
 */
export function comparisons(
  design: Design,
): readonly { readonly to: number; readonly target: string | null; readonly targets: readonly number[] }[] {
  const all = design.targets.map((_, place) => place);
  return [
    ...others(design).map((to) => ({ to, target: null, targets: all })),
    ...(all.length < 2
      ? []
      : all.flatMap((target) =>
          others(design).map((to) => ({ to, target: design.targets[target]!, targets: [target] })),
        )),
  ];
}
