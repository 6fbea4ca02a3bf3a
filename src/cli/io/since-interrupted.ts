import { threadsAtWork } from '../../runs/analysis/thread.ts';

const TICK_MS = 50;
/** A thread that gets less of the processor than this share of the time is taken to get it all the same. */
const LEAST_SHARE = 1 / 8;

/**
 * The time since an interruption, ms. While a thread makes a report it goes by how much was computed: on a machine that has
 * much else to do a report may take a little longer than a second, while nothing is waited for that does not come.
 */
export class SinceInterrupted {
  #ms = 0;
  #seen = { at: performance.now(), cpu: process.cpuUsage() };

  /** Calls back at every tick. Does not keep the process alive. */
  constructor(onTick: (ms: number) => void) {
    setInterval(() => {
      this.#look();
      onTick(this.#ms);
    }, TICK_MS).unref();
  }

  get ms(): number {
    return this.#ms;
  }

  #look(): void {
    const [at, cpu, before] = [performance.now(), process.cpuUsage(), this.#seen];
    this.#seen = { at, cpu };
    const wallMs = at - before.at;
    const cpuMs = (cpu.user + cpu.system - before.cpu.user - before.cpu.system) / 1000;
    this.#ms += threadsAtWork() === 0 ? wallMs : Math.min(wallMs, Math.max(cpuMs, wallMs * LEAST_SHARE));
  }
}
