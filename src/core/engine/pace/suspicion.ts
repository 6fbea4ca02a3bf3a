import type { PacedCall } from './reply.ts';

/** Refused calls that make a limit, when they are at least a third of those that ended since the first of them. */
const ENOUGH = 2;
const SHARE = 3;
/** So many answers later a refused call has stood alone. */
const CLEARED = 8;
/**
 * Tells a limit from a refused call that stands alone. A server at its limit refuses one call after the other; one
 * that answers the calls around it has only had a bad moment.
 */
export class Suspicion {
  private fromSeq: number | null = null;
  private refused = 0;
  private answered = 0;

  /** Takes in a refused call; whether it makes a limit together with the ones before it. */
  refuse(call: PacedCall): boolean {
    if (this.fromSeq === null) {
      this.fromSeq = call.seq;
      this.refused = 0;
      this.answered = 0;
    }
    this.refused++;
    return this.refused >= ENOUGH && this.isLimit();
  }

  answer(call: PacedCall): void {
    if (this.fromSeq === null || call.seq <= this.fromSeq) return;
    this.answered++;
    if (this.answered >= CLEARED && !this.isLimit()) this.fromSeq = null;
  }

  /** Whether a refused call may still turn out to be part of a limit. */
  get isOpen(): boolean {
    return this.fromSeq !== null;
  }

  /** Begins anew. */
  forget(): void {
    this.fromSeq = null;
  }

  private isLimit(): boolean {
    return this.refused * SHARE >= this.refused + this.answered;
  }
}
