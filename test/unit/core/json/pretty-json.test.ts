import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { prettyJson } from '../../../../src/core/json/pretty-json.ts';

const MILLION = 2 ** 20;

describe('JSON written in pieces', () => {
  it('is what JSON.stringify writes', () => {
    const long = 'x'.repeat(MILLION);
    // A large member makes every object and list around it large, so that it is written member by member.
    const around = (value: unknown, depth: number): unknown =>
      depth === 0
        ? [long, value]
        : depth % 2
          ? { 'a"b': around(value, depth - 1), none: undefined, value }
          : [value, around(value, depth - 1), {}];
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, depth) => {
        const whole = around(value, depth);
        assert.ok([...prettyJson(whole)].join('') === JSON.stringify(whole, null, 2));
      }),
      { numRuns: 30 },
    );
    for (const value of [{}, [], '', null, [[], {}], [undefined], 'a\nb']) {
      assert.equal([...prettyJson(value)].join(''), JSON.stringify(value, null, 2));
      const large = { long, value };
      assert.ok([...prettyJson(large)].join('') === JSON.stringify(large, null, 2));
    }
  });

  it('has no long piece, and cuts no character in two', () => {
    for (const shift of ['', 'a']) {
      const text = shift + '😄"\n'.repeat(MILLION);
      const pieces = [...prettyJson({ list: [text] })];
      assert.ok(pieces.every((piece) => piece.length <= 3 * MILLION));
      assert.ok(pieces.join('') === JSON.stringify({ list: [text] }, null, 2));
    }
  });
});
