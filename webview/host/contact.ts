/** How often is looked whether the host has said something, ms. */
const LOOK_EVERY = 5_000;
/** Looks without a word, while one is awaited, after which the host counts as lost. */
const PATIENCE = 4;

/** What watching the host needs. */
export interface ContactOptions {
  /** Whether the host owes a word: a run is going, or something was asked. */
  readonly isAwaited: () => boolean;
  /** Asks the host for a sign of life. */
  readonly ask: () => void;
  /** Contact was lost or came back. */
  readonly onChange: () => void;
  /** `setTimeout`, or a clock of a test. */
  readonly later: (work: () => void, ms: number) => unknown;
}

/**
 * Notices that the host does not answer any more: when the extension host dies, the editor leaves its panels standing
 * and starts another host that knows nothing of them. Looks are counted, not time: a machine that slept has not waited.
 */
export class Contact {
  readonly #options: ContactOptions;
  #silentLooks = 0;
  #isLost = false;

  constructor(options: ContactOptions) {
    this.#options = options;
    this.#lookLater();
  }

  /** Whether the host has been silent for 15 to 20 s although it was asked. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** The host has said something. */
  heard(): void {
    this.#silentLooks = 0;
    this.#become(false);
  }

  #lookLater(): void {
    this.#options.later(() => {
      this.#look();
      this.#lookLater();
    }, LOOK_EVERY);
  }

  #look(): void {
    if (!this.#isLost && !this.#options.isAwaited()) {
      this.#silentLooks = 0;
      return;
    }
    this.#silentLooks += 1;
    if (this.#silentLooks >= PATIENCE) this.#become(true);
    this.#options.ask();
  }

  #become(isLost: boolean): void {
    if (this.#isLost === isLost) return;
    this.#isLost = isLost;
    this.#options.onChange();
  }
}
