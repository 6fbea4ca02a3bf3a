import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { FakeServers, FakeServersOptions } from '../support/servers/fake-servers.ts';
import { buildCli, type BuiltCli } from './cli-process.ts';
import {
  answersOf,
  assertWhole,
  journalOf,
  outFile,
  requestsOf,
  runOf,
  saved,
  until,
  withServers,
} from './cli-runs.ts';

/** Killed with SIGKILL, in the middle of a run, the command line loses nothing that had arrived, and sends nothing twice. */

const RUNS = 40;
const ALL = 3 * RUNS;
const CONCURRENCY = 4;

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

/** Every answer names the request that it answers. */
const answer: FakeServersOptions['answer'] = (provider, _model, index) => `${provider} ${String(index)}`;

/** Answers so far, as the servers gave them. */
function given(servers: FakeServers): ReadonlySet<string> {
  const names = (['openai', 'anthropic', 'google'] as const).flatMap((wire) =>
    servers[wire].log.filter(({ end }) => end === 'answered').map(({ index }) => `${wire} ${String(index)}`),
  );
  return new Set(names);
}

/** Answers that a journal keeps. */
function kept(journal: string): readonly string[] {
  return (journalOf(journal)?.trials ?? []).map(({ outcome, text }) => {
    assert.equal(outcome, 'completed');
    return text;
  });
}

/**
 * Servers that answer quickly until a number of requests came, and slowly from then on, so that a test that waits for so
 * many answers finds the run in the middle however loaded the machine is. `hurry` makes them quick again.
 */
function slowAfter(requests: number) {
  let asked = 0;
  let limit = requests;
  return {
    options: { answer, behave: () => ({ latencyMs: asked++ < limit ? 15 : 700 }) } satisfies FakeServersOptions,
    hurry: () => (limit = Infinity),
  };
}

async function startRun(servers: FakeServers, out: string) {
  const running = cli.start(runOf(servers, RUNS, '--out', out, '--concurrency', String(CONCURRENCY)));
  return { ...running, kill: () => running.child.kill('SIGKILL') };
}

/** Goes on, and proves that exactly what the journal did not hold was sent. */
async function resumeExactly(servers: FakeServers, out: string, held: number): Promise<void> {
  const before = requestsOf(servers);
  const { code, err } = await cli.run(['resume', out]);
  assert.equal(code, 0, err);
  assert.equal(requestsOf(servers) - before, ALL - held, 'exactly the missing ones are sent');
  assertWhole(saved(out), RUNS);
  assert.ok(!existsSync(`${out}l`), 'the journal is taken away once the run is saved');
}

describe('kill -9', () => {
  for (const answers of [1, 17, 64, 110]) {
    it(`after ${String(answers)} answers leaves them in the journal, and resume sends the others`, async () => {
      const { options, hurry } = slowAfter(answers);
      await withServers(options, async (servers) => {
        const out = outFile(cli, `killed-${String(answers)}.probe.json`);
        const { kill, ended } = await startRun(servers, out);
        await until(() => answersOf(servers) >= answers, 'answers');
        kill();
        assert.equal((await ended).code, null);
        hurry();
        assert.ok(!existsSync(out), 'the run was not saved');
        const texts = kept(`${out}l`);
        const answered = given(servers);
        for (const text of texts) assert.ok(answered.has(text), `${text} was given`);
        assert.equal(new Set(texts).size, texts.length);
        // What is not there was still on its way: at most what was in flight.
        assert.ok(
          answered.size - texts.length <= 3 * CONCURRENCY,
          `${String(answered.size)} given, ${String(texts.length)} kept`,
        );
        await resumeExactly(servers, out, texts.length);
        const trials = saved(out).trials.map(({ text }) => text);
        for (const text of texts) assert.ok(trials.includes(text), `${text} is in the saved run`);
      });
    });
  }

  it('loses not one answer that had arrived', async () => {
    const most = 23;
    let hanging = true;
    const behave: FakeServersOptions['behave'] = (_provider, index) =>
      hanging && index >= most ? { fault: 'hang' } : {};
    await withServers({ answer, latencyMs: 5, behave }, async (servers) => {
      const out = outFile(cli, 'settled.probe.json');
      const { kill, ended } = await startRun(servers, out);
      await until(() => answersOf(servers) === 3 * most, 'all answers that are given');
      // Each server has another call open, sent after an answer was taken; then nothing happens any more.
      let seen = -1;
      for (let quiet = 0; quiet < 20; quiet++) {
        if (requestsOf(servers) !== seen) quiet = 0;
        seen = requestsOf(servers);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      kill();
      await ended;
      hanging = false;
      assert.deepEqual([...kept(`${out}l`)].sort(), [...given(servers)].sort());
      await resumeExactly(servers, out, 3 * most);
    });
  });

  it('in the middle of a line loses that line alone', async () => {
    const { options, hurry } = slowAfter(40);
    await withServers(options, async (servers) => {
      const out = outFile(cli, 'torn.probe.json');
      const { kill, ended } = await startRun(servers, out);
      await until(() => answersOf(servers) >= 40, 'answers');
      kill();
      await ended;
      hurry();
      const whole = kept(`${out}l`).length;
      truncateSync(`${out}l`, readFileSync(`${out}l`).length - 20);
      const { trials, unreadable } = journalOf(`${out}l`)!;
      assert.deepEqual([trials.length, unreadable], [whole - 1, 1]);
      await resumeExactly(servers, out, whole - 1);
    });
  });

  it('in the first line of all lets a new run take its place', async () => {
    await withServers({ latencyMs: 1 }, async (servers) => {
      for (const begin of ['{"ty', '{"type":"started","header":{"id":']) {
        const out = outFile(cli, 'stump.probe.json');
        writeFileSync(`${out}l`, begin);
        const { code, err } = await cli.run(runOf(servers, 2, '--out', out));
        assert.equal(code, 0, err);
        assertWhole(saved(out), 2);
        assert.ok(!existsSync(`${out}l`));
      }
    });
  });

  it('of the resumed run, too', async () => {
    const { options, hurry } = slowAfter(60);
    await withServers(options, async (servers) => {
      const out = outFile(cli, 'twice.probe.json');
      const first = await startRun(servers, out);
      await until(() => answersOf(servers) >= 30, 'answers');
      first.kill();
      await first.ended;
      const second = cli.start(['resume', out, '--concurrency', String(CONCURRENCY)]);
      const before = answersOf(servers);
      await until(() => answersOf(servers) >= before + 30, 'further answers');
      second.child.kill('SIGKILL');
      await second.ended;
      hurry();
      const held = kept(`${out}l`);
      assert.ok(held.length >= 60 - 6 * CONCURRENCY, String(held.length));
      await resumeExactly(servers, out, held.length);
    });
  });

  it('of a run that is made longer keeps the saved part as well', async () => {
    const { options, hurry } = slowAfter(50);
    await withServers(options, async (servers) => {
      const out = outFile(cli, 'longer.probe.json');
      assert.equal((await cli.run(runOf(servers, 10, '--out', out))).code, 0);
      const { child, ended } = cli.start([
        'resume',
        out,
        '--more',
        String(RUNS - 10),
        '--concurrency',
        String(CONCURRENCY),
      ]);
      await until(() => answersOf(servers) >= 30 + 20, 'further answers');
      child.kill('SIGKILL');
      await ended;
      hurry();
      const held = kept(`${out}l`);
      assert.ok(held.length >= 30 + 20 - 3 * CONCURRENCY);
      // The saved file is moved away: the journal alone knows everything.
      rmSync(out);
      await resumeExactly(servers, out, held.length);
    });
  });
});

describe('two processes', () => {
  it('that go on with the same run: one sends it, the other says why it does not', async () => {
    // Slow enough that the others begin while the first still sends.
    const { options } = slowAfter(20);
    await withServers(options, async (servers) => {
      const out = outFile(cli, 'contended.probe.json');
      const first = await startRun(servers, out);
      await until(() => answersOf(servers) >= 20, 'answers');
      // The run itself still goes on.
      const early = await cli.run(['resume', out]);
      assert.equal(early.code, 2);
      assert.match(early.err, /^convergence-probe: Another window or process .*is writing this run; .*\n$/);
      first.kill();
      await first.ended;
      const held = kept(`${out}l`).length;
      const before = requestsOf(servers);
      const both = await Promise.all([cli.run(['resume', out]), cli.run(['resume', `${out}l`])]);
      const codes = both.map(({ code }) => code).sort();
      assert.deepEqual(codes, [0, 2], both.map(({ err }) => err).join('\n'));
      assert.match(both.find(({ code }) => code === 2)?.err ?? '', /is writing this run/);
      assert.equal(requestsOf(servers) - before, ALL - held);
      assertWhole(saved(out), RUNS);
    });
  });

  it('that begin the same run anew: the second sends nothing and spoils nothing', async () => {
    const { options, hurry } = slowAfter(10);
    await withServers(options, async (servers) => {
      const out = outFile(cli, 'same-name.probe.json');
      const first = await startRun(servers, out);
      await until(() => answersOf(servers) >= 10, 'answers');
      const second = await cli.run(runOf(servers, 1, '--out', out));
      assert.equal(second.code, 2);
      assert.match(second.err, /is writing this run/);
      hurry();
      assert.equal((await first.ended).code, 0);
      assertWhole(saved(out), RUNS);
      assert.equal(requestsOf(servers), ALL);
    });
  });
});
