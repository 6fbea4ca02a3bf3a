import type { Stage } from '../../core/watch.ts';
import type { InHand } from './shared-watch.ts';
import type { TextDigest } from './text-digest.ts';

/** Decides when the work of a thread has to be ended. Knows neither threads nor clocks. */

/** Milliseconds between two looks at a thread. */
export const TICK_MS = 50;

/** Milliseconds of computing that one text may take; ordinary ones take less than one. */
const OF_A_TEXT_MS = 2_000;
/** Milliseconds more for each UTF-16 unit: a page of a megabyte may take its time. */
const OF_A_UNIT_MS = 0.003;
/** However long a text is. */
const MOST_OF_A_TEXT_MS = 15_000;
/** Once several texts had to be given up, the others get less; below this no ordinary text is safe on a slow machine. */
const LEAST_OF_A_TEXT_MS = 300;
/** A thread that gets less of the processor than this share of the time is taken to get it all the same. */
const LEAST_SHARE = 1 / 3;
/** Milliseconds of computing that work on all outputs at once may take. */
const OF_A_STAGE_MS = 300_000;

/** What one text of this length may take, ms, when so many have been given up before: a handful of them costs a few seconds. */
export function budgetOfText(length: number, givenUp: number): number {
  const whole = Math.min(MOST_OF_A_TEXT_MS, OF_A_TEXT_MS + length * OF_A_UNIT_MS);
  return Math.max(LEAST_OF_A_TEXT_MS, whole / (1 + givenUp));
}

/** What a thread is ended for. */
export type Overrun =
  { readonly kind: 'text'; readonly text: TextDigest } | { readonly kind: 'stage'; readonly stage: Stage };

/** How much time has passed since the last look, ms. */
export interface Elapsed {
  readonly wallMs: number;
  /** Computing of the whole process: no single thread can have done more. */
  readonly cpuMs: number;
  /** Threads that are at work. */
  readonly busy: number;
}

/** What one text of this length may take, ms, when so many were given up before. */
export type TextBudget = (length: number, givenUp: number) => number;

/**
 * Sums up the computing time of what a thread has in hand. A machine that was suspended and a look that comes late add
 * next to nothing, a processor with much else to do adds less: neither ends what is only waiting.
 */
export class Supervisor {
  readonly #givenUp: number;
  readonly #budgetOfText: TextBudget;
  #turn = -1;
  #spentMs = 0;

  /** `givenUp`: how many texts of the run were given up before. */
  constructor(givenUp: number, ofText: TextBudget = budgetOfText) {
    this.#givenUp = givenUp;
    this.#budgetOfText = ofText;
  }

  /** What the work has to be ended for; `null` while all is well. */
  look(now: InHand, { wallMs, cpuMs, busy }: Elapsed): Overrun | null {
    if (now.turn !== this.#turn) {
      this.#turn = now.turn;
      this.#spentMs = 0;
      return null;
    }
    const computedMs = Math.max(cpuMs / Math.max(1, busy), wallMs * LEAST_SHARE);
    this.#spentMs += Math.min(wallMs, computedMs, 2 * TICK_MS);
    const { text, stage } = now;
    if (text !== null)
      return this.#spentMs > this.#budgetOfText(text[0], this.#givenUp) ? { kind: 'text', text } : null;
    return stage !== null && this.#spentMs > OF_A_STAGE_MS ? { kind: 'stage', stage } : null;
  }
}
