import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Answer, Order } from './child.ts';

/** A process that writes journals. */
export interface Child {
  readonly process: ChildProcess;
  ask(order: Order): Promise<Answer>;
  /** Ends it as a crash or `kill -9` does. */
  kill(): Promise<void>;
}

/** A folder for journals and a way to start processes that write them. */
export interface Workshop {
  readonly folder: string;
  /** `user`: the number of the user that it runs as, when it is to be another one. */
  start(user?: number): Child;
  remove(): Promise<void>;
}

/** Builds what the processes run. Tests run in the project's root. */
export async function openWorkshop(): Promise<Workshop> {
  const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-journals-'));
  chmodSync(folder, 0o755); // another user's process finds its journals here
  const program = path.join(folder, 'child.js');
  await esbuild.build({
    entryPoints: [path.resolve('test/support/storage/child.ts')],
    ...{ outfile: program, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' },
  });
  const children: Child[] = [];
  const start = (user?: number): Child => {
    const child = startChild(program, user);
    children.push(child);
    return child;
  };
  const remove = async (): Promise<void> => {
    await Promise.all(children.map((child) => child.kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, start, remove };
}

function startChild(program: string, user: number | undefined): Child {
  // It becomes the other user by itself: Node may lie where only this one can read it.
  const child = fork(program, user === undefined ? [] : [String(user)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ask = async (order: Order): Promise<Answer> => {
    const gone = new AbortController();
    const ended = once(child, 'exit', { signal: gone.signal }).then(
      (): Answer => ({ wrong: 'killed' }),
      (): Answer => ({}),
    );
    const answered = once(child, 'message', { signal: gone.signal }).then(
      ([answer]) => answer as Answer,
      (): Answer => ({}),
    );
    child.send(order);
    const answer = await Promise.race([answered, ended]);
    gone.abort();
    return answer;
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { process: child, ask, kill };
}
