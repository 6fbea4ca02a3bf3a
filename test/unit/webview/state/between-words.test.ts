import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  effectiveModelsOf,
  intervalText,
  methodsOf,
  modelSentences,
  pairFigure,
  pairOf,
  verdictWords,
} from '../../../../webview/state/between-words.ts';
import { between, cellOf, pair } from '../between-fixture.ts';
import { reportOf, runOf } from '../screen-fixture.ts';

test('a verdict is said in words', () => {
  assert.equal(verdictWords(pair('a', 'b')), 'differ');
  assert.equal(verdictWords(pair('a', 'b', { verdict: 'undecided' })), 'undecided: too few runs');
  const alike = pair('a', 'b', { verdict: 'alike', overlap: 0.93, overlapLower: 0.8412 });
  assert.equal(verdictWords(alike), 'alike: share 93%, at least 84%');
  assert.match(verdictWords(pair('a', 'b', { verdict: null })), /one has no answers/);
});

test('a pair is found whichever model is named first', () => {
  const found = between({ pairs: [pair('a', 'b'), pair('a', 'c', { overlap: 0.2 })] });
  assert.equal(pairOf(found, 'c', 'a')?.overlap, 0.2);
  assert.equal(pairOf(found, 'b', 'c'), undefined);
});

test('the figures of a pair and how its p was found', () => {
  const one = pair('a', 'b');
  assert.deepEqual(
    (['divergence', 'overlap', 'same-answer'] as const).map((figure) => pairFigure(one, figure)),
    ['0.96', '2%', '< 1%'],
  );
  assert.equal(methodsOf([one, one, pair('a', 'c', { method: 'exact' })]), 'permutation test or exact test');
  assert.equal(methodsOf([pair('a', 'b', { method: null })]), '');
});

test('effective models have as many decimals as it takes to see them outside of the band', () => {
  assert.deepEqual(
    [effectiveModelsOf(between())?.valueText, effectiveModelsOf(between())?.bandText],
    ['1.8', '1.1–1.2'],
  );
  const close = effectiveModelsOf(between({ effectiveModels: 1.23 }));
  assert.deepEqual([close?.valueText, close?.bandText, close?.isOne], ['1.23', '1.10–1.19', false]);
  assert.equal(effectiveModelsOf(between({ p: 0.2 }))?.isOne, true);
  assert.equal(effectiveModelsOf(between({ effectiveModels: 1.15, p: null }))?.isOne, true);
  assert.equal(effectiveModelsOf(between({ effectiveModels: null })), null);
});

test('an interval that does not hold says why', () => {
  assert.equal(intervalText([0.191, 0.438], 2), '95% CI 0.19–0.44');
  assert.equal(intervalText(null, 2), 'too few runs for an interval');
});

test('what is said about models are sentences of the insight, word for word', () => {
  const run = runOf(['a', 'b']);
  const cells = [cellOf('a', 50), cellOf('b', 50)];
  const compared = between({ pairs: [pair('a', 'b')] });
  const first = 'a and b answer differently.';
  const report = (details: readonly string[]) =>
    reportOf({ cells, between: compared, insight: { verdict: 'converged', level: 'strong', headline: '', details } });
  assert.deepEqual(modelSentences(report(['42 is 99.', first, 'More.']), run), [first]);
  assert.deepEqual(modelSentences(report([]), run), [], 'nothing where the insight says nothing');
  const conditions = ['x', 'y'].map((id) => ({ id, prompt: '', system: null, control: id === 'y', sha256: '' }));
  const several = reportOf({
    cells: cells.map((cell) => ({ ...cell, condition: 'y' })),
    between: { x: between(), y: compared },
  });
  assert.deepEqual(modelSentences(several, runOf(['a', 'b'], { conditions })), [first], 'of the control');
});
