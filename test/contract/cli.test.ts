import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ProbeFile } from '../../src/core/model/report.ts';
import { startFakeServers, type FakeServers, type FakeServersOptions } from '../support/servers/fake-servers.ts';
import { buildCli, type BuiltCli, assertSays } from './cli-process.ts';
import { ARGUMENTS } from '../../src/cli/strings/arguments.ts';
import { SENDING } from '../../src/cli/strings/sending.ts';

const KEY = 'sk-secret-of-the-test-4711';
const PROMPT = 'Pick a random number between 1 and 100, only return the number';
const NAMED_KEYS = ['openai', 'anthropic', 'google'].flatMap((provider) => ['--api-key', `${provider}=TEST_KEY`]);
const TARGETS = ['openai:a', 'anthropic:b', 'google:c'].flatMap((target) => ['--target', target]);

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

async function withServers(options: FakeServersOptions, use: (servers: FakeServers) => Promise<void>): Promise<void> {
  const servers = await startFakeServers(options);
  try {
    await use(servers);
  } finally {
    await servers.close();
  }
}

function urls({ openai, anthropic, google }: FakeServers): string[] {
  const all = { openai, anthropic, google };
  return Object.entries(all).flatMap(([provider, { baseUrl }]) => ['--base-url', `${provider}=${baseUrl}`]);
}

function outFile(name: string): string {
  return path.join(cli.folder, name);
}

function saved(file: string): ProbeFile {
  return JSON.parse(readFileSync(file, 'utf8')) as ProbeFile;
}

describe('run --until settled', () => {
  const until = ['run', '--prompt', PROMPT, ...TARGETS, ...NAMED_KEYS, '--until', 'settled'];
  /** Three servers of which each answers its own way. */
  const answering = (answer: (provider: string, index: number) => string, more: readonly string[], out: string) =>
    withServers({ answer: (provider, _model, index) => answer(provider, index) }, async (servers) => {
      const ended = await cli.run([...until, ...urls(servers), ...more, '--out', out], { TEST_KEY: KEY });
      assert.equal(ended.code, 0, ended.err);
    });

  it('sends look by look and stops once the verdict and each pair are decided', async () => {
    const out = outFile('settled.probe.json');
    await answering((provider) => ({ openai: '42', anthropic: '73', google: '7' })[provider] ?? '', [], out);
    const { run, trials, report } = saved(out);
    assert.deepEqual(run.looks, [10, 20, 40, 80, 160]);
    assert.ok(run.trialsPerCell < 160 && run.looks.includes(run.trialsPerCell), String(run.trialsPerCell));
    assert.equal(trials.length, 3 * run.trialsPerCell);
    assert.equal(run.status, 'complete');
    assert.equal(report.insight.verdict, 'each-its-own');
  });

  it('sends --max-runs at most, and all of them where nothing is settled', async () => {
    const out = outFile('most.probe.json');
    await answering((_, index) => ['42', '42', '73', '17', '8'][index % 5]!, ['--max-runs', '12'], out);
    assert.equal(saved(out).run.trialsPerCell, 12);
  });

  it('announces its looks where it makes them, and not where more runs are added to it', async () => {
    const out = outFile('announced.probe.json');
    await withServers({ answer: () => '42' }, async (servers) => {
      const sending = [...NAMED_KEYS, ...urls(servers), '--yes'];
      const first = await cli.run([...until, ...urls(servers), '--max-runs', '12', '--out', out], { TEST_KEY: KEY });
      const more = await cli.run(['resume', out, '--more', '2', ...sending], { TEST_KEY: KEY });
      assert.deepEqual([first.code, more.code], [0, 0], more.err);
      assert.match(first.err, /^Until settled/m);
      assert.doesNotMatch(more.err, /^Until settled/m);
    });
  });

  it('refuses what does not go together', async () => {
    const simulated = ['run', '--prompt', PROMPT, '--target', 'simulated:narrow'];
    const cases: readonly (readonly [readonly string[], string | RegExp])[] = [
      [[...until, '--runs', '20'], ARGUMENTS.run.untilRuns],
      [[...simulated, '--max-runs', '20'], ARGUMENTS.run.maxRuns],
      [[...simulated, '--until', 'tomorrow'], ARGUMENTS.run.until('tomorrow')],
      [[...simulated, '--until', 'settled'], ARGUMENTS.run.untilSimulated],
    ];
    for (const [args, sentence] of cases) {
      const ended = await cli.run(args, { TEST_KEY: KEY });
      assert.equal(ended.code, 2, ended.err);
      assertSays(ended.err, sentence);
    }
  });
});

describe('run', () => {
  it('asks three providers five times each, and prints what it saves', async () => {
    await withServers({ latencyMs: 5 }, async (servers) => {
      const out = outFile('three.probe.json');
      const args = ['run', '--prompt', PROMPT, ...TARGETS, ...urls(servers), ...NAMED_KEYS, '--runs', '5'];
      const ended = await cli.run([...args, '--out', out, '--format', 'json'], { TEST_KEY: KEY });
      assert.equal(ended.code, 0, ended.err);
      assert.equal(ended.out, readFileSync(out, 'utf8'));
      const file = saved(out);
      assert.equal(file.run.status, 'complete');
      assert.deepEqual(
        file.run.targets.map(({ id, baseUrl }) => [id, baseUrl]),
        [
          ['openai:a', servers.openai.baseUrl],
          ['anthropic:b', servers.anthropic.baseUrl],
          ['google:c', servers.google.baseUrl],
        ],
      );
      assert.equal(file.trials.length, 15);
      for (const { outcome, latencyMs, usage, finishReason, attempts, source, honoured } of file.trials) {
        assert.equal(outcome, 'completed');
        assert.ok(latencyMs !== null && latencyMs >= 4);
        assert.deepEqual([usage?.inputTokens, usage?.outputTokens], [12, 3]);
        assert.ok(finishReason);
        assert.deepEqual([attempts, source, honoured['temperature']], [1, 'live', undefined]);
      }
      assert.deepEqual(file.report.domain, [1, 100]);
      assert.equal(file.report.counts.completed, 15);
      for (const server of [servers.openai, servers.anthropic, servers.google]) {
        assert.equal(server.requests.length, 5);
        assert.ok(JSON.stringify(server.requests[0]?.headers).includes(KEY), 'the named key is sent');
      }
      assert.ok(!(ended.out + ended.err).includes(KEY), 'the key is nowhere in the output');
      assert.deepEqual(
        readdirSync(cli.folder).filter((name) => name.endsWith('.tmp')),
        [],
      );
    });
  });

  it('sends the parameters that were asked for, under the names of each API, and no others', async () => {
    await withServers({}, async (servers) => {
      const { code, err } = await cli.run([
        ...['run', '--prompt', 'x', ...TARGETS, ...urls(servers), '--runs', '1'],
        ...['--target', 'mine:d', '--base-url', `mine=${servers.openai.baseUrl}`],
        ...['--temperature', '0.5', '--max-tokens', '77', '--system', 'Be brief.', '--param', 'openai:top_p=0.25'],
      ]);
      assert.equal(code, 0, err);
      const bodies = servers.openai.requests.map(({ body }) => body);
      const openai = bodies.find((body) => body?.['model'] === 'a');
      const compatible = bodies.find((body) => body?.['model'] === 'd');
      assert.deepEqual(
        [openai?.['temperature'], openai?.['max_completion_tokens'], openai?.['top_p']],
        [0.5, 77, 0.25],
      );
      assert.deepEqual([compatible?.['temperature'], compatible?.['max_tokens']], [0.5, 77]);
      assert.equal(compatible?.['top_p'], undefined);
      const anthropic = servers.anthropic.requests[0]?.body;
      assert.deepEqual([anthropic?.['temperature'], anthropic?.['max_tokens']], [0.5, 77]);
      assert.ok(JSON.stringify(anthropic?.['system']).includes('Be brief.'));
      assert.ok(JSON.stringify(servers.google.requests[0]?.body).includes('"maxOutputTokens":77'));
    });
  });

  it("keeps the vendors' variables from every other server", async () => {
    await withServers({}, async (servers) => {
      const vendor = { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY, GEMINI_API_KEY: KEY, GOOGLE_API_KEY: KEY };
      const redirects = { OPENAI_BASE_URL: 'http://127.0.0.1:9', ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' };
      const args = ['run', '--prompt', 'x', ...TARGETS, ...urls(servers), '--runs', '1'];
      const { code, err } = await cli.run(args, { ...vendor, ...redirects, ANTHROPIC_AUTH_TOKEN: KEY });
      assert.equal(code, 0, err);
      for (const { requests } of [servers.openai, servers.anthropic, servers.google]) {
        assert.equal(requests.length, 1);
        assert.ok(!JSON.stringify(requests).includes(KEY));
      }
    });
  });

  it('stops a model whose key is refused, says so once, and lets the others finish: exit 1', async () => {
    const behave: FakeServersOptions['behave'] = (provider) => (provider === 'anthropic' ? { status: 401 } : {});
    await withServers({ behave }, async (servers) => {
      const args = ['run', '--prompt', PROMPT, ...TARGETS, ...urls(servers), ...NAMED_KEYS, '--runs', '20'];
      const { code, out, err } = await cli.run([...args, '--concurrency', '2'], { TEST_KEY: KEY });
      assert.equal(code, 1, err);
      assert.ok(servers.anthropic.requests.length <= 2, String(servers.anthropic.requests.length));
      assert.equal(servers.openai.requests.length, 20);
      assert.ok(servers.openai.peak() <= 2);
      assert.match(out, /Not counted: 20 failed/);
      assert.ok(out.split('\n').filter((line) => line.startsWith('b: ')).length <= 2, out);
      assert.ok(!(out + err).includes(KEY));
    });
  });

  it('keeps on Ctrl+C what has arrived: exit 130', async () => {
    const behave: FakeServersOptions['behave'] = (_provider, index) => (index < 3 ? {} : { fault: 'hang' });
    await withServers({ behave }, async (servers) => {
      const out = outFile('interrupted.probe.json');
      const args = ['run', '--prompt', PROMPT, ...TARGETS, ...urls(servers), '--runs', '50', '--concurrency', '4'];
      const { child, ended } = cli.start([...args, '--out', out]);
      const all = [servers.openai, servers.anthropic, servers.google];
      // Three answers have come back from each, and four calls hang, when the seventh has been sent.
      while (all.some(({ requests }) => requests.length < 7)) await new Promise((resolve) => setTimeout(resolve, 10));
      child.kill('SIGINT');
      const { code, out: printed, err } = await ended;
      assert.equal(code, 130, err);
      const { run, trials } = saved(out);
      assert.equal(run.status, 'cancelled');
      const count = (outcome: string) => trials.filter((trial) => trial.outcome === outcome).length;
      assert.deepEqual([count('completed'), count('failed')], [9, 0]);
      // The program ends in time; a busy machine has no report by then.
      if (saved(out).report !== undefined) assert.match(printed, /9 of 150 answered/);
      assertSays(err, SENDING.stopping);
    });
  });

  it('refuses before anything is sent what could not be done: exit 2 and one line', async () => {
    await withServers({}, async (servers) => {
      const usual = ['run', '--prompt', 'x', ...TARGETS, ...urls(servers)];
      const refused: readonly (readonly [readonly string[], string | RegExp])[] = [
        [[...usual, '--out', outFile('no/such/folder/x.json')], /the folder .* does not exist; make it first\./],
        [[...usual, '--out', cli.folder], /it is a folder; name a file in it\./],
        [[...usual, '--format', 'jason'], /not "jason"; did you mean json\?/],
        [[...usual, '--extract', 'nonsense'], /nonsense/],
        [[...usual, '--batch'], ARGUMENTS.laterOption('batch')],
        [[...usual, '--budget', '1'], SENDING.cost.budget(['openai:a', 'anthropic:b', 'google:c'])],
        [[...usual, '--price', 'openai:b=1/1'], SENDING.cost.unasked('openai:b', ARGUMENTS.didYouMean('openai:a'))],
        [[...usual, '--rate', 'fast'], ARGUMENTS.values.rate('fast')],
        [[...usual, '--param', 'compatible:x=1'], SENDING.parameters.noTarget('compatible', 'x', '.')],
        [[...usual, '--target', 'nobody:x'], ARGUMENTS.servers.unknown('nobody', '')],
        [
          ['run', '--prompt', 'x', '--target', 'openai:a'],
          SENDING.keys.none('openai', SENDING.keys.missing('openai', 'OPENAI_API_KEY')),
        ],
        [['run', '--prompt-file', outFile('none.md'), '--target', 'simulated:varied'], /there is no such file/],
        [['run', '--prompt', 'x', '--target', 'recorded:none.probe.json'], /Cannot read none\.probe\.json/],
      ];
      for (const [args, sentence] of refused) {
        const { code, out, err } = await cli.run(args);
        assert.deepEqual([code, out], [2, ''], `${args.join(' ')}: ${err}`);
        assertSays(err, sentence);
        assert.equal(err.trimEnd().split('\n').length, 1, err);
      }
      for (const { requests } of [servers.openai, servers.anthropic, servers.google]) assert.equal(requests.length, 0);
    });
  });

  it('reads the prompt out of a file, without its front matter', async () => {
    const file = outFile('name.prompt.md');
    writeFileSync(file, '\ufeff---\r\ndescription: not sent\r\n---\r\n\r\nName a fruit.\r\nOnly one.\r\n');
    const simulated = ['--target', 'simulated:varied', '--target', 'simulated:varied', '--runs', '2'];
    const { code, out, err } = await cli.run(['run', '--prompt-file', file, ...simulated, '--format', 'json']);
    assert.equal(code, 0, err);
    const { run, trials } = JSON.parse(out) as ProbeFile;
    assert.equal(run.conditions[0]?.prompt, 'Name a fruit.\nOnly one.');
    assert.deepEqual(
      run.targets.map(({ id }) => id),
      ['simulated:varied', 'simulated:varied#2'],
    );
    assert.ok(trials.every(({ source }) => source === 'simulated'));
    assert.doesNotMatch(err, /asks for/);
    const asking = outFile('asks.prompt.md');
    writeFileSync(asking, '---\nmodel: GPT-4o\ntemperature: 0.2\n---\nName a fruit.\n');
    const told = await cli.run(['run', '--prompt-file', asking, ...simulated]);
    assertSays(told.err, SENDING.note(SENDING.prompt.ignored(asking, ['model GPT-4o', 'temperature 0.2'])));
    const empty = await cli.run(['run', '--prompt-file', '-', ...simulated]);
    assert.deepEqual([empty.code, empty.err], [2, `convergence-probe: ${SENDING.prompt.none(null)}\n`]);
  });

  it('does not let an answer drive the terminal', async () => {
    const answer = (): string => '\u001b]0;owned\u0007\u001b[2J<img src=x onerror=alert(1)></script>\u202e';
    await withServers({ answer }, async (servers) => {
      const { code, out } = await cli.run(['run', '--prompt', 'x', ...TARGETS, ...urls(servers), '--runs', '2']);
      assert.equal(code, 0);
      assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/u);
      assert.match(out, /<img src=x onerror=alert\(1\)>/);
    });
  });

  it('does not mind that nobody reads to the end', async () => {
    const out = outFile('unread.probe.json');
    const args = ['run', '--prompt', PROMPT, '--target', 'simulated:uniform', '--runs', '2000', '--format', 'json'];
    const { child, ended } = cli.start([...args, '--out', out]);
    child.stdout.destroy();
    const { code, err } = await ended;
    assert.equal(code, 0, err);
    assert.doesNotMatch(err, /EPIPE|Error/);
    assert.equal(saved(out).trials.length, 2000);
  });
});

describe('models', () => {
  it('lists what can be asked as it is written behind --target, and says what is missing', async () => {
    await withServers({}, async (servers) => {
      const { code, out, err } = await cli.run(['models', '--base-url', `mine=${servers.openai.baseUrl}`], {
        ANTHROPIC_API_KEY: '',
      });
      assert.equal(code, 0, err);
      assert.match(out, /^mine:openai-small/m);
      assert.match(out, /^simulated:varied/m);
      assertSays(err, `openai: ${SENDING.keys.missing('openai', 'OPENAI_API_KEY')}\n`);
      assert.match(err, /^anthropic: set ANTHROPIC_API_KEY/m);
      const one = await cli.run(['models', '--provider', 'google', '--base-url', `google=${servers.google.baseUrl}`]);
      assert.equal(one.code, 0, one.err);
      assert.match(one.out, /^google:google-small/m);
      assert.doesNotMatch(one.out, /simulated/);
    });
  });

  it('says why a list could not be had: exit 1', async () => {
    const { code, err } = await cli.run(['models', '--provider', 'mine', '--base-url', 'mine=http://127.0.0.1:9/v1']);
    assert.equal(code, 1);
    assert.match(err, /^mine: .+\.$/m);
  });
});

describe('what needs no provider', () => {
  it('works without any provider file', async () => {
    const bare = await buildCli({ providers: false });
    try {
      assert.ok(!existsSync(path.join(bare.folder, 'providers')));
      const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
      assert.deepEqual(await bare.run(['--version']), { code: 0, out: `${version}\n`, err: '' });
      const help = await bare.run(['--help']);
      assert.deepEqual([help.code, help.err], [0, '']);
      for (const word of ['run', 'resume', 'analyze', 'models', 'openai', 'simulated'])
        assert.ok(help.out.includes(word), word);
      const analyzed = await bare.run(['analyze', 'media/recordings/fruits.probe.json']);
      assert.equal(analyzed.code, 0, analyzed.err);
    } finally {
      bare.remove();
    }
  });
});
