import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { stringify } from 'yaml';
import { secondBatch } from '../support/pages/batches.ts';
import type { RecordedRequest } from '../support/servers/recorder.ts';
import { buildCli, type BuiltCli } from './cli-process.ts';
import { outFile, saved, urls, withServers } from './cli-runs.ts';

/** The article's sequel as a probe file: 3 models, 5 conditions, 50 pages each, answered by servers of the test. */

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

const TARGETS = { anthropic: 'opus-4-6', openai: 'gpt-5-2', google: 'gemini-3-pro' } as const;

/** Hands out the planted pages of a model and a condition, each once. */
function planted(): (model: string, request: RecordedRequest) => string {
  const { run, trials } = secondBatch();
  const left = new Map<string, string[]>();
  for (const { target, condition, text } of trials) {
    const cell = `${target.replace('test:', '')} ${condition}`;
    left.set(cell, [...(left.get(cell) ?? []), text]);
  }
  return (model, { body }) => {
    const sent = JSON.stringify(body);
    const condition = run.conditions.find(({ prompt }) => sent.includes(JSON.stringify(prompt)))!;
    const page = left.get(`${model} ${condition.id}`)!.pop();
    assert.ok(page !== undefined, 'a cell asks for more pages than were planted');
    return page;
  };
}

function design(): string {
  const { run } = secondBatch();
  return stringify({
    prompt: run.conditions[0]!.prompt,
    conditions: Object.fromEntries(run.conditions.map(({ id, prompt }) => [id, { prompt }])),
    targets: Object.entries(TARGETS).map(([provider, model]) => `${provider}:${model}`),
    runs: 50,
    traits: [{ name: 'headings', selector: 'h1' }],
  });
}

describe('an experiment of 750 pages in a probe file', () => {
  it('gives back the planted rates, marks what differs and refuses what does not', async () => {
    const page = planted();
    await withServers({ answer: (_wire, model, _index, request) => page(model, request) }, async (servers) => {
      const file = outFile(cli, 'build-something.probe.yaml');
      writeFileSync(file, design());
      const out = outFile(cli, 'build-something.probe.json');
      const { code, err, out: printed } = await cli.run(['run', file, ...urls(servers), '--out', out]);
      assert.equal(code, 0, err);
      const { run, report, trials } = saved(out);
      assert.deepEqual([run.trialsPerCell, run.conditions.length, run.targets.length, trials.length], [50, 5, 3, 750]);
      assert.equal(new Set(trials.map(({ sha256 }) => sha256)).size, 15, 'what a cell sent is the same, and its own');
      const trait = (id: string) =>
        report.conditions!.tables.find(({ kind }) => kind === 'trait')!.features.find((feature) => feature.id === id)!;
      const pooled = (id: string) =>
        trait(id).cells.flatMap(({ target, count, n }) => (target === null ? [`${count}/${n}`] : []));
      assert.deepEqual([pooled('canvas-2d')[0], pooled('canvas-2d')[2]], ['76/150', '2/150']);
      assert.deepEqual([pooled('svg')[0], pooled('svg')[2]], ['0/150', '101/150']);
      const differs = trait('canvas-2d').differences.flatMap(({ target, to, verdict }) =>
        target === null && verdict === 'differ' ? [to] : [],
      );
      assert.deepEqual(differs, ['anti-default']);
      assert.match(
        report.insight.headline,
        /^Conditions differ\. “anti-default” moves the medium: Canvas 2D falls from 51% to 1% \(−49 points/,
      );
      assert.ok(
        report.insight.details.some((one) =>
          /“Tidal Memory” 14 → 19 of 50 with “expanded” \(opus-4-6\) does not go beyond chance \(p = 0\.395\)/.test(
            one,
          ),
        ),
        report.insight.details.join('\n'),
      );
      assert.ok(
        report.traits!.some(({ label }) => label.includes('headings')),
        'the file’s own trait is looked for',
      );
      assert.match(printed, /3 models × 5 conditions × 50 runs/);
      assert.match(printed, /Canvas 2D +51% .* 1% ●/);
    });
  });
});
