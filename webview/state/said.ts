/** How long "Copied" and the like stay, ms. */
const SAID_FOR = 2_500;

/** One sentence that stays on the screen for a moment; empty when there is none. */
export class Said {
  readonly #changed: () => void;
  #text = '';

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get text(): string {
    return this.#text;
  }

  say(text: string): void {
    this.#text = text;
    this.#changed();
    setTimeout(() => {
      if (this.#text !== text) return;
      this.#text = '';
      this.#changed();
    }, SAID_FOR);
  }
}
