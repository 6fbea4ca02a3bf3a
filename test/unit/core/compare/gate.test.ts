import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { compareRuns, type Change, type Comparison } from '../../../../src/core/compare/comparison.ts';
import { gateOf, type GateRule } from '../../../../src/core/compare/gate.ts';
import { gateSentence } from '../../../../src/core/compare/sentences.ts';
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
const outcome = (comparison: Comparison, rule: GateRule) => gateOf([{ name: 'x', comparison }], rule).outcome;

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
    const among = gateOf(
      [barely, ...Array.from({ length: 9 }, () => with_(STEADY))].map((comparison, at) => ({
        name: `${at}`,
        comparison,
      })),
      MANY,
    );
    assert.equal(among.outcome, 'undecided');
    assert.ok(among.prompts[0]!.pHolm! > 0.05);
    const prompts = [with_(HALVED), with_(UNSURE)].map((comparison) => ({ name: 'x', comparison }));
    assert.equal(gateOf(prompts, MANY).outcome, 'fail');
  });

  it('never both passes and fails, whatever the figures', () => {
    const p = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const ratio = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(p, p, ratio, ratio, ratio, fc.constantFrom(MANY, ONE, UNCHANGED), (one, other, a, b, c, rule) => {
        const [low, middle, high] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const figures = { effectiveP: one, distributionP: other, ratio: middle, ratioInterval: [low, high] } as const;
        const { prompts } = gateOf([{ name: 'x', comparison: with_(figures) }], rule);
        const [{ outcome: found }] = prompts as [(typeof prompts)[0]];
        if (found === 'fail') assert.ok(Math.min(one ?? 1, other ?? 1) < 0.1);
        if (found === 'pass' && rule !== UNCHANGED) {
          assert.ok(rule.want === 'many' ? low > 1 / rule.leastFactor : high < rule.leastFactor);
        }
        assert.ok(gateSentence(prompts[0]!, rule).endsWith('.'));
      }),
    );
  });

  it('is written as XML and as Markdown in which names stay text', () => {
    const gate = gateOf(
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
