import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { earlierInChain, placeInChain, withEarlier } from '../../../../src/core/prompt/chain.ts';

const CHAIN = { length: 3, width: 4, again: 'Another one.' };

describe('chains of calls', () => {
  it('run side by side, and a longer run begins new ones', () => {
    const all = Array.from({ length: 24 }, (_, index) => placeInChain(CHAIN, index));
    for (let chain = 0; chain < 8; chain++) {
      const steps = all.filter((one) => one.chain === chain).map(({ step }) => step);
      assert.deepEqual(steps, [0, 1, 2]);
    }
  });

  it('name the calls before one, the first one first', () => {
    assert.deepEqual(earlierInChain(CHAIN, 2), []);
    assert.deepEqual(earlierInChain(CHAIN, 10), [2, 6]);
    assert.deepEqual(earlierInChain(CHAIN, 12), []);
    assert.deepEqual(earlierInChain(CHAIN, 22), [14, 18]);
  });

  it('show each earlier answer with the wish for another one behind it', () => {
    const turns = withEarlier([{ role: 'user', text: 'A fruit' }], CHAIN, ['Mango', 'Fig']);
    assert.deepEqual(
      turns.map(({ role, text }) => `${role}: ${text}`),
      ['user: A fruit', 'assistant: Mango', 'user: Another one.', 'assistant: Fig', 'user: Another one.'],
    );
  });
});
