import { subscribe } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { USAGE_FILE } from './usage-file.ts';

/**
 * Loaded before a program that is measured (`node --require`): writes at its end what it used. The CPU of sending is
 * taken from the first request that the HTTP client makes to the end of the last reply, so that neither the start of
 * the program nor its report is in it; nothing is patched, and one system call is added to a request.
 */

/** What a process used. */
export interface ProcessUsage {
  /** User and system time of all its threads, ms. */
  readonly cpuMs: number;
  /** The part of it between the first request and the end of the last reply; `null` when nothing was sent. */
  readonly sendingCpuMs: number | null;
  /** Most memory that was resident at one time, MB (10^6 bytes). */
  readonly peakMb: number;
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function watch(file: string): void {
  // A process that this one starts is another one's matter.
  delete process.env.CONVERGENCE_PROBE_BENCH_USAGE;
  let first: number | null = null;
  let last: number | null = null;
  const begins = (): void => void (first ??= cpuMs());
  const ends = (): void => void (last = cpuMs());
  // The platform's `fetch`, and Node's own HTTP client: whichever the program uses.
  subscribe('undici:request:create', begins);
  subscribe('undici:request:trailers', ends);
  subscribe('http.client.request.start', begins);
  subscribe('http.client.response.finish', (message) => {
    (message as { readonly response: EventEmitter }).response.once('close', ends);
  });
  process.on('exit', () => {
    const usage: ProcessUsage = {
      cpuMs: cpuMs(),
      sendingCpuMs: first === null || last === null ? null : last - first,
      peakMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
    };
    writeFileSync(file, JSON.stringify(usage));
  });
}

const file = process.env[USAGE_FILE];
if (file !== undefined) watch(file);
