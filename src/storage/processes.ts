import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';

/** What a lock asks about the machine it is on and the processes there. Tests bring their own. */
export interface Processes {
  /** This process. */
  readonly pid: number;
  /** Name of this machine in its network. */
  readonly host: string;
  /**
   * One start of this machine, seen from this process: process ids say something only between processes with the same
   * value. After a reboot, in another container and on a machine that has the same name by chance it is another.
   */
  readonly boot: string;
  /** Whether there is a process with this id that can still do something. */
  isRunning(pid: number): boolean;
  /** When the process with this id began, in the platform's own words; `null` where it does not tell. */
  startOf(pid: number): string | null;
}

/** The processes of this machine. */
export function realProcesses(): Processes {
  return {
    pid: process.pid,
    host: os.hostname(),
    boot: bootOf(),
    isRunning,
    startOf: (pid) => statOf(pid)?.start ?? null,
  };
}

/** Boots that were told by the clock are the same when they are this close: clocks are set right while a machine runs. */
const CLOCK_STEP_MS = 20_000;

/** Whether two values of `Processes.boot` mean the same start of the same machine. */
export function isSameBoot(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [timeOf(a), timeOf(b)];
  return one !== null && other !== null && Math.abs(one - other) <= CLOCK_STEP_MS;
}

function timeOf(boot: string): number | null {
  const digits = /^at (\d{1,15})$/.exec(boot)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Linux names each boot, and each space of process ids (containers can share a host name). Others know its time. */
function bootOf(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return `at ${Math.round(Date.now() - os.uptime() * 1000)}`; // no such files: not Linux, or a sandbox
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It is there and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // Killed, and not yet taken note of by its parent.
  return !['Z', 'X'].includes(statOf(pid)?.state ?? '');
}

/** Linux's line about a process: state is field 3, start (ticks since boot) field 22; field 2 may hold anything. */
function statOf(pid: number): { readonly state: string; readonly start: string } | null {
  try {
    const line = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[19]];
    return state !== undefined && start !== undefined ? { state, start } : null;
  } catch {
    return null; // not Linux, ended, or hidden from us
  }
}
