import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { RewriteRow } from '../../src/core/model/rewrites-report.ts';
import { earlierInChain } from '../../src/core/prompt/chain.ts';
import { NOTHING_WORKS, rewrittenAnswer, STRING_SEED_WORKS, type Planted } from '../support/rewriting-models.ts';
import type { FakeServers } from '../support/servers/fake-servers.ts';
import { assertSays, buildCli, type BuiltCli } from './cli-process.ts';
import { MODELS, outFile, requestsOf, saved, urls, withServers } from './cli-runs.ts';

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

const PROMPT = 'Suggest a name for a dappled-gray filly living in the mountains.';

function rewriteOf(servers: FakeServers, runs: number, ...more: readonly string[]): string[] {
  const targets = MODELS.flatMap((target) => ['--target', target, '--price', `${target}=1/10`]);
  return ['rewrite', '--prompt', PROMPT, ...targets, ...urls(servers), '--runs', String(runs), ...more];
}

const answering = (planted: Planted) => ({
  answer: (_wire: string, model: string, index: number, { body }: { readonly body: unknown }) =>
    rewrittenAnswer(body, index, model, planted),
});

const rowOf = (rows: readonly RewriteRow[], template: string) => rows.find((row) => row.template === template)!;

describe('rewrite', () => {
  it('finds the rewrite that works, confirms it in fresh runs and says what it adds', async () => {
    await withServers(answering(STRING_SEED_WORKS), async (servers) => {
      const out = outFile(cli, 'filly.probe.json');
      const { code, err, out: printed } = await cli.run(rewriteOf(servers, 20, '--yes', '--out', out));
      assert.equal(code, 0, err);
      const { run, report, trials } = saved(out);
      const rewrites = report.rewrites!;
      // As it stands, six rewrites, and two conditions of fresh runs; temperature is one that two of three take higher.
      assert.equal(run.conditions.length, 9);
      assert.equal(trials.length, 9 * 3 * 20);
      assert.equal(requestsOf(servers), 9 * 3 * 20);
      assert.equal(rewrites.verdict, 'confirmed');
      assert.equal(rewrites.best, 'string seed');
      const seed = rowOf(rewrites.rows, 'string-seed');
      assert.ok(seed.gain!.value > 3 && seed.gain!.interval![0] > 2, JSON.stringify(seed));
      assert.deepEqual([seed.calls, seed.valid], [60, 60]);
      // The names alone, without the random strings and the thinking.
      assert.ok(report.groups.every(({ answer }) => answer.length < 12));
      const fresh = rewrites.fresh!.at(-1)!;
      assert.ok(fresh.gain!.value > 3 && fresh.gain!.p < 0.05, JSON.stringify(fresh));
      assert.deepEqual(rowOf(rewrites.rows, 'higher-temperature').models, ['openai:a', 'google:c']);
      assert.ok(seed.costPerEffective! < rewrites.rows[0]!.costPerEffective!);
      const added = run.conditions
        .find(({ id }) => id === 'string seed')!
        .prompt.split('\n')
        .at(-1)!;
      assertSays(printed.replace(/\s+/g, ' '), added.slice(0, 60));
      assertSays(printed, /string seed” gives [\d.]+ times the variety/);
      // A persona is drawn afresh for every call.
      const personas = trials.filter(({ condition }) => condition.startsWith('persona'));
      assert.ok(new Set(personas.map(({ variables }) => variables['persona'])).size > 10);
    });
  });

  it('shows earlier answers of its chain to a call, in their order, and none to the first', async () => {
    await withServers(answering(NOTHING_WORKS), async (servers) => {
      const out = outFile(cli, 'chain.probe.json');
      const args = ['--yes', '--rewrites', 'another-one', '--out', out, '--rate', '400/s'];
      const { code, err } = await cli.run(rewriteOf(servers, 10, ...args));
      assert.equal(code, 0, err);
      const { run, trials } = saved(out);
      const { id, rewrite } = run.conditions[1]!;
      const { chain } = rewrite!;
      assert.deepEqual([chain!.length, chain!.width], [2, 5]);
      const texts = new Map(
        trials
          .filter(({ target, condition }) => target === 'openai:a' && condition === id)
          .map(({ trialIndex, text }) => [trialIndex, text]),
      );
      const shown = servers.openai.requests
        .map(({ body }) => (body as { messages: readonly { role: string; content: string }[] }).messages)
        .filter((messages) => messages.length > 1)
        .map((messages) => messages.map(({ role, content }) => `${role}: ${content}`));
      const expected = [...texts.keys()]
        .map((index) => earlierInChain(chain!, index))
        .filter((earlier) => earlier.length > 0)
        .map((earlier) => [
          `user: ${PROMPT}`,
          ...earlier.flatMap((index) => [`assistant: ${texts.get(index)!}`, `user: ${chain!.again}`]),
        ]);
      assert.equal(expected.length, 5);
      assert.deepEqual(shown.sort(), expected.sort());
      const firsts = trials.filter(({ condition, trialIndex }) => condition === id && trialIndex < 5);
      const control = trials.find(({ condition, target }) => condition === 'as it stands' && target === 'openai:a')!;
      assert.equal(firsts.find(({ target }) => target === 'openai:a')!.sha256, control.sha256);
    });
  });

  it('sends no fresh runs where nothing is better, and does not take five answers of a call for more', async () => {
    await withServers(answering(NOTHING_WORKS), async (servers) => {
      const out = outFile(cli, 'nothing.probe.json');
      const args = ['--yes', '--rewrites', 'verbalized-sampling,second-idea', '--out', out];
      const { code, err } = await cli.run(rewriteOf(servers, 30, ...args));
      assert.equal(code, 0, err);
      const { rewrites } = saved(out).report;
      assert.equal(requestsOf(servers), 3 * 3 * 30);
      assert.ok(['none-helps', 'undecided'].includes(rewrites!.verdict), rewrites!.verdict);
      assert.equal(rewrites!.best, null);
      assert.equal(rewrites!.fresh, null);
      const { gain } = rowOf(rewrites!.rows, 'verbalized-sampling');
      assert.ok(gain!.interval![0] < 1 && gain!.interval![1] > 1, JSON.stringify(gain));
    });
  });

  it('tries rewrites of one’s own, and refuses what it cannot send before it sends anything', async () => {
    await withServers(answering({ persona: 30 }), async (servers) => {
      const out = outFile(cli, 'own.probe.json');
      const own = ['--rewrite', 'Answer as a poet would. {prompt}', '--out', out];
      const { code, err } = await cli.run(rewriteOf(servers, 15, '--yes', ...own));
      assert.equal(code, 0, err);
      const { run, report } = saved(out);
      assert.equal(run.conditions[1]!.prompt, `Answer as a poet would. ${PROMPT}`);
      assert.equal(report.rewrites!.best, 'own 1');
      const before = requestsOf(servers);
      const recorded = ['rewrite', '--prompt', PROMPT, '--target', `recorded:${out}`];
      assert.equal((await cli.run(recorded)).code, 2);
      assert.equal((await cli.run(rewriteOf(servers, 15, '--rewrites', 'no-such'))).code, 2);
      assert.equal((await cli.run(rewriteOf(servers, 2))).code, 2);
      assert.equal(requestsOf(servers), before);
      assert.ok(readdirSync(cli.folder).length > 0);
    });
  });
});
