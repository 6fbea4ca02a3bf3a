import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { buildProbeFile, parseProbeFile } from '../../../../src/core/run-file/run-file.ts';
import { runOf } from './run-of.ts';

const tossed = (prompt: string, ...byModel: readonly (readonly [heads: number, tails: number])[]) =>
  runOf(
    prompt,
    Object.fromEntries(
      byModel.map(([heads, tails], index) => [
        'abc'[index]!,
        [...Array<string>(heads).fill('heads'), ...Array<string>(tails).fill('tails')],
      ]),
    ),
  );
const COIN = 'Pick heads or tails at random';

describe('the favourite of a fair pick', () => {
  it('is an option that a fair draw hardly ever gives so often', () => {
    const { favourite } = summarize(tossed(COIN, [130, 70]), DEFAULT_ANALYSIS);
    assert.deepEqual(
      [favourite?.answer, favourite?.count, favourite?.n, favourite?.expected],
      ['heads', 130, 200, 0.5],
    );
    // The sum of C(200, k) for k = 130 ... 200 over 2^199, in whole numbers: 2 P(X >= 130) for 200 fair tosses.
    assert.ok(Math.abs(favourite!.pHolm - 2.6528755595268476e-5) < 1e-15, String(favourite!.pHolm));
  });

  it('is none where a fair draw gives as much, nor where no random pick was asked for', () => {
    assert.equal(summarize(tossed(COIN, [103, 97]), DEFAULT_ANALYSIS).favourite, undefined);
    assert.equal(summarize(tossed('Do you prefer heads or tails?', [130, 70]), DEFAULT_ANALYSIS).favourite, undefined);
    const numbers = summarize(
      runOf('Pick a random number from 1 to 6', { a: [...Array<string>(40).fill('4'), '1', '2'] }),
      DEFAULT_ANALYSIS,
    );
    assert.equal(numbers.favourite, undefined);
    assert.equal(numbers.numbers?.pooled.spikes[0]?.value, 4);
  });

  it('is that of all models, corrected with everything else that the report says, and is kept in files', () => {
    const record = tossed(COIN, [40, 10], [35, 15], [25, 25]);
    const report = summarize(record, DEFAULT_ANALYSIS);
    assert.equal(report.favourite?.count, 100);
    assert.deepEqual(
      parseProbeFile(JSON.stringify(buildProbeFile(record, report))).report?.favourite,
      report.favourite,
    );
  });
});
