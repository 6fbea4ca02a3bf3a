import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { compareRuns } from '../../../../src/core/compare/comparison.ts';
import { driftOf } from '../../../../src/core/compare/drift.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { runOf, times } from '../analysis/run-of.ts';

const PROMPT = 'Name a fruit';
const fruits = [...times('Mango', 30), ...times('Fig', 30), ...times('Kiwi', 40)];
const without = [...times('Plum', 30), ...times('Fig', 30), ...times('Kiwi', 40)];
const steps = (...runs: readonly RunRecord[]) =>
  driftOf(runs.slice(1).map((run, at) => ({ comparison: compareRuns(runs[at]!, run, DEFAULT_ANALYSIS) })));
const run = (answers: readonly string[]): RunRecord => runOf(PROMPT, { a: answers });

describe('a timeline', () => {
  it('says when an answer was given no longer, and which one came', () => {
    const [before, then, after] = steps(run(fruits), run(fruits), run(without), run(without));
    for (const step of [before!, after!]) {
      assert.ok(step.verdict === 'unchanged' || step.verdict === 'undecided', step.sentence);
      assert.doesNotMatch(step.sentence, /Mango/);
    }
    assert.equal(then!.verdict, 'other-answers');
    assert.match(then!.sentence, /no longer “Mango” \(30% to 0%\)/);
    assert.match(then!.sentence, /now “Plum” \(0% to 30%\)/);
  });

  it('says that the answers became more varied', () => {
    const [step] = steps(run(times('Mango', 60)), run(Array.from({ length: 60 }, (_, at) => `fruit ${at % 12}`)));
    assert.equal(step!.verdict, 'more-varied');
    assert.match(step!.sentence, /effective answers rose from 1\.0 to 1\d/);
  });

  it('corrects over its steps, so that a long one without a change names none', () => {
    const barely = compareRuns(run(fruits), run(without), DEFAULT_ANALYSIS);
    const at = (p: number, count: number) =>
      driftOf(
        Array.from({ length: count }, (_, index) => ({
          comparison: { ...barely, all: { ...barely.all, effectiveP: null, distributionP: index === 0 ? p : 0.9 } },
        })),
      )[0]!;
    assert.equal(at(0.02, 1).verdict, 'other-answers');
    assert.equal(at(0.02, 10).verdict, 'undecided');
  });

  it('says that a model is gone, which is no change, and why two runs cannot be compared', () => {
    const one = runOf(PROMPT, { a: fruits, b: fruits });
    const gone: RunRecord = {
      ...one,
      trials: one.trials.map((trial) =>
        trial.target === one.run.targets[1]!.id
          ? {
              ...trial,
              ...{ outcome: 'failed', text: '' },
              error: { reason: 'not-found', message: 'no such model', status: 404 },
            }
          : trial,
      ) as RunRecord['trials'],
    };
    const [step] = steps(one, gone);
    assert.match(step!.sentence, /b is gone\.$/);
    assert.notEqual(step!.verdict, 'other-answers');
    assert.deepEqual(driftOf([{ problem: 'No model in common.' }]), [
      { verdict: null, pHolm: null, sentence: 'No model in common.' },
    ]);
  });
});
