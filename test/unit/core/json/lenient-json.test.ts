import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseLenientJson } from '../../../../src/core/json/lenient-json.ts';

describe('JSON with numbers that JSON does not have', () => {
  it('reads them as null, wherever a value may stand', () => {
    const text = '{"a":[NaN, -Infinity,Infinity],"b": nan,"c":+inf,"d":-inf,"e":{"f":NaN}}';
    assert.deepEqual(parseLenientJson(text), {
      ...{ a: [null, null, null], b: null, c: null, d: null },
      e: { f: null },
    });
  });

  it('leaves words in texts alone', () => {
    assert.deepEqual(parseLenientJson('{"a":"NaN, \\"Infinity\\"","b":NaN}'), { a: 'NaN, "Infinity"', b: null });
  });

  it('is JSON.parse for everything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        assert.deepEqual(parseLenientJson(text), JSON.parse(text));
      }),
    );
    for (const text of ['', '{', '{"a":Nancy}', '[nano]', 'nul', '"NaN']) {
      assert.throws(() => parseLenientJson(text), SyntaxError, text);
    }
  });
});
