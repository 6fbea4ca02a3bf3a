import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { compareRuns, type Change, type Comparison } from '../../../../src/core/compare/comparison.ts';
import { foundBounds, testBound, type FoundBound } from '../../../../src/core/compare/bounds.ts';
import { combineRuns } from '../../../../src/core/compare/combine-runs.ts';
import { gateOf, type Gate, type GatedPrompt, type GateRule } from '../../../../src/core/compare/gate.ts';
import { gateSentences } from '../../../../src/core/compare/sentences.ts';
import { gateJunit } from '../../../../src/core/export/gate-junit.ts';
import { gateMarkdown } from '../../../../src/core/export/gate-markdown.ts';
import { runOf, times } from '../analysis/run-of.ts';

const MANY: GateRule = { want: 'many', leastFactor: 1.5 };
const ONE: GateRule = { want: 'one', leastFactor: 1.5 };
const UNCHANGED: GateRule = { want: 'unchanged', leastFactor: 1.5 };

const same = compareRuns(
  runOf('Name a fruit', { a: times('Fig', 4) }),
  runOf('Name a fruit', { a: times('Fig', 4) }),
  DEFAULT_ANALYSIS,
);
/** A comparison with these figures. */
const with_ = (all: Partial<Change>, verdict: Comparison['verdict'] = 'undecided'): Comparison => ({
  ...same,
  verdict,
  runsToDecide: null,
  all: { ...same.all, effectiveBefore: 8, effectiveAfter: 4, ...all },
});
/** A gate of prompts with one rule and no bounds. */
const gateBy = (prompts: readonly Pick<GatedPrompt, 'name' | 'comparison'>[], rule: GateRule): Gate =>
  gateOf(prompts.map((prompt) => ({ ...prompt, rule, bounds: [] })));
const outcome = (comparison: Comparison, rule: GateRule) => gateBy([{ name: 'x', comparison }], rule).outcome;

const HALVED = { ratio: 0.5, ratioInterval: [0.4, 0.62], effectiveP: 0.001, distributionP: 0.001 } as const;
const STEADY = { ratio: 1, ratioInterval: [0.9, 1.1], effectiveP: 0.9, distributionP: 0.7 } as const;
const UNSURE = { ratio: 0.9, ratioInterval: [0.4, 2.1], effectiveP: 0.6, distributionP: 0.5 } as const;

describe('a gate', () => {
  it('has a direction', () => {
    assert.equal(outcome(with_(HALVED), MANY), 'fail');
    assert.equal(outcome(with_(HALVED), ONE), 'pass');
    assert.equal(outcome(with_(HALVED, 'less-varied'), UNCHANGED), 'fail');
  });

  it('passes only what rules out a change that matters', () => {
    assert.deepEqual(
      [MANY, ONE].map((rule) => outcome(with_(STEADY), rule)),
      ['pass', 'pass'],
    );
    assert.equal(outcome(with_(STEADY, 'unchanged'), UNCHANGED), 'pass');
    assert.deepEqual(
      [MANY, ONE, UNCHANGED].map((rule) => outcome(with_(UNSURE), rule)),
      times('undecided', 3),
    );
    assert.equal(outcome(with_({ ...UNSURE, ratio: null, ratioInterval: null, effectiveP: null }), MANY), 'undecided');
  });

  it('does not fail for a change that is certain and too small to matter', () => {
    const small = { ratio: 0.9, ratioInterval: [0.85, 0.95], effectiveP: 0.001, distributionP: 0.001 } as const;
    assert.equal(outcome(with_(small), MANY), 'pass');
    assert.equal(outcome(with_({ ...small, ratioInterval: [0.6, 0.99] }), MANY), 'undecided');
  });

  it('corrects over its prompts, fails with the first and passes when all do', () => {
    const barely = with_({ ...HALVED, effectiveP: 0.06 });
    assert.equal(outcome(barely, MANY), 'fail');
    const among = gateBy(
      [barely, ...Array.from({ length: 9 }, () => with_(STEADY))].map((comparison, at) => ({
        name: `${at}`,
        comparison,
      })),
      MANY,
    );
    assert.equal(among.outcome, 'undecided');
    assert.ok(among.prompts[0]!.pHolm! > 0.05);
    const prompts = [with_(HALVED), with_(UNSURE)].map((comparison) => ({ name: 'x', comparison }));
    assert.equal(gateBy(prompts, MANY).outcome, 'fail');
  });

  it('never both passes and fails, whatever the figures', () => {
    const p = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const ratio = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(p, p, ratio, ratio, ratio, fc.constantFrom(MANY, ONE, UNCHANGED), (one, other, a, b, c, rule) => {
        const [low, middle, high] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const figures = { effectiveP: one, distributionP: other, ratio: middle, ratioInterval: [low, high] } as const;
        const { prompts } = gateBy([{ name: 'x', comparison: with_(figures) }], rule);
        const [{ outcome: found }] = prompts as [(typeof prompts)[0]];
        if (found === 'fail') assert.ok(Math.min(one ?? 1, other ?? 1) < 0.1);
        if (found === 'pass' && rule !== UNCHANGED) {
          assert.ok(rule.want === 'many' ? low > 1 / rule.leastFactor : high < rule.leastFactor);
        }
        assert.ok(gateSentences(prompts[0]!).every((sentence) => sentence.endsWith('.')));
      }),
    );
  });

  it('is written as XML and as Markdown in which names stay text', () => {
    const gate = gateBy(
      [
        { name: 'a"<b>&\u0000\ud800.json', comparison: with_(HALVED) },
        { name: '| <img src=x> [y](http://z) |', comparison: with_(UNSURE) },
      ],
      MANY,
    );
    const xml = gateJunit(gate);
    assert.match(xml, /tests="2" failures="1" skipped="1"/);
    assert.ok(xml.includes('name="a&quot;&lt;b&gt;&amp;\ufffd\ufffd.json"><failure message="'));
    const markdown = gateMarkdown(gate);
    assert.equal(markdown.split('\n').filter((line) => line.startsWith('| ')).length, 4);
    assert.doesNotMatch(markdown, /(?<!\\)<img/);
  });
});

describe('bounds of shares', () => {
  const bound = (shares: Partial<FoundBound>, count: number, n = 150): FoundBound => ({
    ...shares,
    ...{ count, n, interval: [0, 1] },
    ...testBound(shares, count, n),
  });
  const gate = (...bounds: readonly FoundBound[]): Gate =>
    gateOf([{ name: 'x', comparison: with_(STEADY), rule: MANY, bounds }]);
  const outcomes = (...bounds: readonly FoundBound[]) => gate(...bounds).prompts[0]!.bounds.map((one) => one.outcome);

  it('fail where a share is certainly beyond, pass where that is ruled out, and are undecided between', () => {
    const most = { answer: 'X', atMost: 0.2 };
    assert.deepEqual(outcomes(bound(most, 60), bound(most, 10), bound(most, 31)), ['fail', 'pass', 'undecided']);
    const least = { atLeast: 0.95 };
    assert.deepEqual(outcomes(bound(least, 120), bound(least, 150), bound(least, 143)), ['fail', 'pass', 'undecided']);
    assert.deepEqual(outcomes(bound({ atLeast: 0.4, atMost: 0.6 }, 75)), ['pass']);
    assert.deepEqual(outcomes(bound({ atMost: 0 }, 1), bound({ atLeast: 1 }, 149), bound(most, 0, 0)), [
      ...['fail', 'fail', 'undecided'],
    ]);
    assert.deepEqual([gate(bound(most, 60)).outcome, gate(bound(most, 10)).outcome], ['fail', 'pass']);
  });

  it('are exact, and share the error rate of the gate', () => {
    // P(X >= 5) of 5 with a chance of 1/2.
    assert.ok(Math.abs(testBound({ atMost: 0.5 }, 5, 5).p! - 1 / 32) < 1e-12);
    assert.ok(Math.abs(testBound({ atLeast: 0.5 }, 0, 5).p! - 1 / 32) < 1e-12);
    const barely = bound({ atMost: 0.5 }, 5, 5);
    assert.deepEqual(outcomes(barely), ['undecided'], 'two tests with that of the change');
    const [alone] = gateOf([
      { name: 'x', comparison: with_({ ...STEADY, ratio: null, effectiveP: null }), rule: MANY, bounds: [barely] },
    ]).prompts;
    assert.equal(alone!.bounds[0]!.outcome, 'fail');
    assert.equal(gate(...Array.from({ length: 20 }, () => barely)).outcome, 'undecided');
  });

  it('fail a run at the bound in at most 5% of cases, whatever the bound', () => {
    for (const share of [0.05, 0.2, 0.5, 0.95]) {
      for (const n of [5, 30, 150]) {
        let failing = 0;
        let weight = 1;
        const chances = Array.from({ length: n + 1 }, (_, k) => {
          if (k > 0) weight *= ((n - k + 1) / k) * (share / (1 - share));
          return weight;
        });
        const all = chances.reduce((sum, chance) => sum + chance, 0);
        chances.forEach((chance, k) => {
          if (testBound({ atMost: share }, k, n).p! < 0.05) failing += chance / all;
        });
        assert.ok(failing <= 0.05 + 1e-9, `${share} of ${n}: ${failing}`);
      }
    }
  });

  it('count the outputs of the later run, in any wording of the answer', () => {
    const one = runOf('Name a fruit', { a: times('Fig', 10), b: times('Kiwi', 10) });
    const other = runOf('Name a fruit', {
      a: [...times('Mango', 6), ...times('mango!', 2), 'Fig', 'Kiwi'],
      b: times('Kiwi', 10),
    });
    const { record } = combineRuns(one, other);
    const report = summarize(record, DEFAULT_ANALYSIS);
    const [mango, kiwi, none, parsed] = foundBounds(report, [
      ...[
        { answer: 'MANGO', atMost: 0.2 },
        { answer: 'Kiwi', atMost: 0.6 },
        { answer: 'Plum', atMost: 0.1 },
      ],
      { atLeast: 0.9 },
    ]);
    assert.deepEqual([mango!.count, kiwi!.count, none!.count, parsed!.count, parsed!.n], [8, 11, 0, 20, 20]);
  });

  it('are told in sentences, in text, XML and Markdown', () => {
    const found = gate(bound({ answer: '<b>x</b>', atMost: 0.2 }, 60));
    const said = gateSentences(found.prompts[0]!);
    assert.equal(said.length, 2);
    assert.match(said[1]!, /<b>x<\/b>.*40%.*150.*at most 20%.*fail/);
    assert.match(gateJunit(found), /failures="1".*&lt;b&gt;x/s);
    assert.doesNotMatch(gateMarkdown(found), /(?<!\\)<b>/);
  });
});
