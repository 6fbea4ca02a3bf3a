import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { ProbeFile, SavedRun } from '../../src/core/model/report.ts';
import { buildCli, type BuiltCli, type Running } from './cli-process.ts';
import { answersOf, journalOf, outFile, runOf, until, withServers } from './cli-runs.ts';
import { RUNS } from '../../src/cli/strings/runs.ts';

/** Outputs whose reading never comes to an end: the next mistake of that kind is survived. */

const MARKER = 'HANG';
let cli: BuiltCli;
before(async () => {
  cli = await buildCli({ hangsOn: MARKER });
});
after(() => {
  // Where a name was asked for that none of these tests has, nothing was built.
  (cli as BuiltCli | undefined)?.remove();
});

/** Answers to one prompt as CSV; some of them hang. */
function answers(name: string, count: number, hanging: (index: number) => boolean): string {
  const lines = Array.from({ length: count }, (_, index) => `m,${hanging(index) ? `${MARKER} ${index}` : index % 9}`);
  const file = outFile(cli, name);
  writeFileSync(file, `target,text\n${lines.join('\n')}\n`);
  return file;
}

/** Sends a signal once the program is at it, and says how long it took to end, ms. */
async function endedBy({ child, ended }: Running, signal: NodeJS.Signals, isAtIt: Promise<unknown>) {
  await isAtIt;
  const from = performance.now();
  child.kill(signal);
  return { ...(await ended), ms: performance.now() - from };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when the analysis is at work: the process catches signals and has computed for a while. */
async function atWork({ child }: Running): Promise<void> {
  // Where the system does not tell (it does on Linux), time has to do.
  const stat = `/proc/${String(child.pid)}/stat`;
  if (!existsSync(stat)) return pause(4_000);
  const ticks = (): number => Number(readFileSync(stat, 'utf8').split(' ')[13]);
  await until(() => ticks() > 80, 'the analysis');
}

describe('outputs that hang', { concurrency: true }, () => {
  it('are set aside and counted, and the others are reported on', async () => {
    const file = answers('some.csv', 150, (index) => index % 40 === 7);
    const { code, out, err } = await cli.run(['analyze', file, '--format', 'json']);
    assert.equal(code, 0, err);
    const { counts, funnel, readings } = (JSON.parse(out) as ProbeFile).report;
    assert.deepEqual([counts.completed, counts.unreadable, funnel.outputs], [150, 4, 146]);
    assert.deepEqual(
      readings.filter(({ status }) => status === 'unreadable').map(({ trialIndex }) => trialIndex),
      [7, 47, 87, 127],
    );
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`do not keep a report from ending on ${signal}`, async () => {
      const file = answers(`${signal}.csv`, 10, () => true);
      const running = cli.start(['analyze', file]);
      const { code, out, ms } = await endedBy(running, signal, atWork(running));
      assert.deepEqual([code, out], [130, '']);
      // A second where there is a processor: what may be waited for is counted in CPU time, of which a busy machine has little.
      assert.ok(ms < 10_000, `${ms} ms`);
    });
  }

  it('do not keep a run from being saved, nor from ending on Ctrl+C, which says how to have the report', async () => {
    await withServers({ answer: () => `${MARKER} for ever` }, async (servers) => {
      const file = outFile(cli, 'run.probe.json');
      const running = cli.start(runOf(servers, 3, '--out', file));
      const saved = until(() => answersOf(servers) === 9 && journalOf(`${file}l`)?.finished != null, 'the answers');
      const { code, out, err, ms } = await endedBy(
        running,
        'SIGINT',
        saved.then(() => pause(300)),
      );
      assert.deepEqual([code, out], [130, '']);
      assert.ok(ms < 10_000, `${ms} ms`);
      const { run, trials, report } = JSON.parse(readFileSync(file, 'utf8')) as SavedRun;
      assert.deepEqual([run.status, trials.length, report], ['complete', 9, undefined]);
      assert.equal(
        err.trimEnd().split('\n').at(-1),
        RUNS.interrupted.noReportOf(file, `convergence-probe analyze ${file}`),
      );
    });
  });

  it('are all there is of a run: it is saved with a report that says so', async () => {
    await withServers({ answer: () => `${MARKER} for ever` }, async (servers) => {
      const file = outFile(cli, 'all.probe.json');
      const { code, out, err } = await cli.run(runOf(servers, 2, '--out', file));
      assert.equal(code, 0, err);
      assert.match(out, /6 that took too long to read/);
      assert.equal((JSON.parse(readFileSync(file, 'utf8')) as ProbeFile).report.counts.unreadable, 6);
    });
  });
});
