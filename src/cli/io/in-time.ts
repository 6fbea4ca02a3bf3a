import type { Io } from './io.ts';

/** Milliseconds after an interruption that a report may still take (see `Io.sinceInterrupted`). */
const GRACE_MS = 700;
const TICK_MS = 20;

/**
 * What work gives; `null` when it is interrupted meanwhile. Work that begins after an interruption (the report of a run that
 * was stopped) has a moment to come to its end.
 */
export async function inTime<Value>(
  work: Promise<Value>,
  { interrupted, sinceInterrupted }: Io,
): Promise<Value | null> {
  const graceMs = interrupted.aborted ? GRACE_MS : 0;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setInterval(() => {
      if (interrupted.aborted && sinceInterrupted() >= graceMs) resolve(null);
    }, TICK_MS);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    // What comes of abandoned work is of no interest any more.
    work.catch(() => undefined);
    clearInterval(timer);
  }
}
