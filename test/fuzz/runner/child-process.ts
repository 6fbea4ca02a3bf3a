import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { BUDGET_MS, type Start, type Task, type Verdict } from './protocol.ts';

/** Heap of a child, MB: an input of some kilobytes that needs more is a finding. */
const HEAP_MB = 768;
/** A child hangs when it has used this many times its budget of CPU, or waited so long without using any. */
const PATIENCE = 3;
/** How often that is looked at, ms. */
const GLANCE_MS = 2_000;
/** Where CPU time cannot be looked up, wall-clock time counts: so many times the budget. */
const BLIND_PATIENCE = 20;

const running = new Set<ChildProcess>();
// A child that hangs does not notice that nobody waits for it any more.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

/** A process that tries cases, replaced by a fresh one when it had to be killed. */
export class CaseProcess {
  readonly #start: Start;
  readonly #budgetMs: number;
  #child: ChildProcess | null = null;

  constructor(start: Start, budgetMs = BUDGET_MS) {
    this.#start = start;
    this.#budgetMs = budgetMs;
  }

  /** Loads the fuzzer, which is no part of a case. Never rejects: what goes wrong is the verdict. */
  async begin(): Promise<Verdict> {
    const child = this.#fork();
    this.#child = child;
    return this.#verdict(child, null, 60_000);
  }

  /** Never rejects either. */
  async ask(task: Task): Promise<Verdict> {
    const begun = this.#child === null ? await this.begin() : null;
    if (this.#child === null) return begun ?? { kind: 'broken', promise: 'died', message: 'it did not begin' };
    return this.#verdict(this.#child, task, this.#budgetMs);
  }

  async end(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.send({ kind: 'end' } satisfies Task);
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await closed;
    clearTimeout(timer);
    this.#child = null;
  }

  #fork(): ChildProcess {
    const child = fork(path.join(path.dirname(process.argv[1] ?? ''), 'child.js'), [JSON.stringify(this.#start)], {
      execArgv: ['--enable-source-maps', `--max-old-space-size=${HEAP_MB}`],
      // Keys of whoever runs this must not stand in what is found.
      env: { PATH: process.env['PATH'] ?? '' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  }

  #verdict(child: ChildProcess, task: Task | null, budgetMs: number): Promise<Verdict> {
    let last = '';
    const note = (chunk: Buffer): void => {
      last = (last + chunk.toString('utf8')).slice(-2_000);
    };
    return new Promise((resolve) => {
      const end = (verdict: Verdict, isGone: boolean): void => {
        clearInterval(timer);
        child.removeAllListeners('message').removeAllListeners('close');
        child.stderr?.removeListener('data', note);
        if (isGone) this.#child = null;
        resolve(verdict);
      };
      const hangs = hangWatch(child.pid ?? 0, budgetMs);
      const timer = setInterval(() => {
        const why = hangs();
        if (why === null) return;
        child.kill('SIGKILL');
        end({ kind: 'broken', promise: 'hung', message: why }, true);
      }, GLANCE_MS);
      child.stderr?.on('data', note);
      child.stdout?.resume();
      child.on('message', (verdict: Verdict) => {
        end(verdict, false);
      });
      child.on('close', (code, signal) => {
        const message = `the process ended with ${String(code ?? signal)}\n${last.trim()}`;
        end({ kind: 'broken', promise: 'died', message }, true);
      });
      if (task !== null) child.send(task);
    });
  }
}

/** Says, whenever it is asked, why a process is taken to hang; `null` as long as it may only be slow to get its turn. */
function hangWatch(pid: number, budgetMs: number): () => string | null {
  const begunAt = performance.now();
  const cpuAtBegin = cpuMs(pid);
  const queuedAtBegin = queuedMs(pid);
  return () => {
    const wallMs = performance.now() - begunAt;
    const cpu = cpuMs(pid);
    const used = cpu === null || cpuAtBegin === null ? null : cpu - cpuAtBegin;
    if (used !== null && used > budgetMs * PATIENCE) return `no answer after ${used} ms of CPU`;
    // Waiting for what never comes uses no CPU and does not queue for it; on a busy machine a process does one or the other.
    const waits = used === null || used + queuedMs(pid) - queuedAtBegin < wallMs / 200;
    return waits && wallMs > budgetMs * BLIND_PATIENCE ? `no answer within ${Math.round(wallMs / 1_000)} s` : null;
  };
}

/** CPU time that a process has used, ms (`proc_pid_stat(5)`: fields 14 and 15 in ticks of 10 ms); `null` where that cannot be read. */
function cpuMs(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null; // no Linux, or the process has gone
  }
}

/** How long the main thread of a process has queued for a CPU, ms (`schedstat`, its second number in ns); 0 where that cannot be read. */
function queuedMs(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[1]) / 1e6 || 0;
  } catch {
    return 0; // no Linux, or the process has gone
  }
}
