import type { RunEvent, TargetProgress } from '../../core/model/events.ts';
import { isUneven, trialsOf } from '../../core/model/planned-trials.ts';
import type { RunHeader, Trial } from '../../core/model/run.ts';
import type { Clock } from '../../core/ports.ts';
import { bar } from '../terminal/blocks.ts';
import { oneLine } from '../terminal/printable.ts';
import { cut } from '../terminal/width.ts';
import type { Screen } from './io.ts';
import { held, waitOf } from './waiting.ts';
import { SENDING } from '../strings/sending.ts';

/** Milliseconds between two drawings: on a terminal for the eye, elsewhere for a log that is read later. */
const EVERY = { terminal: 100, log: 5_000 } as const;
/** Milliseconds between two lines of a log that say the same. */
const QUIET = 30_000;
/** Milliseconds between two looks at the clock while nothing happens: a countdown in seconds must not stumble. */
const TICK = 250;
const BAR_COLUMNS = 24;
/** Back to the first column and clear the line. */
const CLEAR = '\r\u001b[K';

/** What a progress display needs from outside. */
export interface ProgressPorts {
  readonly screen: Screen;
  readonly clock: Pick<Clock, 'monotonicMs' | 'now'>;
  /** Calls `tick` every `ms` until the returned function is called. */
  readonly every: (ms: number, tick: () => void) => () => void;
}

/** Time of this process. Does not keep it alive. */
export function systemTicks(ms: number, tick: () => void): () => void {
  const timer = setInterval(tick, ms).unref();
  return () => {
    clearInterval(timer);
  };
}

/** Tells a person how far a run is, on the error stream. */
export class Progress {
  readonly #ports: ProgressPorts;
  readonly #wanted: number;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #told = new Set<string>();
  readonly #stopTicking: () => void;
  #targets: readonly TargetProgress[] = [];
  #settled = 0;
  #failed = 0;
  #cancelled = 0;
  #drawnAt: number;
  #drawn = '';
  #barShown = false;
  /** Calls are being cancelled by the thousand: nothing to watch. */
  #stopping = false;

  /** `kept` are trials of an earlier part of the run. */
  constructor(header: RunHeader, kept: readonly Trial[], ports: ProgressPorts) {
    this.#ports = ports;
    // A bar is there at once; in a log the lines before say enough for a while.
    this.#drawnAt = ports.screen.isTerminal ? -Infinity : ports.clock.monotonicMs();
    this.#wanted = trialsOf(header);
    this.#labels = new Map(header.targets.map((target) => [target.id, target.label]));
    for (const trial of kept) this.#count(trial);
    this.#stopTicking = ports.every(TICK, () => {
      this.#drawWhenDue();
    });
  }

  /** Takes note of what happened, and draws when it is time to. */
  event(event: RunEvent): void {
    if (event.type === 'settled') this.#count(event.trial);
    if (event.type === 'progress') {
      this.#targets = event.progress;
      this.#tell(event.progress);
    }
    if (event.type === 'finished' && event.endNote !== undefined && !this.#told.has(event.endNote)) {
      this.line(SENDING.stopped(event.endNote));
    }
    if (event.type === 'settled' || event.type === 'progress') this.#drawWhenDue();
  }

  /** Says once that a first Ctrl+C was understood. */
  interrupted(): void {
    this.#stopping = true;
    this.line(SENDING.stopping);
  }

  /** A line of its own, above the bar. */
  line(text: string): void {
    this.#put(`${this.#barShown ? CLEAR : ''}${oneLine(text)}\n`);
    this.#barShown = false;
  }

  /** The last word, in place of the bar. */
  end(): void {
    this.#stopTicking();
    this.line(this.#figures());
    // Sets the report apart when both are read in one terminal.
    if (this.#ports.screen.isTerminal) this.#put('\n');
  }

  #count({ outcome }: Trial): void {
    if (outcome === 'cancelled') this.#cancelled++;
    else this.#settled++;
    if (outcome === 'failed') this.#failed++;
  }

  /** What failed is not answered: a run with failures never looks complete. */
  #figures(): string {
    const failed = this.#failed > 0 ? `, ${String(this.#failed)} failed` : '';
    const cancelled = this.#cancelled > 0 ? `, ${String(this.#cancelled)} missing` : '';
    return `${String(this.#settled - this.#failed)} of ${String(this.#wanted)} answered${failed}${cancelled}`;
  }

  /** Says once why models stopped, and once for each reason that they began to wait. On a terminal the bar says the latter. */
  #tell(targets: readonly TargetProgress[]): void {
    const nowMs = this.#ports.clock.now().getTime();
    const told = new Map<string, string[]>();
    for (const target of targets) {
      const { state, reason } = target;
      if (reason === null || this.#told.has(`${target.target}\n${reason}`)) continue;
      const waits = state === 'paused' && !this.#ports.screen.isTerminal;
      const words = state === 'stopped' ? ` stopped: ${reason}` : waits ? `: ${waitOf(target, nowMs) ?? reason}` : null;
      if (words === null) continue;
      this.#told.add(reason).add(`${target.target}\n${reason}`);
      told.set(words, [...(told.get(words) ?? []), this.#label(target.target)]);
    }
    for (const [words, labels] of told) this.line(`${labels.join(', ')}${words}`);
  }

  #label(target: string): string {
    return this.#labels.get(target) ?? target;
  }

  #drawWhenDue(): void {
    const { screen, clock } = this.#ports;
    if (this.#stopping) return;
    const since = clock.monotonicMs() - this.#drawnAt;
    if (since < (screen.isTerminal ? EVERY.terminal : EVERY.log)) return;
    const figures = this.#figures();
    if (!screen.isTerminal && figures === this.#drawn && since < QUIET) return;
    this.#drawn = figures;
    this.#drawnAt = clock.monotonicMs();
    const holding = held(this.#targets, (target) => this.#label(target), clock.now().getTime());
    this.#draw(oneLine([figures, ...holding].join(' · ')));
  }

  #draw(words: string): void {
    const { screen } = this.#ports;
    if (!screen.isTerminal) {
      this.line(words);
      return;
    }
    const filled = bar((this.#settled - this.#failed) / this.#wanted, BAR_COLUMNS).padEnd(BAR_COLUMNS, '·');
    // One column stays free: a full line would wrap, and could then not be cleared.
    this.#put(`${CLEAR}${cut(`${filled} ${words}`, screen.columns - 1)}`);
    this.#barShown = true;
  }

  #put(text: string): void {
    void this.#ports.screen.write(text);
  }
}

/** `3 models × 50 runs`. */
export function shapeOf(header: RunHeader): string {
  const { targets, conditions, trialsPerCell } = header;
  return SENDING.size(targets.length, conditions.length, trialsPerCell, isUneven(header));
}
