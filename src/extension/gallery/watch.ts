/** How often the gallery is asked for a sign of life, ms. */
export const PING_EVERY_MS = 2_000;
/** Pings that the editor delivered and the gallery left without an answer, after which it counts as hung: 4 to 6 s. */
const PATIENCE = 3;

/** What watching a gallery needs. */
export interface WatchOptions {
  /** Sends a ping; resolves with whether the editor delivered it. A gallery out of sight gets none. */
  readonly ping: (beat: number) => PromiseLike<boolean>;
  readonly onHung: () => void;
}

/**
 * Notices that a gallery does not answer any more: a page in it loops for ever and shares its process. Pings that were
 * delivered are counted, not time: a machine that slept, or an editor that is busy itself, has delivered none.
 */
export class Watch {
  readonly #options: WatchOptions;
  #beat = 0;
  #unanswered = 0;
  #isReady = false;
  #isOver = false;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** The page has begun; until then nothing is expected of it. */
  begin(): void {
    this.#isReady = true;
    this.#unanswered = 0;
  }

  /** The page may be gone for a while, because it is hidden. */
  pause(): void {
    this.#isReady = false;
  }

  /** Anything that the gallery says is a sign of life. */
  heard(): void {
    this.#unanswered = 0;
  }

  /** To be called every `PING_EVERY_MS`. */
  async tick(): Promise<void> {
    if (!this.#isReady || this.#isOver) return;
    if (this.#unanswered >= PATIENCE) {
      this.#isOver = true;
      this.#options.onHung();
      return;
    }
    this.#beat += 1;
    const isDelivered = await this.#options.ping(this.#beat);
    if (isDelivered && this.#isReady) this.#unanswered += 1;
  }
}
