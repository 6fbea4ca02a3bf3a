import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { after, describe, it } from 'node:test';

/** `npm start` as it is pasted, and what is left when it is stopped. */

const SESSION = 'start-test';
const FOLDER = `.vscode-test/${SESSION}`;
const env = { ...process.env, CONVERGENCE_PROBE_SESSION: SESSION, CONVERGENCE_PROBE_HOST: 'embedded' };

interface Started {
  /** Resolves when the output holds the text. */
  said(text: RegExp): Promise<RegExpExecArray>;
  stop(): void;
  readonly ended: Promise<number | null>;
  output(): string;
}

function start(args: readonly string[]): Started {
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    ended,
    output: () => output,
    stop: () => void child.kill('SIGINT'),
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = text.exec(output);
          if (found) resolve(found);
        };
        listeners.add(look);
        void ended.then(() => reject(new Error(`It ended without saying ${text.source}:\n${output}`)));
        look();
      }),
  };
}

/** Processes of this machine that were started for the session, by their command line. Linux only. */
function leftBehind(): string[] {
  if (!existsSync('/proc')) return [];
  const commands = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return ''; // it has ended since
      }
    });
  return commands.filter((command) => command.includes(FOLDER));
}

describe('npm start', () => {
  after(() => rmSync(FOLDER, { recursive: true, force: true }));

  it('prints the report and shows the finished panel, with no key and no question', async () => {
    rmSync('test-results/start.png', { force: true });
    const started = start(['--once']);
    assert.equal(await started.ended, 0, started.output());
    assert.match(started.output(), /150 of 150/);
    assert.match(started.output(), /42, 73 and 57 make up 71%/);
    assert.match(started.output(), /The panel shows the finished report/);
    assert.ok(statSync('test-results/start.png').size > 10_000);
  });

  it('prints an address, and Ctrl+C ends all that it started', async () => {
    const started = start([]);
    const [, url] = await started.said(/Open {2}(http:\/\/127\.0\.0\.1:\d+\/)/);
    assert.ok(url);
    assert.equal((await fetch(url)).status, 200);
    assert.ok(leftBehind().length > 0 || !existsSync('/proc'), 'the server is not seen');
    started.stop();
    assert.equal(await started.ended, 0, started.output());
    await assert.rejects(fetch(url));
    assert.deepEqual(leftBehind(), []);
  });
});
