import type { Run, TrialKey } from '../../model/run.ts';
import type { CountedRead } from '../reading.ts';

/** What is compared with what: the conditions and targets of a run. A cell is condition * targets + target. */
export interface Design {
  /** Condition ids in the order of the run. */
  readonly conditions: readonly string[];
  readonly targets: readonly string[];
  /** Place of the control in `conditions`. */
  readonly control: number;
  /** Answers that count, by cell. */
  readonly sizes: Int32Array;
  /** The cell of a trial; `undefined` for a target or condition that the header does not name. */
  readonly cellOf: (trial: Pick<TrialKey, 'target' | 'condition'>) => number | undefined;
}

/** A design without its numbers of answers. */
export function designFor(
  conditions: readonly string[],
  targets: readonly string[],
  control: number,
): Omit<Design, 'sizes'> {
  const places = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index]));
  const [byCondition, byTarget] = [places(conditions), places(targets)];
  const cellOf: Design['cellOf'] = ({ condition, target }) => {
    const [row, column] = [byCondition.get(condition), byTarget.get(target)];
    return row === undefined || column === undefined ? undefined : row * targets.length + column;
  };
  return { conditions, targets, control, cellOf };
}

/** The design of a run. Answers of a target or condition that the header does not name are left out. */
export function designOf(run: Run, counted: readonly CountedRead[]): Design {
  const marked = run.conditions.findIndex(({ control }) => control);
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  const design = designFor(ids(run.conditions), ids(run.targets), Math.max(0, marked));
  return { ...design, sizes: countsOf(design, counted) };
}

/** How many of some answers are in each cell. */
export function countsOf(
  { conditions, targets, cellOf }: Omit<Design, 'sizes'>,
  reads: readonly CountedRead[],
): Int32Array {
  const counts = new Int32Array(conditions.length * targets.length);
  for (const { trial } of reads) {
    const cell = cellOf(trial);
    if (cell !== undefined) counts[cell]! += 1;
  }
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
