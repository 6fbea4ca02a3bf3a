import type { RunEvent, TargetProgress } from '../../core/model/events.ts';
import type { RunHeader } from '../../core/model/run.ts';
import { counted } from '../report/figures.ts';
import { bar } from '../terminal/blocks.ts';
import { oneLine } from '../terminal/printable.ts';
import { cut } from '../terminal/width.ts';
import type { Screen } from './io.ts';

/** Milliseconds between two drawings: on a terminal for the eye, elsewhere for a log that is read later. */
const EVERY = { terminal: 100, log: 2_000 } as const;
const BAR_COLUMNS = 24;
/** Back to the first column and clear the line. */
const CLEAR = '\r\u001b[K';

/** Tells a person how far a run is, on the error stream. */
export class Progress {
  readonly #screen: Screen;
  readonly #nowMs: () => number;
  readonly #wanted: number;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #told = new Set<string>();
  #targets: readonly TargetProgress[] = [];
  #settled = 0;
  #failed = 0;
  #cancelled = 0;
  #drawnAt: number;
  #barShown = false;

  constructor(header: RunHeader, screen: Screen, nowMs: () => number) {
    this.#screen = screen;
    this.#nowMs = nowMs;
    // A bar is there at once; in a log the line below says enough for a while.
    this.#drawnAt = screen.isTerminal ? -Infinity : nowMs();
    this.#wanted = header.targets.length * header.conditions.length * header.trialsPerCell;
    this.#labels = new Map(header.targets.map((target) => [target.id, target.label]));
    const models = counted(header.targets.length, 'model');
    this.#line(`${counted(this.#wanted, 'call')}: ${models} × ${counted(header.trialsPerCell, 'run')}.`);
  }

  /** Takes note of what happened, and draws when it is time to. */
  event(event: RunEvent): void {
    if (event.type === 'settled') {
      if (event.trial.outcome === 'cancelled') this.#cancelled++;
      else this.#settled++;
      if (event.trial.outcome === 'failed') this.#failed++;
    }
    if (event.type === 'progress') {
      this.#targets = event.progress;
      this.#tellStopped();
    }
    const every = this.#screen.isTerminal ? EVERY.terminal : EVERY.log;
    if (event.type === 'started' || event.type === 'finished' || this.#nowMs() - this.#drawnAt < every) return;
    this.#drawnAt = this.#nowMs();
    this.#draw();
  }

  /** Says once that a first Ctrl+C was understood. */
  interrupted(): void {
    this.#line('Stopping; what has arrived is kept. Press Ctrl+C again to quit at once.');
  }

  /** The last word, in place of the bar. */
  end(): void {
    this.#line(this.#figures());
    // Sets the report apart when both are read in one terminal.
    if (this.#screen.isTerminal) this.#put('\n');
  }

  #figures(): string {
    const failed = this.#failed > 0 ? `, ${String(this.#failed)} failed` : '';
    const cancelled = this.#cancelled > 0 ? `, ${String(this.#cancelled)} cancelled` : '';
    return `${String(this.#settled)} of ${String(this.#wanted)} done${failed}${cancelled}`;
  }

  /** Why some models wait, in the engine's words. */
  #waiting(): string {
    return this.#targets
      .filter((target) => target.state === 'paused' && target.reason !== null)
      .map((target) => ` · ${this.#label(target)} waits: ${target.reason ?? ''}`)
      .join('');
  }

  #tellStopped(): void {
    for (const target of this.#targets) {
      if (target.state !== 'stopped' || target.reason === null || this.#told.has(target.target)) continue;
      this.#told.add(target.target);
      this.#line(`${this.#label(target)} stopped: ${target.reason}`);
    }
  }

  #label({ target }: TargetProgress): string {
    return this.#labels.get(target) ?? target;
  }

  #draw(): void {
    const words = oneLine(this.#figures() + this.#waiting());
    if (!this.#screen.isTerminal) {
      this.#line(words);
      return;
    }
    const filled = bar(this.#settled / this.#wanted, BAR_COLUMNS).padEnd(BAR_COLUMNS, '·');
    // One column stays free: a full line would wrap, and could then not be cleared.
    this.#put(`${CLEAR}${cut(`${filled} ${words}`, this.#screen.columns - 1)}`);
    this.#barShown = true;
  }

  #line(text: string): void {
    this.#put(`${this.#barShown ? CLEAR : ''}${oneLine(text)}\n`);
    this.#barShown = false;
  }

  #put(text: string): void {
    void this.#screen.write(text);
  }
}
