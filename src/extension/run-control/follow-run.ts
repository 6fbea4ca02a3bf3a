import type { Logger } from '../../core/ports.ts';
import { kindOf } from '../log.ts';
import type { OpenRun } from './open-run.ts';

/** What following a run needs. */
export interface FollowOptions {
  readonly run: OpenRun;
  /** The journal on the disk. */
  readonly read: () => Promise<string | null>;
  /** Whether another window or process is writing it. */
  readonly isBeingWritten: () => Promise<boolean>;
  readonly log: Logger;
  /** Ms between two looks, when a look takes no time. */
  readonly everyMs?: number;
}

/** How often the journal of another window's run is looked at, ms. */
const EVERY_MS = 1_000;
/** A look may take this part of the time; a long journal is looked at less often. */
const SHARE = 10;

/** Shows a run as another window or process sends it; once that one is done, the run is like any other. */
export function followRun({ run, read, isBeingWritten, log, everyMs = EVERY_MS }: FollowOptions): void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let disposed = false;
  let shown = '';
  const look = async (): Promise<void> => {
    // In this order: what was written before the other one was done is then in the journal.
    const going = await isBeingWritten();
    const journal = await read();
    if (disposed || journal === null) return;
    if (going && journal === shown) return;
    shown = journal;
    await run.reload(journal, !going);
  };
  const next = (ms: number): void => {
    if (!disposed) timer = setTimeout(() => void tick(), ms);
  };
  const tick = async (): Promise<void> => {
    const started = performance.now();
    try {
      await look();
    } catch (error) {
      log.warn(`A run of another window could not be read (${kindOf(error)}).`);
    }
    next(Math.max(everyMs, (performance.now() - started) * SHARE));
  };
  run.follow({
    dispose: () => {
      disposed = true;
      if (timer !== null) clearTimeout(timer);
    },
  });
  next(everyMs);
}
