import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { HandlersOf } from '../../core/model/calls.ts';
import type { Hasher } from '../../core/ports.ts';
import { beginStage, watchWith } from '../../core/watch.ts';
import { replyTo, type RpcRequest } from '../../protocol/rpc.ts';
import { SharedWatch, type WatchSetup } from './shared-watch.ts';
import type { ThreadNews } from './thread.ts';
import { UnreadableTexts } from './unreadable-texts.ts';

interface AnyCall {
  readonly params: never;
  readonly result: unknown;
}

/** SHA-256 by Node. */
export const threadHasher: Hasher = { sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex') };

type Handlers = HandlersOf<Record<string, AnyCall>>;

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
  parentPort?.on('message', (request: RpcRequest) => {
    turn = turn.then(async () => {
      const reply = await replyTo<Record<string, AnyCall>>(handlers, request, defectOf);
      beginStage('idle');
      parentPort?.postMessage(reply);
    });
  });
}

function defectOf(error: unknown): string {
  const [name, stack = ''] = error instanceof Error ? [error.name, error.stack] : ['error'];
  const where = stack.split('\n').slice(1, 3).join(' ').trim() || name;
  return `The analysis failed; please report this. (${name} ${where})`;
}
