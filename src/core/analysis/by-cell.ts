import type { TrialKey } from '../model/run.ts';

type CellKey = Pick<TrialKey, 'target' | 'condition'>;

/** Something for each cell, made when it is first asked for; names of trials would take a string for each. */
export class ByCell<Value> {
  readonly #targets = new Map<string, Map<string, Value>>();
  readonly #make: () => Value;
  /** Trials come cell by cell. */
  #last: { readonly target: string; readonly condition: string; readonly value: Value } | null = null;

  constructor(make: () => Value) {
    this.#make = make;
  }

  of({ target, condition }: CellKey): Value {
    const last = this.#last;
    if (last !== null && last.target === target && last.condition === condition) return last.value;
    let conditions = this.#targets.get(target);
    if (conditions === undefined) this.#targets.set(target, (conditions = new Map()));
    let value = conditions.get(condition);
    if (value === undefined) conditions.set(condition, (value = this.#make()));
    this.#last = { target, condition, value };
    return value;
  }
}
