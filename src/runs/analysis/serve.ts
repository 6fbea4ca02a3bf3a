import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Hasher } from '../../core/ports.ts';
import { beginStage, watchWith } from '../../core/watch.ts';
import type { Reply } from '../../protocol/messages.ts';
import { SharedWatch, type WatchSetup } from './shared-watch.ts';
import type { ThreadNews, ThreadRequest, ThreadResponse } from './thread.ts';
import { UnreadableTexts } from './unreadable-texts.ts';

type Handler = (params: never) => unknown;

/** SHA-256 by Node. */
export const threadHasher: Hasher = { sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex') };

type Handlers = Readonly<Record<string, Handler>>;

/** Lets whoever started this thread watch it, and hear of texts that it gave up itself. */
function watchThread(): UnreadableTexts {
  const { memory, seed, unreadable } = workerData as WatchSetup;
  const texts = new UnreadableTexts(seed, unreadable, (text) => {
    parentPort?.postMessage({ unreadable: text } satisfies ThreadNews);
  });
  watchWith(new SharedWatch(memory, texts));
  return texts;
}

/**
 * Answers the calls of this thread, one after the other, watched by whoever started it. `handlersFor` is given the texts that must
 * not be begun again, to add those that threads of this one were ended for.
 */
export function serve(handlersFor: (unreadable: UnreadableTexts) => Handlers): void {
  const handlers = handlersFor(watchThread());
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
