import type { Condition, Run, TrialKey } from '../../model/run.ts';
import type { CountedRead } from '../trial-read.ts';

/** What is compared with what: the conditions and targets of a run. A cell is condition * targets + target. */
export interface Design {
  /** Condition ids in the order of the run. */
  readonly conditions: readonly string[];
  readonly targets: readonly string[];
  /** Place of the control in `conditions`. */
  readonly control: number;
  /** By place: the place of the condition it is compared with; `null` for one that is compared with nothing, as the control. */
  readonly references: readonly (number | null)[];
  /** Answers that count, by cell. */
  readonly sizes: Int32Array;
  /** The cell of a trial; `undefined` for a target or condition that the header does not name. */
  readonly cellOf: (trial: Pick<TrialKey, 'target' | 'condition'>) => number | undefined;
}

/** A design without its numbers of answers. */
export function designFor(
  conditions: readonly string[],
  targets: readonly string[],
  references: readonly (number | null)[],
  control: number,
): Omit<Design, 'sizes'> {
  const places = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index]));
  const [byCondition, byTarget] = [places(conditions), places(targets)];
  const cellOf: Design['cellOf'] = ({ condition, target }) => {
    const [row, column] = [byCondition.get(condition), byTarget.get(target)];
    return row === undefined || column === undefined ? undefined : row * targets.length + column;
  };
  return { conditions, targets, control, references, cellOf };
}

/** What a condition is compared with: what it says, unless that is no other condition of the run, else the control. */
function referenceOf({ conditions }: Run, { id, comparedWith }: Condition, control: number): number | null {
  if (comparedWith === null) return null;
  const named = conditions.findIndex((one) => one.id === comparedWith && one.id !== id);
  return named === -1 ? control : named;
}

/** The design of a run. Answers of a target or condition that the header does not name are left out. */
export function designOf(run: Run, counted: readonly CountedRead[]): Design {
  const marked = run.conditions.findIndex(({ control }) => control);
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  const control = Math.max(0, marked);
  const references = run.conditions.map((one, place) => (place === control ? null : referenceOf(run, one, control)));
  const design = designFor(ids(run.conditions), ids(run.targets), references, control);
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

/** The conditions that are compared with another one, and these, by place. */
export function contrasts({ references }: Design): readonly { readonly to: number; readonly from: number }[] {
  return references.flatMap((from, to) => (from === null ? [] : [{ to, from }]));
}

/**
 * What is compared: each contrast for all targets together, then, where there are several, for each by itself. All numbers are
 * places.
 */
export function comparisons(design: Design): readonly {
  readonly to: number;
  readonly from: number;
  readonly target: string | null;
  readonly targets: readonly number[];
}[] {
  const all = design.targets.map((_, place) => place);
  const apart = all.length < 2 ? [] : all;
  return [
    ...contrasts(design).map((contrast) => ({ ...contrast, target: null, targets: all })),
    ...apart.flatMap((target) =>
      contrasts(design).map((contrast) => ({ ...contrast, target: design.targets[target]!, targets: [target] })),
    ),
  ];
}
