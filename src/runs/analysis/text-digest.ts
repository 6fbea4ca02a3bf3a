/** Stands for a text between threads: its length and 64 bits of a hash. Texts are hostile, so the hash depends on a secret seed. */
export type TextDigest = readonly [length: number, high: number, low: number];

/** Digests that are remembered; shorter texts are hashed in less time than they are looked up. */
const WORTH_REMEMBERING = 500;

/** Digests of texts, those of long ones remembered. */
export class TextDigests {
  readonly #seed: number;
  readonly #known = new Map<string, TextDigest>();

  /** `seed`: any 32 bits that whoever wrote the texts cannot know. */
  constructor(seed: number) {
    this.#seed = seed | 0;
  }

  of(text: string): TextDigest {
    if (text.length < WORTH_REMEMBERING) return this.#hash(text);
    let digest = this.#known.get(text);
    if (digest === undefined) this.#known.set(text, (digest = this.#hash(text)));
    return digest;
  }

  /** Two lanes of multiply and xor, mixed at the end (after "cyrb53", public domain). */
  #hash(text: string): TextDigest {
    let high = 0xdeadbeef ^ this.#seed;
    let low = 0x41c6ce57 ^ Math.imul(this.#seed, 0x9e3779b1);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x9e3779b1) ^ (high >>> 15);
      low = Math.imul(low ^ unit, 0x5f356495) ^ (low >>> 13);
    }
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    return [text.length, high | 0, low | 0];
  }
}

/** One string for each digest. */
export const digestName = (digest: TextDigest): string => digest.join(' ');
