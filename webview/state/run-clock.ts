import type { PanelSnapshot } from '../../src/protocol/messages.ts';
import { followProgress, nextChangeMs, type ShownProgress } from './progress.ts';
import type { Screen } from './screen.ts';
import { type Start, startOf, timeLeft } from './time-left.ts';

/** Never more often than this, ms. */
const SHORTEST_TICK = 100;

/** What passes on the screen while a run is going: its time, by the clock of the host, and what each model is doing. */
export class RunClock {
  readonly #redraw: () => void;
  #receivedAt = 0;
  /** The host's clock less that of this page, ms: they may be on two machines. */
  #ahead = 0;
  /** Of the run while it is going. */
  #start: Start | null = null;
  #progress: ReadonlyMap<string, ShownProgress> = new Map();
  #tick: ReturnType<typeof setTimeout> | undefined;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  /** Another run is shown. */
  begin(): void {
    this.#start = null;
    this.#progress = new Map();
  }

  /** Word of the run has come. */
  received({ run, progress, sentAt }: PanelSnapshot): void {
    this.#receivedAt = Date.now();
    const sent = Date.parse(sentAt ?? '');
    this.#ahead = Number.isNaN(sent) ? 0 : sent - this.#receivedAt;
    this.#start = run.status === 'running' ? (this.#start ?? startOf(progress, this.#now())) : null;
  }

  /** Follows what each model is doing to this moment. */
  follow({ run, progress }: PanelSnapshot): void {
    const [before, now] = [this.#progress, this.#now()];
    const shown = run.status === 'running' ? progress : [];
    this.#progress = new Map(
      shown.map((latest) => [latest.target, followProgress(before.get(latest.target), latest, now)]),
    );
  }

  /** What the screen shows of it. */
  at({ run, progress, elapsedMs }: PanelSnapshot): Pick<Screen, 'progress' | 'now' | 'elapsedMs' | 'leftMs'> {
    const now = this.#now();
    // Nobody knows how a run goes on of which no word comes any more.
    const since = run.status === 'running' ? Date.now() - this.#receivedAt : 0;
    return {
      progress: [...this.#progress.values()],
      now,
      elapsedMs: elapsedMs === null ? null : elapsedMs + since,
      leftMs: this.#start === null ? null : timeLeft(this.#start, progress, now),
    };
  }

  /** Draws again when something on the screen changes by itself. */
  tickSoon({ running, progress, elapsedMs, now }: Screen): void {
    clearTimeout(this.#tick);
    if (!running) return;
    this.#tick = setTimeout(this.#redraw, Math.max(SHORTEST_TICK, nextChangeMs(progress, elapsedMs, now)));
  }

  /** Time of day by the host's clock, in which it says when the next try is. */
  #now(): number {
    return Date.now() + this.#ahead;
  }
}
