import type { OutputPage } from '../../src/core/gallery/page-of.ts';
import { Frame } from './frames/frame.ts';
import { Keeper, type Stopped } from './frames/keeper.ts';

/** How often pages are asked for a sign of life, and looked after, ms. */
const STEP_MS = 500;

/** How long after a frame was kept from going elsewhere its replacement is loaded, ms. */
const BLOCKED_MS = 3_000;

/** What running pages needs. */
export interface RunningOptions {
  /** The code of a page; `null` when it is gone. */
  readonly code: (page: string) => Promise<OutputPage | null>;
  /** Where the frame of a page goes; `null` when it is not on the screen. */
  readonly place: (page: string) => HTMLElement | null;
  /** What people call the page. */
  readonly label: (page: string) => string;
  /** Pages that are to run, the most wanted first. */
  readonly wanted: () => readonly string[];
  /** What is to be seen has changed. */
  readonly onChange: () => void;
  readonly onEscape: () => void;
  /** Whether frames have a process of their own. */
  readonly isIsolated: () => boolean;
}

/** What is known of a page that runs or ran. */
export interface PageState {
  readonly is: 'off' | 'starting' | 'running' | Stopped;
  /** The first error that the page did not catch; `null` without one. Hostile text. */
  readonly error: string | null;
}

/** Runs pages in frames: starts those in sight, ends those out of sight, and those that hang, leave or flood. */
export class Running {
  readonly #options: RunningOptions;
  readonly #keeper = new Keeper();
  readonly #frames = new Map<string, Frame>();
  #blockedAt = -Infinity;
  readonly #errors = new Map<string, string>();

  constructor(options: RunningOptions) {
    this.#options = options;
  }

  /** Looks after the pages from now on. */
  begin(): void {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      if (effectiveDirective === 'frame-src') this.#blockedAt = performance.now();
    });
    window.setInterval(() => {
      this.step();
      for (const frame of this.#frames.values()) frame.ping();
    }, STEP_MS);
  }

  /** How many pages run. */
  get count(): number {
    return this.#frames.size;
  }

  state(page: string): PageState {
    const error = this.#errors.get(page) ?? null;
    const live = this.#keeper.isRunning(page) ? 'running' : 'starting';
    return { is: this.#keeper.stopped(page) ?? (this.#keeper.live.has(page) ? live : 'off'), error };
  }

  /** Starts and ends what is due. */
  step(): void {
    const { start, stop } = this.#keeper.step(performance.now(), this.#options.wanted());
    for (const page of stop) this.#remove(page);
    for (const page of start) void this.#start(page);
    this.#writeNext();
    if (start.length + stop.length > 0) this.#options.onChange();
  }

  /** Ends a page; it starts again only when it is released. */
  stop(page: string, why: Stopped): void {
    this.#keeper.stop(page, why);
    this.#remove(page);
    this.#options.onChange();
  }

  /** Lets a stopped page start again. */
  release(page: string): void {
    this.#keeper.release(page);
    this.step();
    this.#options.onChange();
  }

  /** Ends all pages for the moment. */
  clear(): void {
    for (const page of this.#keeper.live) {
      this.#keeper.drop(page);
      this.#remove(page);
    }
  }

  /** Hears a message of a frame. */
  hear(event: MessageEvent<unknown>): void {
    for (const frame of this.#frames.values()) if (frame.isSource(event)) return frame.hear(event);
  }

  async #start(page: string): Promise<void> {
    const code = await this.#options.code(page).catch(() => null); // said by who asked
    const place = this.#options.place(page);
    if (!this.#keeper.live.has(page) || this.#frames.has(page)) return;
    if (code === null || place === null) {
      this.#keeper.drop(page);
      return;
    }
    this.#errors.delete(page);
    this.#frames.set(
      page,
      new Frame(place, code, this.#options.label(page), this.#options.isIsolated(), this.#hearing(page)),
    );
    this.#keeper.made(page, performance.now());
    this.#options.onChange();
  }

  #hearing(page: string): ConstructorParameters<typeof Frame>[4] {
    return {
      onBegun: () => {
        this.#keeper.begun(page, performance.now());
        this.#writeNext();
      },
      onBeat: (isWritten) => {
        this.#keeper.heard(page, performance.now(), isWritten);
        this.#writeNext();
      },
      onError: (message) => {
        if (!this.#errors.has(page)) this.#errors.set(page, message);
        this.#options.onChange();
      },
      onEscape: this.#options.onEscape,
      onLeft: () => this.stop(page, 'left'),
      onFlood: () => this.stop(page, 'flooding'),
      wasBlocked: () => performance.now() - this.#blockedAt < BLOCKED_MS,
    };
  }

  #remove(page: string): void {
    this.#frames.get(page)?.remove();
    this.#frames.delete(page);
  }

  #writeNext(): void {
    const next = this.#keeper.nextToWrite(performance.now());
    if (next === null) return;
    this.#frames.get(next)?.write();
    this.#options.onChange();
  }
}
