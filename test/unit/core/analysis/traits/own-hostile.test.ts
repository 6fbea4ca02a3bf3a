import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { usableTraits } from '../../../../../src/core/pages/custom.ts';
import { TraitReader } from '../../../../../src/core/pages/output-traits.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { UsageError } from '../../../../../src/core/model/usage-error.ts';
import { runOf } from '../run-of.ts';

const page = `<!doctype html><body>${'<p class="a">x</p>'.repeat(5_000)}${'<div>'.repeat(200)}`;

describe('selectors of a probe file', () => {
  const hostile = [
    ...['* '.repeat(400), '* ~ '.repeat(200), '* + '.repeat(200), ':has(* *):has(* * *) z', ':has(~ * ~ * z)'],
    ...[':is(*, * *, * * *) :is(*, * *) :is(* > *, *) z', ':contains("y")', 'p:nth-last-child(2n+1) ~ p ~ p ~ z'],
    ...[':not('.repeat(9) + 'z' + ')'.repeat(9), ':has(:has(:has(:has(z))))', '[class*="b"] ~ [class*="b"]'],
  ].map((selector) => (/[*~+>] ?$/.test(selector.trimEnd()) ? `${selector.replace(/[~+>*\s]+$/, '')} * z` : selector));
  it('end on a page that is large', () => {
    for (const selector of hostile) {
      const { traits } = usableTraits([{ name: 'mine', selector }]);
      const before = process.cpuUsage();
      const found = new TraitReader(traits).read(page);
      const { user, system } = process.cpuUsage(before);
      assert.ok(found !== null);
      assert.ok(user + system < 5_000_000, selector);
    }
  });

  it('are refused in one sentence when they are too long or too deep', () => {
    for (const selector of [
      ':not('.repeat(3_000),
      'a'.repeat(100_000),
      `${':has('.repeat(50)}a${')'.repeat(50)}`,
      '[',
    ]) {
      assert.throws(
        () => usableTraits([{ name: 'mine', selector }]),
        (error) =>
          error instanceof UsageError && /^The selector of the trait “mine”, [^\n]{1,200}\.$/.test(error.message),
      );
    }
  });
});

describe('a saved run with wishes that this version does not take', () => {
  const run = runOf('Pick a random colour, only return the colour', { one: ['Red', 'Blue'] });
  const traits = [
    { name: 'seen', selector: 'p' },
    { name: 'back', pattern: '(a)\\1' },
  ];
  const record = { ...run, run: { ...run.run, reading: { extractor: 'regex:(?=a)b', traits } } };

  it('is read with the extractor that is chosen for it, and says so', () => {
    const { extractor, extractorReason } = summarize(record, DEFAULT_ANALYSIS);
    assert.equal(extractor, 'whole');
    assert.match(
      extractorReason ?? '',
      /^The extractor of this run is not used: "\(\?=a\)b" looks ahead.* The prompt asks/,
    );
  });

  it('is read without the trait, and says so', () => {
    const { insight } = summarize(record, DEFAULT_ANALYSIS);
    assert.ok(insight.details.some((detail) => /^The pattern of the trait “back”.*refers back/.test(detail)));
  });
});
