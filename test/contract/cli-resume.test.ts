import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ProbeFile } from '../../src/core/model/report.ts';
import type { FakeServers, FakeServersOptions } from '../support/servers/fake-servers.ts';
import { buildCli, type BuiltCli, type Ended, assertSays } from './cli-process.ts';
import {
  answersOf,
  assertWhole,
  journalOf,
  outFile,
  requestsOf,
  runOf,
  saved,
  until,
  urls,
  withServers,
} from './cli-runs.ts';
import { RUNS } from '../../src/cli/strings/runs.ts';
import { SENDING } from '../../src/cli/strings/sending.ts';

const KEY = 'sk-secret-of-the-test-4711';
const VENDOR_KEYS = { OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY, GEMINI_API_KEY: KEY };

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

const lines = (text: string): readonly string[] => text.trimEnd().split('\n');
const lastLine = (text: string): string => lines(text).at(-1) ?? '';

/** The arguments of the command that the last line says. */
function commandOf(text: string): readonly string[] {
  const [program, ...words] = [...lastLine(text).matchAll(/'([^']*)'|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  assert.equal(program, 'convergence-probe', text);
  return words;
}

/** A run that is interrupted once so many answers were given. */
async function interrupted(
  args: readonly string[],
  servers: FakeServers,
  { answers = 9, signal = 'SIGINT' as NodeJS.Signals, times = 1 } = {},
): Promise<Ended> {
  const { child, ended } = cli.start(args);
  await until(() => answersOf(servers) >= answers, 'answers');
  for (let time = 0; time < times; time++) child.kill(signal);
  return ended;
}

describe('an interrupted run', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`is kept on ${signal}, and its last line is the command to go on`, async () => {
      await withServers({ latencyMs: 30 }, async (servers) => {
        const out = outFile(cli, `${signal}.probe.json`);
        const { code, err } = await interrupted(runOf(servers, 30, '--out', out), servers, { signal });
        assert.equal(code, 130, err);
        assert.equal(lastLine(err), `convergence-probe resume ${out}`);
        const { run, trials } = saved(out);
        assert.equal(run.status, 'cancelled');
        const journal = journalOf(`${out}l`)!;
        assert.equal(journal.finished?.status, 'cancelled');
        const answered = journal.trials.filter(({ outcome }) => outcome === 'completed').length;
        // A busy machine has no report by the time at which the program ends; the answers are there.
        assert.equal(trials.filter(({ outcome }) => outcome === 'completed').length, answered);
        assert.ok(answered >= 9);
        const before = requestsOf(servers);
        const again = await cli.run(commandOf(err));
        assert.equal(again.code, 0, again.err);
        assert.equal(requestsOf(servers) - before, 90 - answered);
        assertWhole(saved(out), 30);
        assert.match(again.out, /90 of 90 answered/);
      });
    });
  }

  it('that is interrupted twice quits at once, and its journal holds everything', async () => {
    await withServers({ latencyMs: 30 }, async (servers) => {
      const out = outFile(cli, 'twice.probe.json');
      const { code } = await interrupted(runOf(servers, 30, '--out', out), servers, { times: 2 });
      assert.equal(code, 130);
      assert.ok(!readdirSync(cli.folder).some((name) => name.endsWith('.tmp')));
      const { trials } = journalOf(`${out}l`)!;
      const answered = trials.filter(({ outcome }) => outcome === 'completed').length;
      assert.ok(answered >= 9 - 3, String(answered));
      const before = requestsOf(servers);
      assert.equal((await cli.run(['resume', out])).code, 0);
      assert.equal(requestsOf(servers) - before, 90 - answered);
      assertWhole(saved(out), 30);
    });
  });

  it('without --out is kept in the state folder, under a name that says what it is', async () => {
    await withServers({ latencyMs: 30 }, async (servers) => {
      const { code, err } = await interrupted(runOf(servers, 30), servers);
      assert.equal(code, 130, err);
      const [, journal] = commandOf(err);
      assert.equal(path.dirname(journal ?? ''), cli.stateFolder);
      assert.match(path.basename(journal ?? ''), /^20\d\d-\d\d-\d\d-\d{6}-name-a-colour-[0-9a-f]{4}\.jsonl$/);
      const again = await cli.run([...commandOf(err), '--format', 'json']);
      assert.equal(again.code, 0, again.err);
      assertWhole(JSON.parse(again.out) as ProbeFile, 30);
      assert.equal(lastLine(again.err), RUNS.next.kept(journal ?? ''));
      assert.equal(journalOf(journal ?? '')?.finished?.status, 'complete');
    });
  });

  it('is not overwritten by a new one of its name', async () => {
    await withServers({ latencyMs: 30 }, async (servers) => {
      const out = outFile(cli, 'precious.probe.json');
      await interrupted(runOf(servers, 30, '--out', out), servers);
      const files = [out, `${out}l`].map((file) => readFileSync(file, 'utf8'));
      const before = requestsOf(servers);
      const { code, err } = await cli.run(runOf(servers, 5, '--out', out));
      assert.equal(code, 2);
      const done = Number(/(\d+) of 90/.exec(err)?.[1]);
      const said = RUNS.unfinished(`${out}l`, done, 90, `convergence-probe resume ${out}`);
      assert.equal(lastLine(err), `convergence-probe: ${said}`);
      assert.equal(requestsOf(servers), before);
      assert.deepEqual(
        [out, `${out}l`].map((file) => readFileSync(file, 'utf8')),
        files,
      );
      rmSync(`${out}l`);
      assert.equal((await cli.run(runOf(servers, 5, '--out', out))).code, 0);
      assertWhole(saved(out), 5);
    });
  });

  it('does not write over a list of answers that has the name of its journal', async () => {
    await withServers({}, async (servers) => {
      const list = outFile(cli, 'answers.jsonl');
      writeFileSync(list, '{"target":"a","text":"42"}\n');
      const { code, err } = await cli.run(runOf(servers, 1, '--out', outFile(cli, 'answers.json')));
      assert.equal(code, 2);
      assert.match(err, /answers\.jsonl is not the journal of a run and is left as it is/);
      assert.equal(readFileSync(list, 'utf8'), '{"target":"a","text":"42"}\n');
      assert.equal(requestsOf(servers), 0);
    });
  });
});

describe('resume', () => {
  it('sends failed calls again only when it is asked to', async () => {
    let failing = true;
    const behave: FakeServersOptions['behave'] = (provider, index) =>
      failing && provider === 'google' && index % 5 === 0 ? { status: 400 } : {};
    await withServers({ behave }, async (servers) => {
      const out = outFile(cli, 'partly.probe.json');
      const { code, err, out: printed } = await cli.run(runOf(servers, 10, '--out', out));
      assert.equal(code, 1, err);
      const failed = saved(out).trials.filter(({ outcome }) => outcome === 'failed').length;
      assert.ok(failed > 0 && failed < 10, String(failed));
      assert.match(printed, new RegExp(`${String(30 - failed)} of 30 answered`));
      assert.equal(printed.split('\n').filter((line) => line.startsWith('c: ')).length, 1, 'the reason once');
      assert.equal(lastLine(err), `convergence-probe resume ${out} --retry-failed`);
      assert.ok(!existsSync(`${out}l`), 'all is in the file');
      failing = false;
      const before = requestsOf(servers);
      const unasked = await cli.run(['resume', out]);
      assert.equal(unasked.code, 1);
      assertSays(unasked.err, RUNS.nothingMissing);
      assert.equal(requestsOf(servers), before);
      const again = await cli.run(commandOf(err));
      assert.equal(again.code, 0, again.err);
      assert.equal(requestsOf(servers) - before, failed);
      assertWhole(saved(out), 10);
    });
  });

  it('adds runs to a finished run', async () => {
    await withServers({}, async (servers) => {
      const out = outFile(cli, 'more.probe.json');
      assert.equal((await cli.run(runOf(servers, 4, '--out', out))).code, 0);
      const edits = [{ kind: 'merge', members: [] }];
      writeFileSync(out, JSON.stringify({ ...saved(out), edits }));
      const texts = saved(out).trials.map(({ target, trialIndex, text }) => [target, trialIndex, text]);
      const before = requestsOf(servers);
      const { code, err } = await cli.run(['resume', out, '--more', '3']);
      assert.equal(code, 0, err);
      assert.equal(requestsOf(servers) - before, 9);
      const file = saved(out);
      assertWhole(file, 7);
      assert.ok(file.run.continuedAt);
      const first = file.trials.filter(({ trialIndex }) => trialIndex < 4);
      assert.deepEqual(
        first.map(({ target, trialIndex, text }) => [target, trialIndex, text]),
        texts,
      );
      assert.deepEqual(file.edits, edits);
    });
  });

  it('sends nothing and changes nothing when nothing is missing', async () => {
    await withServers({}, async (servers) => {
      const out = outFile(cli, 'finished.probe.json');
      const first = await cli.run(runOf(servers, 4, '--out', out));
      const before = [requestsOf(servers), readFileSync(out, 'utf8')];
      const { code, out: printed, err } = await cli.run(['resume', out]);
      assert.deepEqual([code, err], [0, 'Nothing is missing from this run, so nothing is sent.\n']);
      assert.equal(printed, first.out);
      assert.deepEqual([requestsOf(servers), readFileSync(out, 'utf8')], before);
      assert.ok(!existsSync(`${out}l`));
    });
  });

  it('saves a finished journal whose run was never saved', async () => {
    await withServers({ latencyMs: 20 }, async (servers) => {
      const folder = outFile(cli, 'blocked');
      mkdirSync(folder);
      const out = path.join(folder, 'x.probe.json');
      const { ended } = cli.start(runOf(servers, 10, '--out', out));
      await until(() => answersOf(servers) >= 5, 'answers');
      // Something else takes the name while the run goes on.
      mkdirSync(out);
      const { code, err, out: printed } = await ended;
      assert.equal(code, 2);
      assert.match(printed, /30 of 30 answered/);
      const saveElsewhere = RUNS.saving.elsewhere('', '');
      assert.match(lastLine(err), /^convergence-probe: Cannot save .*x\.probe\.json: /);
      const command = lastLine(err).split(saveElsewhere)[1] ?? '';
      const other = outFile(cli, 'other.probe.json');
      const words = commandOf(command.replace('OTHER.probe.json', other));
      const before = requestsOf(servers);
      const again = await cli.run(words);
      assert.equal(again.code, 0, again.err);
      assert.equal(requestsOf(servers), before);
      assertWhole(saved(other), 10);
    });
  });

  it('goes on at another server, and in another file', async () => {
    const out = outFile(cli, 'moved.probe.json');
    const other = outFile(cli, 'elsewhere.probe.json');
    await withServers({ latencyMs: 30 }, async (servers) => {
      await interrupted(runOf(servers, 30, '--out', out), servers);
    });
    // Where the machine is busy the run ends before it has a report.
    const kept = saved(out).trials.filter(({ outcome }) => outcome === 'completed').length;
    const before = readFileSync(out, 'utf8');
    await withServers({}, async (servers) => {
      const { code, err } = await cli.run(['resume', out, ...urls(servers), '--out', other]);
      assert.equal(code, 0, err);
      assert.equal(requestsOf(servers), 90 - kept);
      assertWhole(saved(other), 30);
      assert.equal(saved(other).run.targets[0]?.baseUrl, servers.openai.baseUrl);
      assert.equal(readFileSync(out, 'utf8'), before, 'the file that was resumed stays as it was');
      // Its journal knows all, so it can be made whole without a call.
      assert.equal((await cli.run(['resume', out])).code, 0);
      assert.equal(requestsOf(servers), 90 - kept);
      assertWhole(saved(out), 30);
      assert.ok(!existsSync(`${out}l`));
    });
  });

  it("sends no key to a file's own address, unless the command line names both", async () => {
    await withServers({ latencyMs: 30 }, async (servers) => {
      const out = outFile(cli, 'keys.probe.json');
      await interrupted(runOf(servers, 30, '--out', out), servers);
      const before = requestsOf(servers);
      const { code, err } = await cli.run(['resume', out, '--more', '1'], VENDOR_KEYS);
      assert.equal(code, 0, err);
      assert.ok(requestsOf(servers) > before);
      const { asRunSays, unnamed } = SENDING.addresses;
      assertSays(err, `${SENDING.note(asRunSays('openai', servers.openai.baseUrl))}\n`);
      const all = [servers.openai, servers.anthropic, servers.google];
      for (const { requests } of all) assert.ok(!JSON.stringify(requests).includes(KEY));
      const key = ['--api-key', 'openai=MINE'];
      const half = await cli.run(['resume', out, '--more', '1', ...key], { MINE: KEY });
      assert.equal(half.code, 2);
      assertSays(half.err, unnamed('openai', 0, servers.openai.baseUrl));
      for (const { requests } of all) assert.ok(!JSON.stringify(requests).includes(KEY));
      const both = [...key, '--base-url', `openai=${servers.openai.baseUrl}`];
      const named = await cli.run(['resume', out, '--more', '1', ...both], { MINE: KEY });
      assert.equal(named.code, 0, named.err);
      assert.ok(JSON.stringify(servers.openai.requests.at(-1)?.headers).includes(KEY));
      for (const { requests } of [servers.anthropic, servers.google])
        assert.ok(!JSON.stringify(requests).includes(KEY));
      assert.ok(!(err + named.err + named.out + readFileSync(out, 'utf8')).includes(KEY));
    });
  });

  it('repeats in its command what the run needs', async () => {
    await withServers({ latencyMs: 30 }, async (servers) => {
      const out = outFile(cli, 'with a space.probe.json');
      const options = ['--api-key', 'openai=MINE', '--timeout', '60', '--extract', 'whole', '--concurrency', '2'];
      const { child, ended } = cli.start(runOf(servers, 10, '--out', out, ...options), { MINE: KEY });
      await until(() => answersOf(servers) >= 3, 'answers');
      child.kill('SIGINT');
      const { err } = await ended;
      assert.deepEqual(commandOf(err), [
        ...['resume', out, '--api-key', 'openai=MINE', '--base-url', `openai=${servers.openai.baseUrl}`],
        ...['--concurrency', '2', '--timeout', '60', '--extract', 'whole'],
      ]);
      assert.equal((await cli.run(commandOf(err), { MINE: KEY })).code, 0);
      assert.equal(saved(out).report.extractor, 'whole');
      assertWhole(saved(out), 10);
    });
  });

  it('replays a recording again that the command line names', async () => {
    const fruits = 'media/recordings/fruits.probe.json';
    const out = outFile(cli, 'replayed.probe.json');
    assert.equal((await cli.run(['run', '--target', `recorded:${fruits}`, '--runs', '3', '--out', out])).code, 0);
    const unnamed = await cli.run(['resume', out, '--more', '2']);
    assert.equal(unnamed.code, 2);
    assert.match(unnamed.err, /fruits\.probe\.json: .*--recording /);
    const { code, err } = await cli.run(['resume', out, '--more', '2', '--recording', fruits]);
    assert.equal(code, 0, err);
    assert.equal(saved(out).report.counts.completed, 15);
    const tooMany = await cli.run(['resume', out, '--more', '1', '--recording', fruits]);
    assert.equal(tooMany.code, 2);
    assert.match(tooMany.err, /holds 5 runs/);
    assert.ok(!existsSync(`${out}l`), 'a refused resume leaves nothing behind');
  });

  it('refuses with one line what it cannot go on with', async () => {
    const write = (name: string, text: string): string => {
      writeFileSync(outFile(cli, name), text);
      return outFile(cli, name);
    };
    const recording = readFileSync('media/recordings/fruits.probe.json', 'utf8');
    const escapes = JSON.parse(recording) as ProbeFile;
    const evil = '\u001b]0;owned\u0007';
    const targets = escapes.run.targets.map((target) => ({ ...target, provider: evil, label: evil }));
    const hostile = JSON.stringify({ ...escapes, run: { ...escapes.run, targets, trialsPerCell: 9 } });
    const none = outFile(cli, 'none.probe.json');
    const refused: readonly (readonly [readonly string[], string | RegExp])[] = [
      [[none], RUNS.noFile(none, `${none}l`)],
      [[outFile(cli, 'none.jsonl')], RUNS.noFile(outFile(cli, 'none.jsonl'), null)],
      [[write('list.csv', 'target,text\na,42\n')], /list\.csv is not the journal of a run/],
      [[write('broken.probe.json', '{"schemaVersion": 1')], /it is not JSON/],
      [[write('empty.probe.jsonl', '')], RUNS.nothingIn(outFile(cli, 'empty.probe.jsonl'))],
      [[write('torn.probe.jsonl', '{"type":"started","hea')], RUNS.nothingIn(outFile(cli, 'torn.probe.jsonl'))],
      [
        [write('lies.probe.jsonl', '{"type":"started","header":{}}\n')],
        /lies\.probe\.jsonl is not the journal of a run\.$/,
      ],
      [[write('hostile.probe.json', hostile)], /owned/],
      [[write('big.probe.json', recording), '--more', '99999999'], /at most 1000000/],
      [[cli.folder], /Cannot read .*: it is a folder, not a file/],
    ];
    for (const [args, sentence] of refused) {
      const { code, out, err } = await cli.run(['resume', ...args]);
      assert.deepEqual([code, out], [2, ''], `${args.join(' ')}: ${err}`);
      assertSays(err.trimEnd(), sentence);
      assert.equal(lines(err).length, 1, err);
      assert.doesNotMatch(err, /[\u0000-\u0009\u000b-\u001f]/u);
    }
    assert.ok(!readdirSync(cli.folder).some((name) => /^(hostile|big)\.probe\.jsonl/.test(name)));
  });
});

describe('the state folder', () => {
  it('keeps the journals of the last runs, and none of replays', async () => {
    await withServers({}, async (servers) => {
      rmSync(cli.stateFolder, { recursive: true, force: true });
      mkdirSync(cli.stateFolder, { recursive: true });
      for (let index = 0; index < 60; index++) {
        writeFileSync(path.join(cli.stateFolder, `old-${String(index)}.jsonl`), '{"type":"started"}\n');
      }
      writeFileSync(path.join(cli.stateFolder, 'notes.txt'), 'mine');
      assert.equal((await cli.run(['run', '--prompt', 'x', '--target', 'simulated:varied'])).code, 0);
      assert.equal(readdirSync(cli.stateFolder).filter((name) => !name.startsWith('old-')).length, 1);
      assert.equal((await cli.run(runOf(servers, 1))).code, 0);
      const names = readdirSync(cli.stateFolder);
      assert.equal(names.filter((name) => name.endsWith('.jsonl')).length, 50);
      assert.equal(names.filter((name) => name.includes('name-a-colour')).length, 1);
      assert.ok(names.includes('notes.txt'));
    });
  });
});

describe('a folder that is taken away while a run goes on', () => {
  it('does not take the answers with it', async () => {
    await withServers({ latencyMs: 30 }, async (servers) => {
      const folder = outFile(cli, 'taken');
      mkdirSync(folder);
      const out = path.join(folder, 'x.probe.json');
      const { ended } = cli.start(runOf(servers, 10, '--out', out, '--concurrency', '2'));
      await until(() => answersOf(servers) >= 5, 'answers');
      renameSync(folder, `${folder}-away`);
      const { err, out: printed } = await ended;
      assert.match(printed, /30 of 30 answered/);
      const places = [out, `${out}l`, ...err.matchAll(/saved as (\S+) instead/g)].map((place) =>
        typeof place === 'string' ? place : (place[1] ?? ''),
      );
      const found = places.find((place) => existsSync(place));
      assert.ok(found !== undefined, err);
      const again = await cli.run(['resume', found, '--format', 'json']);
      assert.equal(again.code, 0, again.err);
      assertWhole(JSON.parse(again.out) as ProbeFile, 10);
    });
  });
});
