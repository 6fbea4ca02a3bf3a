import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { BATCH, HOSTILE_BATCHES, recordingOf } from '../support/hostile/batches.ts';
import { HOSTILE_OUTPUTS } from '../support/hostile/outputs.ts';
import { buildCli, type BuiltCli } from './cli-process.ts';
import { outFile, saved } from './cli-runs.ts';

/** Runs of outputs that were made to hurt: each ends, is saved to the letter, and is shown. */

/** An idle machine takes less than 10 s; one that is busy with other tests must not fail here. */
const LONGEST_MS = 90_000;
/** What could drive a terminal. */
const DRIVING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

describe('three models with fifty hostile answers each', () => {
  let cli: BuiltCli;
  before(async () => {
    cli = await buildCli();
  });
  after(() => {
    cli.remove();
  });

  it('cover more than 500 kinds', () => {
    const kinds = new Set(HOSTILE_BATCHES.flatMap(({ outputs }) => outputs.map(({ name }) => name)));
    assert.equal(kinds.size, HOSTILE_OUTPUTS.length);
    assert.equal(new Set(HOSTILE_OUTPUTS.map(({ make }) => make())).size, kinds.size, 'two kinds are the same text');
    assert.ok(kinds.size >= 500);
  });

  HOSTILE_BATCHES.forEach((batch, index) => {
    it(`end, are saved and are shown: ${batch.prompt}`, { timeout: 2 * LONGEST_MS }, async () => {
      const [recording, file] = [outFile(cli, `b${index}.jsonl`), outFile(cli, `b${index}.probe.json`)];
      writeFileSync(recording, recordingOf(batch));
      const targets = BATCH.targets.flatMap((target) => ['--target', `recorded:${recording}#${target}`]);
      const begun = performance.now();
      const { code, out, err } = await cli.run([
        ...['run', '--prompt', batch.prompt, ...targets, '--runs', String(BATCH.runs), '--out', file],
      ]);
      const took = performance.now() - begun;
      assert.equal(code, 0, err.slice(-500));
      assert.ok(took < LONGEST_MS, `${Math.round(took)} ms`);
      assert.equal(DRIVING.exec(out)?.[0], undefined);
      assert.match(out, /3 models × 50 runs/);
      const { trials, report } = saved(file);
      assert.equal(trials.length, batch.outputs.length);
      assert.equal(report.counts.trials, batch.outputs.length);
      const place = new Map(BATCH.targets.map((target, at) => [target, at]));
      for (const { target, trialIndex, text } of trials) {
        const column = [...place].find(([name]) => target.endsWith(`#${name}`))?.[1] ?? 0;
        const output = batch.outputs[trialIndex * BATCH.targets.length + column]!;
        assert.ok(text === output.make(), `${output.name} was changed`);
      }
      // Some of them hold a megabyte.
      for (const one of [recording, file]) rmSync(one);
    });
  });
});
