/** Pages that run at the same time, at most. */
export const MOST_LIVE = 12;
/** A page that gives no sign of life for so long hangs, ms. */
export const SILENT_MS = 3_000;
/** A frame may take so long to begin, ms: a process is started for it. Twice as long at each further attempt. */
export const BEGIN_MS = 6_000;
/** Frames that are made for a page one after the other, because the one before did not begin. */
export const MOST_ATTEMPTS = 4;
/** How long a page is on trial, ms; longer by that at each further one. */
export const TRIAL_MS = 2_500;
/** Nothing is started so soon after pages were killed, ms: their process should be gone. */
export const REST_MS = 1_000;
/** A step that comes so late means that the gallery itself was held up, ms; nobody is blamed for that. */
const HELD_UP_MS = 1_500;
/** Times that a page may be among those that fell silent together, until it is started by hand only. */
const MOST_STRIKES = 3;

/** Why a page does not run, and is not started by itself. */
export type Stopped = 'hung' | 'left' | 'flooding' | 'by-hand';

/** A page's way: its code is fetched, its frame made, the frame has begun, the page is written into it, and it answers after that. */
type Stage = 'fetching' | 'made' | 'begun' | 'written' | 'settled';

interface Live {
  readonly stage: Stage;
  /** When it came to this stage. */
  readonly since: number;
  readonly heardAt: number;
}

/** What to do now. */
export interface Step {
  readonly start: readonly string[];
  readonly stop: readonly string[];
}

/**
 * Decides which pages run. Browsers put all sandboxed frames of a document into one process beside the document's own, so a
 * page that loops for ever silences all others, too. Then all are ended, which ends the process, and who is to blame is
 * found out: those that can be are started again alone, one at a time, the last one that was written first. Pages are
 * written one at a time, so that the first suspect mostly is the right one. A page that was not written into its frame yet is
 * never to blame: its frame may have come into a process that was about to end, so it gets another one. Times are of one
 * monotonic clock, ms.
 */
export class Keeper {
  readonly #live = new Map<string, Live>();
  readonly #stopped = new Map<string, Stopped>();
  readonly #strikes = new Map<string, number>();
  /** Frames of a page that did not begin, since one last did. */
  readonly #failures = new Map<string, number>();
  #suspects: readonly string[] = [];
  #restUntil = 0;
  #lastStep: number | null = null;

  /** Pages that run or are about to. */
  get live(): ReadonlySet<string> {
    return new Set(this.#live.keys());
  }

  /** Why a page was stopped; `undefined` when it was not. */
  stopped(page: string): Stopped | undefined {
    return this.#stopped.get(page);
  }

  /** Whether a page was written, and has not fallen silent since. */
  isRunning(page: string): boolean {
    const live = this.#live.get(page);
    return live !== undefined && wasWritten(live);
  }

  /** The frame of a page was made. */
  made(page: string, now: number): void {
    this.#become(page, 'made', now);
  }

  /** The frame has begun; its page can be written. */
  begun(page: string, now: number): void {
    this.#failures.delete(page);
    this.#become(page, 'begun', now);
  }

  /** The page gave a sign of life; `isWritten`: it is written, and its first scripts have ended. */
  heard(page: string, now: number, isWritten: boolean): void {
    const live = this.#live.get(page);
    if (!live) return;
    this.#live.set(page, { ...live, heardAt: now });
    if (isWritten && live.stage === 'written') this.#become(page, 'settled', now);
  }

  /** The page to write now; `null` while another one has not answered since it was. It counts as written from here on. */
  nextToWrite(now: number): string | null {
    const pages = [...this.#live];
    if (pages.some(([, { stage }]) => stage === 'written')) return null;
    const next = pages.find(([, { stage }]) => stage === 'begun')?.[0] ?? null;
    if (next !== null) this.#become(next, 'written', now);
    return next;
  }

  /** Ends a page and does not start it again by itself. */
  stop(page: string, why: Stopped): void {
    this.#live.delete(page);
    this.#suspects = this.#suspects.filter((suspect) => suspect !== page);
    this.#stopped.set(page, why);
  }

  /** Ends a page that may be started again. */
  drop(page: string): void {
    this.#live.delete(page);
  }

  /** Lets a page start again. */
  release(page: string): void {
    this.#stopped.delete(page);
    this.#strikes.delete(page);
    this.#failures.delete(page);
  }

  /** What to start and stop; `wanted` are the pages that are to run, the most wanted first. */
  step(now: number, wanted: readonly string[]): Step {
    this.#forgive(now);
    const stop = new Set(this.#judge(now));
    if (stop.size > 0) this.#restUntil = now + REST_MS;
    this.#endTrials(wanted);
    const [suspect] = this.#suspects;
    const isWanted = new Set(suspect === undefined ? this.#allowed(wanted).slice(0, MOST_LIVE) : [suspect]);
    for (const page of this.#live.keys()) if (!isWanted.has(page)) stop.add(page);
    for (const page of stop) this.#live.delete(page);
    const start = now < this.#restUntil ? [] : [...isWanted].filter((page) => !this.#live.has(page));
    for (const page of start) this.#live.set(page, { stage: 'fetching', since: now, heardAt: now });
    return { start, stop: [...stop] };
  }

  #become(page: string, stage: Stage, now: number): void {
    if (this.#live.has(page)) this.#live.set(page, { stage, since: now, heardAt: now });
  }

  #allowed(wanted: readonly string[]): readonly string[] {
    return wanted.filter((page) => !this.#stopped.has(page));
  }

  #forgive(now: number): void {
    if (this.#lastStep !== null && now - this.#lastStep > HELD_UP_MS)
      for (const [page, live] of this.#live) this.#live.set(page, { ...live, heardAt: now });
    this.#lastStep = now;
  }

  /** The pages to end because some are silent. */
  #judge(now: number): readonly string[] {
    const pages = [...this.#live];
    const silent = pages.filter(([page, live]) => this.#isSilent(page, live, now));
    const written = silent.filter(([, live]) => wasWritten(live)).map(([page]) => page);
    const [first] = written;
    if (first === undefined) return this.#giveUp(silent.map(([page]) => page));
    const isAnswering = ([page, { stage, heardAt }]: readonly [string, Live]): boolean =>
      !written.includes(page) && stage === 'settled' && now - heardAt < SILENT_MS / 2;
    // Alone, or beside others that answer: a process of its own, and no doubt.
    if (written.length === 1 && (pages.length === 1 || pages.some(isAnswering))) {
      this.stop(first, 'hung');
      this.#suspects = [];
      // It explains why others fell silent with it.
      this.#strikes.clear();
      return written;
    }
    const order = ({ stage, since }: Live): number => (stage === 'written' ? Infinity : since);
    const suspects = pages.filter(([, live]) => wasWritten(live));
    this.#suspects = suspects.sort(([, a], [, b]) => order(b) - order(a)).map(([page]) => page);
    for (const page of this.#suspects) this.#strike(page);
    return pages.map(([page]) => page);
  }

  /** Frames that do not begin are made anew, a few times. */
  #giveUp(pages: readonly string[]): readonly string[] {
    for (const page of pages) {
      const failures = (this.#failures.get(page) ?? 0) + 1;
      this.#failures.set(page, failures);
      if (failures >= MOST_ATTEMPTS) this.stop(page, 'hung');
    }
    return pages;
  }

  #isSilent(page: string, { stage, since, heardAt }: Live, now: number): boolean {
    if (stage === 'fetching') return false;
    return stage === 'made' ? now - since > BEGIN_MS * 2 ** (this.#failures.get(page) ?? 0) : now - heardAt > SILENT_MS;
  }

  #strike(page: string): void {
    const strikes = (this.#strikes.get(page) ?? 0) + 1;
    this.#strikes.set(page, strikes);
    if (strikes >= MOST_STRIKES) this.stop(page, 'hung');
  }

  /** A suspect that answers long enough, alone, or that is out of sight, is none. */
  #endTrials(wanted: readonly string[]): void {
    this.#suspects = this.#suspects.filter((page) => {
      const live = this.#live.get(page);
      const enough = TRIAL_MS * (this.#strikes.get(page) ?? 1);
      const isCleared = live?.stage === 'settled' && live.heardAt - live.since > enough;
      return wanted.includes(page) && !isCleared;
    });
  }
}

/** Whether a page was written into its frame: before that, nothing of it has run. */
function wasWritten({ stage }: Live): boolean {
  return stage === 'written' || stage === 'settled';
}
