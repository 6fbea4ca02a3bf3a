import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInvocation } from '../../../../src/cli/arguments/invocation.ts';
import { reportTable } from '../../../../src/cli/report/report-table.ts';
import { styleFor } from '../../../../src/cli/terminal/style.ts';
import { median } from '../../../../src/core/statistics/median.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { readDesign } from '../../../../src/core/design/read-design.ts';
import { domainOf } from '../../../../src/core/extraction/domain.ts';
import { domainOfPrompt } from '../../../../src/core/extraction/registry.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { sampleRecord } from '../../cli/report/sample.ts';

const LONG = `1${'0'.repeat(308)}`;
const NO_ENDS: readonly (readonly [unknown, unknown])[] = [
  ...([
    [-1e308, 1e308],
    [0, 1e300],
    [0, Infinity],
    [-Infinity, 0],
    [NaN, 1],
    [0, NaN],
    [5, 5],
    [2, 1],
  ] as const),
  ...([
    [-0, 0],
    [0, 2 ** 53],
    [null, 1],
    ['0', '9'],
  ] as const),
];

describe('the ends of a domain', () => {
  it('are two numbers that can be told apart and counted between', () => {
    for (const [low, high] of NO_ENDS) assert.equal(domainOf(low, high), null, `${String(low)}..${String(high)}`);
    for (const ends of [
      [1, 100],
      [-0.5, 0.5],
      [0, Number.MAX_SAFE_INTEGER],
      [-Number.MAX_SAFE_INTEGER, 0],
    ] as const)
      assert.deepEqual(domainOf(ends[0], ends[1]), ends);
  });

  it('are refused with one sentence on the command line and in a probe file, and not read off a prompt', () => {
    for (const text of [
      '-1e308..1e308',
      `-${LONG}..${LONG}`,
      `0..${LONG}0`,
      '100..1',
      '1..1',
      'NaN..1',
      '0..Infinity',
    ]) {
      assert.throws(
        () => parseInvocation(['analyze', 'x.jsonl', `--domain=${text}`]),
        (error) => error instanceof UsageError && error.message.length < 300,
      );
    }
    for (const text of ['[-1e308, 1e308]', `0..${LONG}`, '[0, .inf]', '[.nan, 1]', '[2, 1]', '[1, 1]']) {
      const { design, problems } = readDesign(`prompt: Pick a number\ndomain: ${text}\ntargets: [simulated:varied]\n`);
      assert.equal(design, null, text);
      assert.equal(problems.length, 1, text);
    }
    assert.equal(domainOfPrompt(`Pick a random number between -${LONG} and ${LONG}.`), null);
    assert.deepEqual(domainOfPrompt('Pick a random number between 1 and 100.'), [1, 100]);
  });

  it('make no difference to a report when they are none, wherever they come from', () => {
    const plain = sampleRecord();
    const without = summarize(plain, { ...DEFAULT_ANALYSIS, extractor: 'number', domain: null });
    for (const [low, high] of NO_ENDS) {
      const domain = [low, high] as unknown as [number, number];
      const record = { ...plain, run: { ...plain.run, reading: { domain } } };
      const report = summarize(record, { ...DEFAULT_ANALYSIS, extractor: 'number' });
      assert.deepEqual(report, without);
      assert.doesNotMatch(reportTable(report, record, { columns: 100, style: styleFor(false, {}) }), /NaN|Infinity/);
    }
  });
});

describe('a median of great numbers', () => {
  it('lies between them', () => {
    assert.equal(median([1e308, 1.5e308]), 1.25e308);
    assert.equal(median([1, 2]), 1.5);
  });
});
