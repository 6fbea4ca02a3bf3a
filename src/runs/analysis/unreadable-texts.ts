import { digestName, type TextDigest } from './text-digest.ts';

/** The texts of a run that threads were ended for. Those of a thread of pages are those of the thread that started it, too. */
export class UnreadableTexts {
  /** See `TextDigests`. */
  readonly seed: number;
  readonly #texts: Map<string, TextDigest>;
  readonly #onAdded: (text: TextDigest) => void;

  /** `onAdded` hears of each that is new. */
  constructor(seed: number, texts: readonly TextDigest[] = [], onAdded: (text: TextDigest) => void = () => undefined) {
    this.seed = seed;
    this.#texts = new Map(texts.map((text) => [digestName(text), text]));
    this.#onAdded = onAdded;
  }

  get all(): readonly TextDigest[] {
    return [...this.#texts.values()];
  }

  get size(): number {
    return this.#texts.size;
  }

  has(text: TextDigest): boolean {
    return this.#texts.has(digestName(text));
  }

  add(text: TextDigest): void {
    if (this.has(text)) return;
    this.#texts.set(digestName(text), text);
    this.#onAdded(text);
  }
}
