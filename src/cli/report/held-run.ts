import type { RunRecord } from '../../core/model/run.ts';

/** A run in memory, for as long as it is needed there: whoever holds this does not hold the run. */
export class HeldRun {
  #record: RunRecord | null;

  constructor(record: RunRecord) {
    this.#record = record;
  }

  /** Whether it was let go. */
  get isReleased(): boolean {
    return this.#record === null;
  }

  /** The run. Throws when it was let go. */
  get record(): RunRecord {
    if (this.#record === null) throw new Error('This run was let go.');
    return this.#record;
  }

  /** Lets it go: it is safe elsewhere, and nobody needs it here any more. */
  release(): void {
    this.#record = null;
  }
}
