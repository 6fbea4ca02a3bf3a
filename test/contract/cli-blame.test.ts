import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { withoutFreshRuns } from '../../src/core/design/screening.ts';
import type { RecordedRequest } from '../support/servers/recorder.ts';
import { buildCli, type BuiltCli } from './cli-process.ts';
import { outFile, requestsOf, saved, urls, withServers } from './cli-runs.ts';

/** `blame` against servers whose answer hangs on one sentence of the prompt. */

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

const PLANTED = 'You love the tropics.';
const RULES = [
  'Be brief.',
  'Be kind.',
  'Use English.',
  'Never mention apples.',
  'Think first.',
  'Have fun.',
  'Thanks.',
];
const PROMPT = `${PLANTED} Name a fruit.\n${RULES.join(' ')}`;

/** Mango with the sentence; without it another fruit each time. */
function answer(_wire: unknown, _model: string, index: number, { body }: RecordedRequest): string {
  return JSON.stringify(body).includes(PLANTED) ? 'Mango' : ['Pear', 'Fig', 'Plum'][index % 3]!;
}

const blame = (...more: readonly string[]) => ['blame', '--prompt', PROMPT, ...more];

describe('blame', () => {
  it('names the sentence that makes the answer, with the calls that it has said before', async () => {
    await withServers({ answer }, async (servers) => {
      const out = outFile(cli, 'blame.probe.json');
      const models = ['--target', 'openai:a', '--target', 'google:b'];
      const { code, err, out: printed } = await cli.run(blame(...models, ...urls(servers), '--yes', '--out', out));
      assert.equal(code, 0, err);
      const { run, report, trials } = saved(out);
      // Of each model 6 for the answer, 12 rows twice, three prompts 20 times.
      assert.equal(trials.length, 2 * (6 + 24 + 60));
      assert.equal(requestsOf(servers), trials.length);
      assert.match(err, new RegExp(`\\b${trials.length} calls\\b`));
      const screening = report.screening!;
      const confirmed = screening.parts.filter(({ fresh }) => fresh?.[0]?.verdict === 'differ');
      assert.deepEqual(
        confirmed.map(({ text }) => text),
        [PLANTED],
      );
      assert.equal(confirmed[0]!.fresh![0]!.difference, 1);
      assert.ok(screening.parts.every(({ text }) => text !== 'Name a fruit.'));
      assert.equal(run.screening!.fresh!.length, 3);
      assert.ok(run.conditions.every(({ prompt }) => prompt.includes('Name a fruit.')));
      assert.equal(new Set(run.conditions.map(({ prompt }) => prompt)).size, 11 + 1 + 2);
      assert.ok(printed.includes(PLANTED));
      // How much the answers to many versions of a prompt agree is no fact about any of them.
      assert.match(printed, /^Answers +\d+ different(?!.*agree)/m);
      const again = await cli.run(['analyze', out]);
      assert.equal(again.out, printed);
    });
  });

  it('is resumed with the fresh runs that are missing', async () => {
    await withServers({ answer }, async (servers) => {
      const out = outFile(cli, 'cut.probe.json');
      await cli.run(blame('--target', 'openai:a', ...urls(servers), '--yes', '--out', out));
      const whole = saved(out);
      const { fresh: _, ...screening } = whole.run.screening!;
      const run = withoutFreshRuns({ ...whole.run, screening });
      const ids = new Set(run.conditions.map(({ id }) => id));
      const trials = whole.trials.filter(({ condition }) => ids.has(condition));
      writeFileSync(out, JSON.stringify({ schemaVersion: 1, run, trials, edits: [] }));
      const before = requestsOf(servers);
      const { code, err } = await cli.run(['resume', out, ...urls(servers), '--yes']);
      assert.equal(code, 0, err);
      assert.equal(requestsOf(servers) - before, 60);
      assert.deepEqual(saved(out).report.screening, whole.report.screening);
    });
  });

  it('is refused where nothing can be left out, and for recordings', async () => {
    await withServers({ answer }, async (servers) => {
      const one = ['blame', '--prompt', 'Name a fruit.', '--target', 'openai:a', ...urls(servers)];
      assert.equal((await cli.run(one)).code, 2);
      const recorded = blame('--target', 'recorded:media/recordings/fruits.probe.json');
      assert.equal((await cli.run(recorded)).code, 2);
      const kept = ['Be', 'Use', 'Never', 'Think', 'Have', 'Thanks', 'tropics'].flatMap((text) => ['--keep', text]);
      assert.equal((await cli.run(blame('--target', 'openai:a', ...urls(servers), ...kept))).code, 2);
      assert.equal(requestsOf(servers), 0);
    });
  });
});
