import type { Stage, Watch } from '../../core/watch.ts';
import { TextDigests, type TextDigest } from './text-digest.ts';
import type { UnreadableTexts } from './unreadable-texts.ts';

/** Where a thread writes what it is at, and its supervisor reads it, also while the thread does not come to an end. */

const [TURN, STAGE, LENGTH, HIGH, LOW, CELLS] = [0, 1, 2, 3, 4, 5] as const;
const STAGES: readonly Stage[] = ['idle', 'reading', 'grouping', 'wording', 'comparing', 'writing'];
/** In the place of a stage: one text. */
const TEXT = -1;

/** What a thread is given to be watched by. */
export interface WatchSetup {
  readonly memory: SharedArrayBuffer;
  /** See `TextDigests`. */
  readonly seed: number;
  /** Texts that must not be begun again. */
  readonly unreadable: readonly TextDigest[];
}

/** What a thread is at. */
export interface InHand {
  /** Changes with everything that is begun. */
  readonly turn: number;
  /** `null` during a stage. */
  readonly text: TextDigest | null;
  /** `null` during work on one text. */
  readonly stage: Stage | null;
}

export function watchMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT);
}

/** The side of the supervisor. A thread that stays at one thing for long has written all of it. */
export function inHand(memory: SharedArrayBuffer): InHand {
  const cells = new Int32Array(memory);
  const turn = Atomics.load(cells, TURN);
  const stage = cells[STAGE]!;
  if (stage !== TEXT) return { turn, text: null, stage: STAGES[stage] ?? 'idle' };
  return { turn, text: [cells[LENGTH]!, cells[HIGH]!, cells[LOW]!], stage: null };
}

/** The side of the thread. */
export class SharedWatch implements Watch {
  readonly #cells: Int32Array;
  readonly #digests: TextDigests;
  readonly #unreadable: UnreadableTexts;
  #text: string | null = null;

  constructor(memory: SharedArrayBuffer, unreadable: UnreadableTexts) {
    this.#cells = new Int32Array(memory);
    this.#digests = new TextDigests(unreadable.seed);
    this.#unreadable = unreadable;
  }

  text(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    const cells = this.#cells;
    const [length, high, low] = this.#digests.of(text);
    cells[STAGE] = TEXT;
    cells[LENGTH] = length;
    cells[HIGH] = high;
    cells[LOW] = low;
    Atomics.add(cells, TURN, 1);
  }

  stage(stage: Stage): void {
    this.#text = null;
    this.#cells[STAGE] = STAGES.indexOf(stage);
    Atomics.add(this.#cells, TURN, 1);
  }

  isUnreadable(text: string): boolean {
    return this.#unreadable.size > 0 && this.#unreadable.has(this.#digests.of(text));
  }
}
