import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ListOrder } from '../../../src/extension/models/list-order.ts';

const models = (...specs: string[]): readonly { spec: string }[] => specs.map((spec) => ({ spec }));
const specs = (found: readonly { spec: string }[]): readonly string[] => found.map(({ spec }) => spec);

describe('the order of chosen models', () => {
  it('is that of the lists, whichever came first', () => {
    const order = new ListOrder(['google:b']);
    order.add(2, models('google:a', 'google:b'));
    order.add(0, models('openai:z', 'openai:a'));
    order.add(1, models('anthropic:m'));
    const ticked = models('google:b', 'google:a', 'openai:z', 'openai:a', 'anthropic:m', 'typed:by-hand');
    assert.deepEqual(specs(order.sorted(ticked)), [
      ...['google:b', 'openai:z', 'openai:a', 'anthropic:m', 'google:a', 'typed:by-hand'],
    ]);
  });

  it('names a model once, in the list that came first with it', () => {
    const order = new ListOrder(['a']);
    assert.deepEqual(specs(order.add(1, models('a', 'b'))), ['b']);
    assert.deepEqual(specs(order.add(0, models('b', 'c'))), ['c']);
    assert.ok(order.has('b'));
    assert.ok(!order.has('d'));
  });
});
