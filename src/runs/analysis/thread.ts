import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { AnyCalls } from '../../core/model/calls.ts';
import { RpcClient, type RpcReply } from '../../protocol/rpc.ts';
import { inHand, watchMemory, type WatchSetup } from './shared-watch.ts';
import { Supervisor, TICK_MS, type Overrun, type TextBudget } from './supervisor.ts';
import type { TextDigest } from './text-digest.ts';
import type { UnreadableTexts } from './unreadable-texts.ts';

/** What a thread tells of its own accord: a text that must not be begun again. */
export interface ThreadNews {
  readonly unreadable: TextDigest;
}

/** Why a thread has ended. */
export type ThreadEnd =
  Overrun | { readonly kind: 'memory'; readonly text: TextDigest | null } | { readonly kind: 'crash' | 'disposed' };

/** Rejects the calls of a thread that has ended. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
  readonly end: ThreadEnd;

  constructor(end: ThreadEnd) {
    super('The analysis was interrupted.');
    this.end = end;
  }
}

/** Megabytes of heap that one thread may take. */
const MOST_HEAP_MB = 4_096;

/** What a thread may take; absent members are as for every run. */
export interface ThreadLimits {
  readonly heapMb?: number;
  readonly ofText?: TextBudget;
}

/** How a thread is set up. */
export interface ThreadOptions extends ThreadLimits {
  /** The script; it serves calls (`serve.ts`). */
  readonly file: string;
  readonly unreadable: UnreadableTexts;
  /** Hears once of its end. */
  readonly onEnd: (end: ThreadEnd) => void;
  /** Hears of texts that the thread itself had to give up. */
  readonly onUnreadable?: (text: TextDigest) => void;
}

/** Threads that are at work in this process. */
const atWork = new Set<object>();

/** How many threads are at work in this process. */
export function threadsAtWork(): number {
  return atWork.size;
}

/** A thread that answers calls one after the other, and that is ended when one of them does not come to an end. */
export class Thread<C extends AnyCalls<C>> {
  readonly #worker: Worker;
  readonly #memory = watchMemory();
  readonly #rpc = new RpcClient<C>((request) => {
    this.#worker.postMessage(request);
  });
  readonly #supervisor: Supervisor;
  readonly #onEnd: (end: ThreadEnd) => void;
  #timer: NodeJS.Timeout | null = null;
  #seen = { at: 0, cpu: process.cpuUsage() };
  #end: ThreadEnd | null = null;

  constructor({ file, unreadable, heapMb = MOST_HEAP_MB, ofText, onEnd, onUnreadable }: ThreadOptions) {
    this.#onEnd = onEnd;
    this.#supervisor = new Supervisor(unreadable.size, ofText);
    const workerData: WatchSetup = { memory: this.#memory, seed: unreadable.seed, unreadable: unreadable.all };
    // Nothing of the environment, keys above all, is of use to it.
    const options: WorkerOptions = { name: 'convergence-probe-analysis', env: {}, workerData };
    this.#worker = new Worker(file, { ...options, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    this.#worker.on('message', (message: RpcReply | ThreadNews) => {
      if ('unreadable' in message) onUnreadable?.(message.unreadable);
      else this.#rpc.hear(message);
      if (!this.#rpc.isWaiting) this.#rest();
    });
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      this.#ended(isMemory ? { kind: 'memory', text: inHand(this.#memory).text } : { kind: 'crash' });
    });
    this.#worker.on('exit', () => {
      this.#ended({ kind: 'crash' });
    });
  }

  /** Calls it. Rejects with a `UsageError` that can be shown, or with `ThreadEnded`. */
  call<M extends keyof C & string>(method: M, params: C[M]['params']): Promise<C[M]['result']> {
    if (this.#end !== null) return Promise.reject(new ThreadEnded(this.#end));
    this.#watch();
    return this.#rpc.call(method, params);
  }

  /** Ends it, whatever it is at. */
  async dispose(): Promise<void> {
    await this.end({ kind: 'disposed' });
  }

  /** Ends it for this reason. */
  async end(end: ThreadEnd): Promise<void> {
    this.#ended(end);
    await this.#worker.terminate();
  }

  #watch(): void {
    if (this.#timer !== null) return;
    atWork.add(this);
    this.#seen = { at: performance.now(), cpu: process.cpuUsage() };
    this.#timer = setInterval(() => {
      this.#look();
    }, TICK_MS);
  }

  #rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    atWork.delete(this);
  }

  #look(): void {
    const at = performance.now();
    const cpu = process.cpuUsage();
    const before = this.#seen;
    this.#seen = { at, cpu };
    const cpuMs = (cpu.user + cpu.system - before.cpu.user - before.cpu.system) / 1000;
    const overrun = this.#supervisor.look(inHand(this.#memory), { wallMs: at - before.at, cpuMs, busy: atWork.size });
    if (overrun === null) return;
    void this.end(overrun);
  }

  #ended(end: ThreadEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    this.#rest();
    this.#onEnd(end);
    this.#rpc.abandon(new ThreadEnded(end));
  }
}
