import { Worker } from 'node:worker_threads';
import type { Logger } from '../../core/ports.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { AnalysisCalls, AnalysisMethod, AnalysisRequest, AnalysisResponse } from './calls.ts';

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

/** What is said when the thread dies under a question. */
export const INTERRUPTED = 'The analysis was interrupted and begins again.';

/**
 * The analysis thread, seen from the extension host. It starts with the first call and ends when the last run is
 * closed. After a crash the next call starts a new one; `onCrash` tells who must bring their runs back.
 */
export class AnalysisClient {
  private readonly file: string;
  private readonly log: Logger;
  private readonly pending = new Map<number, Pending>();
  private readonly crashListeners = new Set<() => void>();
  private readonly open = new Set<string>();
  private worker: Worker | null = null;
  private lastId = 0;

  constructor(file: string, log: Logger) {
    this.file = file;
    this.log = log;
  }

  /** Calls the thread. Rejects with a `UsageError` that can be shown, or with an `Error` when the thread died. */
  async call<M extends AnalysisMethod>(
    method: M,
    params: AnalysisCalls[M]['params'],
  ): Promise<AnalysisCalls[M]['result']> {
    const worker = (this.worker ??= this.start());
    if (method === 'create' || method === 'restore' || method === 'import') this.open.add(params.key);
    const id = ++this.lastId;
    return new Promise<AnalysisCalls[M]['result']>((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      // The two are typed together above; a generic method loses that.
      worker.postMessage({ id, method, params } as AnalysisRequest);
    });
  }

  /** Lets a run go; the thread ends with the last one. */
  async close(key: string): Promise<void> {
    if (!this.open.delete(key) || this.worker === null) return;
    if (this.open.size === 0) this.dispose();
    else await this.call('close', { key });
  }

  /** Tells after a crash; the thread has forgotten every run by then. */
  onCrash(listener: () => void): { dispose(): void } {
    this.crashListeners.add(listener);
    return { dispose: () => this.crashListeners.delete(listener) };
  }

  dispose(): void {
    const worker = this.worker;
    this.worker = null;
    this.open.clear();
    this.rejectAll();
    void worker?.terminate();
  }

  private start(): Worker {
    const started = performance.now();
    const worker = new Worker(this.file, { name: 'convergence-probe-analysis', env: {} });
    worker.on('online', () => {
      this.log.info(`Analysis thread started in ${Math.round(performance.now() - started)} ms.`);
    });
    worker.on('message', ({ id, reply }: AnalysisResponse) => {
      const pending = this.pending.get(id);
      this.pending.delete(id);
      if ('ok' in reply) pending?.resolve(reply.ok as never);
      else pending?.reject(new UsageError(reply.err));
    });
    worker.on('error', (error) => {
      this.log.warn(`Analysis thread failed: ${error instanceof Error ? error.name : 'unknown error'}.`);
    });
    worker.on('exit', () => {
      if (this.worker === worker) this.crashed();
    });
    return worker;
  }

  private crashed(): void {
    this.worker = null;
    this.open.clear();
    this.rejectAll();
    for (const listener of [...this.crashListeners]) listener();
  }

  private rejectAll(): void {
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of waiting) reject(new Error(INTERRUPTED));
  }
}
