/**
 * What functions made of their arguments, kept from one report of a run to the next: most of a run is the same then. What a
 * report does not ask for is forgotten with its end.
 */
export class Memory {
  readonly #kinds = new Map<symbol, Map<string, Entry>>();
  readonly #left = new Map<symbol, unknown>();
  #work = 0;

  /** Runs `work`, in which functions made by `recalled` look here first. Works within works share the outermost memory. */
  during<T>(work: () => T): T {
    if (current !== null) return work();
    enter(this);
    try {
      return work();
    } finally {
      enter(null);
      this.#endWork();
    }
  }

  /** What `make` made of this key, now or before. */
  recall<V>(kind: symbol, key: string, make: () => V): V {
    let entries = this.#kinds.get(kind);
    if (entries === undefined) this.#kinds.set(kind, (entries = new Map<string, Entry>()));
    let entry = entries.get(key);
    if (entry === undefined) entries.set(key, (entry = { value: make(), work: this.#work }));
    entry.work = this.#work;
    // A kind belongs to one function, so that what is found is what that function made.
    return entry.value as V;
  }

  /** What was left under this kind; `null` when there is nothing. */
  taken<V>(kind: symbol): V | null {
    return (this.#left.get(kind) as V | undefined) ?? null;
  }

  leave(kind: symbol, value: unknown): void {
    this.#left.set(kind, value);
  }

  #endWork(): void {
    for (const entries of this.#kinds.values()) {
      for (const [key, { work }] of entries) if (work !== this.#work) entries.delete(key);
    }
    this.#work++;
  }
}

interface Entry {
  readonly value: unknown;
  /** The last work that asked for it. */
  work: number;
}

let current: Memory | null = null;

function enter(memory: Memory | null): void {
  current = memory;
}

/** Whether functions made by `recalled` are looked up at the moment. */
export const isRemembering = (): boolean => current !== null;

/**
 * A function that is worked out once for each key as long as there is a memory (`Memory.during`), and as usual without one.
 * `make` must be pure, and its result must depend on nothing that is not in the key.
 */
export function recalled<A extends readonly unknown[], V>(
  keyOf: NoInfer<(...args: A) => string>,
  make: (...args: A) => V,
): (...args: A) => V {
  const kind = Symbol(make.name);
  return (...args) => (current === null ? make(...args) : current.recall(kind, keyOf(...args), () => make(...args)));
}

/** Something that one report leaves to the next, where there is a memory. */
export interface Carried<V> {
  /** What the last report left; `null` when there is nothing. */
  take(): V | null;
  leave(value: V): void;
}

/** A place for something that one report leaves to the next. */
export function carried<V>(): Carried<V> {
  const kind = Symbol('carried');
  return {
    take: () => current?.taken<V>(kind) ?? null,
    leave: (value) => current?.leave(kind, value),
  };
}

let interned = 0;

/** A number for a text that is the same as long as it is remembered: keys of many texts are made of it. */
export const numberOfText = recalled(
  (text: string) => text,
  (_text: string) => ++interned,
);
