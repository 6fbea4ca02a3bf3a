import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { buildCli, type BuiltCli, assertSays } from './cli-process.ts';
import { answersOf, outFile, runOf, saved, until, withServers } from './cli-runs.ts';
import { ARGUMENTS } from '../../src/cli/strings/arguments.ts';
import { SENDING } from '../../src/cli/strings/sending.ts';
import type { ProbeFile } from '../../src/core/model/report.ts';
import { IMPORT_TOOL } from '../../src/core/model/run.ts';

/** Files that the command line writes and reads, in a folder that others write into as well. */

const POSIX = process.platform !== 'win32';
const SIMULATED = ['run', '--prompt', 'Name a colour', '--target', 'simulated:varied', '--runs', '3'];

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

describe('a run that is saved', { skip: !POSIX }, () => {
  it('is for its owner alone', async () => {
    const out = outFile(cli, 'mode.probe.json');
    writeFileSync(out, '', { mode: 0o644 });
    const { code, err } = await cli.run([...SIMULATED, '--out', out]);
    assert.equal(code, 0, err);
    assert.equal(statSync(out).mode & 0o777, 0o600);
  });

  it('does not go through a link into another folder, and nothing is sent for it', async () => {
    await withServers({}, async (servers) => {
      const precious = outFile(cli, 'precious');
      writeFileSync(precious, 'precious');
      mkdirSync(outFile(cli, 'shared'));
      for (const [link, name] of [
        ['a.probe.json', 'a.probe.json'],
        ['b.probe.jsonl', 'b.probe.json'],
      ] as const) {
        symlinkSync('../precious', outFile(cli, `shared/${link}`));
        const { code, err } = await cli.run(runOf(servers, 1, '--out', outFile(cli, `shared/${name}`)));
        assert.equal(code, 2);
        assert.match(err, /is a link that leads out of its folder/);
      }
      assert.equal(answersOf(servers), 0);
      assert.equal(readFileSync(precious, 'utf8'), 'precious');
    });
  });

  it('leaves a file that took the place of its journal', async () => {
    await withServers({ latencyMs: 20 }, async (servers) => {
      const out = outFile(cli, 'replaced.probe.json');
      const { ended } = cli.start(runOf(servers, 10, '--out', out));
      await until(() => answersOf(servers) > 3, 'answers');
      writeFileSync(outFile(cli, 'notes'), 'notes of somebody else');
      renameSync(outFile(cli, 'notes'), `${out}l`);
      const { code, err } = await ended;
      assert.equal(code, 0, err);
      assert.equal(saved(out).trials.length, 30);
      assert.equal(readFileSync(`${out}l`, 'utf8'), 'notes of somebody else');
      assert.deepEqual(
        readdirSync(cli.folder).filter((name) => name.endsWith('.tmp')),
        [],
      );
    });
  });
});

describe('a file that is none', { skip: !POSIX }, () => {
  it('is refused at once with a sentence: a pipe, a device, a socket, a folder', async () => {
    const pipe = outFile(cli, 'pipe.md');
    for (const name of ['pipe.md', 'pipe.probe.yaml', 'pipe.probe.json']) execFileSync('mkfifo', [outFile(cli, name)]);
    symlinkSync('/dev/zero', outFile(cli, 'zero.md'));
    symlinkSync('/dev/zero', outFile(cli, 'zero.probe.yaml'));
    const socket = outFile(cli, 'socket');
    const server = await listening(createServer(), socket);
    const prompt = (file: string) => ['run', '--target', 'simulated:varied', '--prompt-file', file];
    const calls: readonly (readonly string[])[] = [
      ...[pipe, outFile(cli, 'zero.md'), '/dev/zero', socket, cli.folder].map(prompt),
      ...['/dev/zero', pipe, socket].map((file) => ['analyze', file]),
      ...['/dev/zero', outFile(cli, 'pipe.probe.json')].map((file) => ['resume', file]),
      ...['pipe.probe.yaml', 'zero.probe.yaml'].map((name) => ['run', outFile(cli, name)]),
      ['run', '--target', `recorded:${pipe}`],
    ];
    try {
      for (const call of calls) {
        const { code, err } = await cli.run(call);
        assert.equal(code, 2, call.join(' ') + err);
        assert.match(err, /^convergence-probe: .*\.$/m);
        assert.match(err, /: it is a (pipe|device|socket|folder), not a file/, call.join(' ') + err);
      }
    } finally {
      server.close();
    }
  });

  it('is read when a shell hands it over, up to a limit', { skip: process.platform !== 'linux' }, async () => {
    const substituted = await shell(
      `node cli.js run --target simulated:varied --prompt-file <(cat "$0")`,
      writtenTo('p.md', 'x'),
    );
    assert.match(substituted, /10 of 10 answered/);
    const endless = await shell(`node cli.js run --target simulated:varied --prompt-file - < /dev/zero`, '');
    assertSays(endless, `convergence-probe: ${ARGUMENTS.input} holds more than 16 MB`);
  });

  it('is not sent when it may hold keys, neither by itself nor behind a link or a probe file', async () => {
    writtenTo('.env', 'KEY=secret-value');
    symlinkSync('.env', outFile(cli, 'innocent.md'));
    const probe = writtenTo('env.probe.yaml', 'prompt: { file: .env }\ntargets: [simulated:varied]\nruns: 1\n');
    const linked = writtenTo(
      'link.probe.yaml',
      'prompt: { file: innocent.md }\ntargets: [simulated:varied]\nruns: 1\n',
    );
    for (const call of [
      ...['.env', 'innocent.md'].map((name) => [
        ...SIMULATED.slice(0, 1),
        '--target',
        'simulated:varied',
        '--prompt-file',
        outFile(cli, name),
      ]),
      ['run', probe],
      ['run', linked],
    ]) {
      const { code, out, err } = await cli.run(call);
      assert.equal(code, 2, call.join(' '));
      assert.match(err, /may hold keys or passwords and is no prompt/);
      assert.ok(!(out + err).includes('secret-value'));
    }
  });
});

describe('a server that never lists its models', () => {
  it('is given up at the deadline, also one that dribbles, and the others are listed', async () => {
    const silent = await listening(
      createServer(() => undefined),
      0,
    );
    const dribbling = await listening(
      createServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n');
        const timer = setInterval(() => socket.write(' '), 20);
        socket
          .on('close', () => {
            clearInterval(timer);
          })
          .on('error', () => undefined);
      }),
      0,
    );
    const url = (server: Server) => `http://127.0.0.1:${String((server.address() as { port: number }).port)}/v1`;
    try {
      const begun = performance.now();
      const { code, out, err } = await cli.run([
        ...[
          'models',
          '--timeout',
          '0.5',
          '--base-url',
          `silent=${url(silent)}`,
          '--base-url',
          `drip=${url(dribbling)}`,
        ],
      ]);
      assert.equal(code, 1);
      assert.match(out, /^simulated:varied/m);
      for (const name of ['silent', 'drip']) assertSays(err, `${name}: ${SENDING.models.timedOut('0.5')}`);
      assert.ok(performance.now() - begun < 20_000);
    } finally {
      silent.close();
      dribbling.close();
    }
  });
});

function listening(server: Server, where: string | number): Promise<Server> {
  return new Promise((resolve) => {
    if (typeof where === 'string')
      server.listen(where, () => {
        resolve(server);
      });
    else
      server.listen(where, '127.0.0.1', () => {
        resolve(server);
      });
  });
}

function writtenTo(name: string, text: string): string {
  writeFileSync(outFile(cli, name), text);
  return outFile(cli, name);
}

/** What a command of bash prints; `$0` is `argument`. */
function shell(command: string, argument: string): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', XDG_STATE_HOME: cli.stateFolder };
  const child = spawn('bash', ['-c', command, argument], { cwd: cli.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve) => {
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.on('close', () => {
      resolve(printed);
    });
  });
}

describe('the report in a run file', () => {
  const MADE_ANEW = /^Report .*9\.8\.7-before/m;
  const made: { text?: string } = {};
  before(async () => {
    const out = outFile(cli, 'made.probe.json');
    const { code, err } = await cli.run([...SIMULATED, '--out', out]);
    assert.equal(code, 0, err);
    made.text = readFileSync(out, 'utf8');
  });

  /** What `analyze` says of that file after a change. */
  async function analyzed(change: (file: ProbeFile) => object, ...more: readonly string[]): Promise<string> {
    const file = outFile(cli, 'changed.probe.json');
    writeFileSync(file, JSON.stringify(change(JSON.parse(made.text!) as ProbeFile)));
    const { code, out, err } = await cli.run(['analyze', file, ...more]);
    assert.equal(code, 0, err);
    return out;
  }

  const ofVersion = ({ run, ...file }: ProbeFile, version: string, name = run.tool.name) => ({
    ...file,
    run: { ...run, tool: { name, version } },
  });

  it('is said to be worked out anew when another version made the run', async () => {
    const before = (file: ProbeFile) => ofVersion(file, '9.8.7-before');
    assert.match(await analyzed(before), MADE_ANEW);
    assert.match(await analyzed(before, '--full'), MADE_ANEW);
    const again = JSON.parse(await analyzed(before, '--format', 'json')) as object;
    assert.deepEqual(Object.keys(again), ['schemaVersion', 'run', 'trials', 'edits', 'report']);
  });

  it('is not spoken of when this version made it, when there is none, and when the run was imported', async () => {
    for (const change of [
      (file: ProbeFile) => file,
      ({ report: _, ...file }: ProbeFile) => ({ ...file, run: { ...file.run, tool: { name: 'x', version: '9.8.7' } } }),
      (file: ProbeFile) => ofVersion(file, '9.8.7', IMPORT_TOOL),
    ]) {
      assert.doesNotMatch(await analyzed(change), /^Report /m);
    }
  });
});
