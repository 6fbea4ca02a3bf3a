import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LABELLED_PAIRS } from '../../../fixtures/grouping/labelled-pairs.ts';
import type { LabelledPair } from '../../../fixtures/grouping/labelled-pairs.ts';
import { measure } from './measure-pairs.ts';

/** What grouping has to reach on the labelled pairs, and on those that nothing was tuned on. */
const LEAST_PRECISION = 0.95;
const LEAST_RECALL = 0.85;

function line(name: string, pairs: readonly LabelledPair[]): string {
  const { precision, recall } = measure(pairs);
  const same = pairs.filter((pair) => pair.same).length;
  const counts = `${String(pairs.length).padStart(4)} pairs, ${String(same).padStart(3)} the same`;
  return `${name.padEnd(12)} ${counts}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
}

describe('grouping against labels', () => {
  const parts = {
    all: LABELLED_PAIRS,
    development: LABELLED_PAIRS.filter(({ part }) => part === 'development'),
    'held-out': LABELLED_PAIRS.filter(({ part }) => part === 'held-out'),
  };

  it('has at least 300 different pairs, about half of them the same, in both parts', () => {
    const different = new Set(LABELLED_PAIRS.map(({ a, b }) => [a, b].sort().join('\u0000')));
    assert.equal(different.size, LABELLED_PAIRS.length);
    assert.ok(different.size >= 300);
    for (const part of Object.values(parts)) {
      const share = part.filter(({ same }) => same).length / part.length;
      assert.ok(share > 0.4 && share < 0.6);
    }
  });

  for (const [name, pairs] of Object.entries(parts))
    it(`reaches precision ${LEAST_PRECISION} and recall ${LEAST_RECALL} on ${name === 'all' ? 'all' : `the ${name}`} pairs`, () => {
      const { precision, recall, wrong } = measure(pairs);
      console.log(line(name, pairs));
      const told = wrong.map(({ a, b, same }) => `${same ? 'missed' : 'joined'} ${JSON.stringify([a, b])}`).join('\n');
      assert.ok(precision >= LEAST_PRECISION, told);
      assert.ok(recall >= LEAST_RECALL, told);
    });

  it('says how it does on each kind', () => {
    for (const kind of new Set(LABELLED_PAIRS.map((pair) => pair.kind))) {
      const pairs = LABELLED_PAIRS.filter((pair) => pair.kind === kind);
      console.log(line(kind, pairs));
      const { precision, recall } = measure(pairs);
      assert.ok(precision >= 0.9 && recall >= 0.7, kind);
    }
  });
});
