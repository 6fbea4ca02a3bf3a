import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

/** The package of the command line, packed and run with npx in an empty folder, on the Node that runs this test. */

/** Longest start, ms, on an idle machine, where Node itself takes about as long as `NODE_MS` says. */
const START_MS = 150;
const NODE_MS = 45;
const IS_WINDOWS = process.platform === 'win32';

describe('the packed command line', { timeout: 300_000 }, () => {
  const root = mkdtempSync(path.join(tmpdir(), 'convergence-probe-npx-'));
  const [staged, empty] = [path.join(root, 'staged'), path.join(root, 'empty')];
  let tarball = '';

  const env = {
    ...process.env,
    // Programs of npm run on the Node that comes first.
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
    npm_config_cache: path.join(root, 'cache'),
    npm_config_update_notifier: 'false',
    npm_config_offline: 'true',
    XDG_STATE_HOME: path.join(root, 'state'),
  };
  const run = (program: string, args: readonly string[], cwd: string): Promise<string> =>
    new Promise((resolve, reject) => {
      execFile(program, args, { cwd, env, shell: IS_WINDOWS, encoding: 'utf8' }, (error, out, err) => {
        if (error) reject(new Error(`${error.message}\n${err}`));
        else resolve(out);
      });
    });
  const npx = (...args: readonly string[]): Promise<string> =>
    run('npx', ['--yes', '--package', tarball, 'convergence-probe', ...args], empty);

  before(async () => {
    mkdirSync(empty);
    const script = pathToFileURL(path.resolve('scripts/cli-package.mjs')).href;
    const { stageCliPackage } = (await import(script)) as {
      stageCliPackage(root: string, folder: string): Promise<number>;
    };
    await stageCliPackage(process.cwd(), staged);
    await run('npm', ['pack', '--pack-destination', root, staged], empty);
    tarball = path.join(root, readdirSync(root).find((name) => name.endsWith('.tgz')) ?? assert.fail('no tarball'));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('depends on nothing, and says what it is', () => {
    const manifest = createRequire(path.join(staged, 'x.js'))('./package.json') as Record<string, unknown>;
    const top = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; license: string };
    assert.deepEqual([manifest['name'], manifest['version']], ['convergence-probe', top.version]);
    assert.equal(manifest['license'], top.license);
    for (const name of ['dependencies', 'private', 'scripts', 'main', 'contributes'])
      assert.ok(!(name in manifest), name);
    assert.match(readFileSync(path.join(staged, 'dist', 'cli.js'), 'utf8'), /^#!\/usr\/bin\/env node\n/);
    assert.match(
      readFileSync(path.join(staged, 'dist', 'THIRD_PARTY_NOTICES.txt'), 'utf8'),
      /@modelcontextprotocol\/server/,
    );
    const files = readdirSync(staged, { recursive: true, encoding: 'utf8' });
    assert.ok(!files.some((file) => /panel|gallery|extension|work\.js|\.map$/.test(file)), files.join(' '));
  });

  it('runs with npx in an empty folder: version, a run, and its analysis', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(await npx('--version'), `${version}\n`);
    const out = await npx('run', '--prompt', 'Name', '--target', 'simulated:narrow', '--out', 'a.probe.json');
    assert.match(out, /10 of 10 answered/);
    assert.match(await npx('analyze', 'a.probe.json'), /10 of 10 answered/);
    writeFileSync(
      path.join(empty, 'options.jsonl'),
      ['Blue', 'blue!', 'Teal'].map((text) => `${JSON.stringify({ target: 'me', text })}\n`).join(''),
    );
    const read = JSON.parse(await npx('analyze', 'options.jsonl', '--format', 'json')) as {
      report: { insight: { headline: string }; groups: readonly { count: number }[] };
    };
    assert.deepEqual(
      read.report.groups.map(({ count }) => count),
      [2, 1],
    );
  });

  it('serves agents', async () => {
    const args = [path.join(staged, 'dist', 'cli.js'), 'mcp'];
    const transport = new StdioClientTransport({ command: process.execPath, args, cwd: empty });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(transport);
    const outputs = ['Blue', 'blue!', 'Teal'];
    const { structuredContent } = await client.callTool({ name: 'analyze_outputs', arguments: { outputs } });
    assert.equal((structuredContent as { report: { different: number } }).report.different, 2);
    const { contents } = await client.readResource({ uri: 'ui://convergence-probe/report' });
    assert.equal(contents.length, 1);
    await client.close();
  });

  it('starts fast', async () => {
    const took = async (args: readonly string[]): Promise<number> => {
      const times: number[] = [];
      for (let turn = 0; turn < 9; turn++) {
        const begun = performance.now();
        await run(process.execPath, args, empty);
        times.push(performance.now() - begun);
      }
      return Math.min(...times);
    };
    const bare = await took(['-e', '0']);
    const started = await took([path.join(staged, 'dist', 'cli.js'), '--version']);
    // A machine that is busy is slower at both.
    const most = START_MS * Math.max(1, bare / NODE_MS);
    assert.ok(started <= most, `${Math.round(started)} ms, where Node takes ${Math.round(bare)}`);
  });
});
