import type { RowCalls as RunRows } from '../../src/core/analysis/rows.ts';
import type { PanelCalls } from '../../src/protocol/messages.ts';

type RowCalls = RunRows & Pick<PanelCalls, 'page-row'>;

/** Requests that only read rows; a view says which it needs and never sends them itself. */
export type RowMethod = keyof RowCalls;

/** Rows a view needs. A slot holds one reply: a new query takes the place of the old one once its rows are here. */
export type Want = {
  [M in RowMethod]: { readonly slot: string; readonly method: M; readonly params: RowCalls[M]['params'] };
}[RowMethod];

/** What is known of a slot. */
export interface Held<Result> {
  /** The last reply, perhaps to an older query or of an earlier moment of the run; `undefined` before the first. */
  readonly value: Result | undefined;
  /** Whether `value` answers the present query. */
  readonly current: boolean;
  /** Why the last request failed; `null` when it did not. */
  readonly error: string | null;
}

interface Slot {
  value: unknown;
  /** Query that `value` answers. */
  query: string;
  /** Revision of the run that `value` is of. */
  revision: number;
  error: string | null;
  asked: string | null;
  usedAt: number;
}

/** Slots kept at once: enough for several screens of every column, little enough for long outputs. */
const KEPT_SLOTS = 160;

/** Asks the host. */
export type Ask = (method: RowMethod, params: Want['params']) => Promise<unknown>;

/** Holds the rows of the views, asks for what is missing or out of date, one request a slot at a time. */
export class RowCache {
  readonly #slots = new Map<string, Slot>();
  readonly #ask: Ask;
  readonly #changed: () => void;
  #turn = 0;
  #generation = 0;

  constructor(ask: Ask, changed: () => void) {
    this.#ask = ask;
    this.#changed = changed;
  }

  /** Forgets everything: another run is shown. */
  clear(): void {
    this.#slots.clear();
    this.#generation += 1;
  }

  /** What is known for `want`. */
  read<M extends RowMethod>(want: Extract<Want, { readonly method: M }>): Held<RowCalls[M]['result']> {
    const slot = this.#slots.get(want.slot);
    if (slot === undefined) return { value: undefined, current: false, error: null };
    const current = slot.query === queryOf(want);
    return { value: slot.value as RowCalls[M]['result'] | undefined, current, error: slot.error };
  }

  /** Asks for those of `wants` that are missing, of another query, or older than `revision`. */
  demand(wants: readonly Want[], revision: number): void {
    this.#turn += 1;
    for (const want of wants) {
      const slot = this.#slotOf(want.slot);
      slot.usedAt = this.#turn;
      const query = queryOf(want);
      const held = slot.query === query && slot.revision >= revision;
      if (!held && slot.asked === null) this.#send(want, slot, query, revision);
    }
    this.#evict();
  }

  #slotOf(name: string): Slot {
    const found = this.#slots.get(name);
    if (found !== undefined) return found;
    const slot: Slot = { value: undefined, query: '', revision: -1, error: null, asked: null, usedAt: 0 };
    this.#slots.set(name, slot);
    return slot;
  }

  #send(want: Want, slot: Slot, query: string, revision: number): void {
    slot.asked = query;
    const generation = this.#generation;
    const settle = (change: Partial<Slot>): void => {
      if (generation !== this.#generation) return;
      // A failed request counts as answered, so that it is not sent again before something changes.
      Object.assign(slot, change, { asked: null, query, revision });
      this.#changed();
    };
    this.#ask(want.method, want.params).then(
      (value) => settle({ value, error: null }),
      (error: unknown) => settle({ error: error instanceof Error ? error.message : String(error) }),
    );
  }

  #evict(): void {
    if (this.#slots.size <= KEPT_SLOTS) return;
    const idle = [...this.#slots].filter(([, slot]) => slot.usedAt < this.#turn && slot.asked === null);
    idle.sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [name] of idle.slice(0, this.#slots.size - KEPT_SLOTS)) this.#slots.delete(name);
  }
}

function queryOf(want: Want): string {
  return JSON.stringify([want.method, want.params]);
}
