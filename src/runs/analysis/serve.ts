import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Hasher } from '../../core/ports.ts';
import { beginStage, watchWith } from '../../core/watch.ts';
import type { Reply } from '../../protocol/messages.ts';
import { SharedWatch, type WatchSetup } from './shared-watch.ts';
import type { ThreadRequest, ThreadResponse } from './thread.ts';

type Handler = (params: never) => unknown;

/** SHA-256 by Node. */
export const threadHasher: Hasher = { sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex') };

/** Answers the calls of this thread, one after the other, watched by whoever started it. */
export function serve(handlers: Readonly<Record<string, Handler>>): void {
  watchWith(new SharedWatch(workerData as WatchSetup));
  let turn = Promise.resolve();
  parentPort?.on('message', ({ id, method, params }: ThreadRequest) => {
    turn = turn.then(async () => {
      const response: ThreadResponse = { id, reply: await handle(handlers[method], params) };
      parentPort?.postMessage(response);
    });
  });
}

async function handle(handler: Handler | undefined, params: unknown): Promise<Reply<unknown>> {
  try {
    // Method and parameters of a request belong together; a table of handlers cannot say that to the compiler.
    return { ok: (await handler?.(params as never)) ?? null };
  } catch (error) {
    if (error instanceof UsageError) return { err: error.message };
    const kind =
      error instanceof Error ? (error.stack?.split('\n').slice(1, 3).join(' ').trim() ?? error.name) : 'unknown';
    return {
      err: `The analysis failed; please report this. (${error instanceof Error ? error.name : 'error'} ${kind})`,
    };
  } finally {
    beginStage('idle');
  }
}
