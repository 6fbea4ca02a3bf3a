/** What has come of a lane so far, as far as it tells whether its server answers at all. */
export class LaneHistory {
  /** Trials that got an answer. */
  answered = 0;
  /** Waits in a row that were sat out before the server refused again. */
  waits = 0;
  private answeredMs: number;
  private waitEndMs = 0;

  /** `nowMs`, here and below: monotonic. */
  constructor(nowMs: number) {
    this.answeredMs = nowMs;
  }

  noteAnswer(nowMs: number): void {
    this.answered++;
    this.answeredMs = nowMs;
    this.waits = 0;
  }

  /** Takes in that a call which was sent at `startedMs` was refused, with a wait of `askedMs`. */
  noteLimit(startedMs: number, askedMs: number, nowMs: number): void {
    if (startedMs < this.waitEndMs) return;
    this.waits++;
    this.waitEndMs = nowMs + askedMs;
  }

  /** Ms since the last answer, or since the run began. */
  silentMs(nowMs: number): number {
    return nowMs - this.answeredMs;
  }
}
