import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JsonPieces, JsonTextError } from '../../../../src/core/json/json-pieces.ts';
import { JsonTree } from '../../../../src/core/json/json-tree.ts';
import { DEEPEST_JSON, isDeeper, parseJson } from '../../../../src/core/json/parse-json.ts';

/** What comes out of a text that comes in pieces of these lengths, in turn; `undefined` for what is no JSON. */
function readInPieces(text: string, lengths: readonly number[], longest?: number): unknown {
  const tree = new JsonTree();
  const pieces = new JsonPieces(tree, { longest });
  try {
    for (let at = 0, turn = 0; at < text.length; turn++) {
      const length = Math.max(1, lengths[turn % lengths.length] ?? 1);
      pieces.push(text.slice(at, at + length));
      at += length;
    }
    pieces.end();
    return tree.value;
  } catch (error) {
    if (error instanceof JsonTextError) return undefined;
    throw error;
  }
}

function readAtOnce(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const anyCuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const anyIndent = fc.constantFrom(undefined, 2, '\t', ' \r\n');

describe('JSON in pieces', () => {
  it('is what JSON.parse makes of the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.jsonValue(), anyIndent, anyCuts, (value, indent, cuts) => {
        const text = JSON.stringify(value, null, indent);
        assert.deepEqual(readInPieces(text, cuts), JSON.parse(text));
      }),
    );
  });

  it('is refused exactly when JSON.parse refuses it', () => {
    const anyMark = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '1', ' ', 'null', '-', '');
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.nat(2), anyMark, anyCuts, (value, at, gone, mark, cuts) => {
        const text = JSON.stringify(value);
        const place = at % (text.length + 1);
        const broken = text.slice(0, place) + mark + text.slice(place + gone);
        assert.deepEqual(readInPieces(broken, cuts), readAtOnce(broken));
      }),
      { numRuns: 500 },
    );
    for (const text of ['', ' ', '[1,]', '[,1]', '{"a":1,}', '{"a"}', '{"a":}', '[1 2]', '1 2', '{]', ']', '{"a":1]']) {
      assert.equal(readInPieces(text, [3]), undefined, text);
    }
  });

  it('keeps a member that is called __proto__ a member', () => {
    const value = readInPieces('{"__proto__":{"polluted":1},"a":{"__proto__":[2]}}', [4]) as object;
    assert.deepEqual(Object.keys(value), ['__proto__', 'a']);
    assert.equal(({} as { readonly polluted?: unknown }).polluted, undefined);
  });

  it('takes the last of several members of one name', () => {
    assert.deepEqual(readInPieces('{"trials":[1,2],"trials":[3]}', [100]), { trials: [3] });
  });

  it('holds no value that is longer than the limit', () => {
    assert.equal(readInPieces('{"a":"0123456789"}', [5], 10), undefined);
    assert.deepEqual(readInPieces('{"a":["01234","56789","01234"]}', [5], 10), { a: ['01234', '56789', '01234'] });
  });
});

describe('nesting of JSON', () => {
  const nested = (levels: number, filling = '') => '['.repeat(levels) + filling + ']'.repeat(levels);

  it('is read up to its limit, and refused beyond it', () => {
    for (const levels of [1, DEEPEST_JSON]) assert.ok(Array.isArray(parseJson(nested(levels))));
    assert.throws(() => parseJson(nested(DEEPEST_JSON + 1)), SyntaxError);
    assert.throws(() => parseJson('[{"a":'.repeat(DEEPEST_JSON)), SyntaxError);
    assert.equal(readInPieces(`{"a":{"b":{"c":{"d":${nested(DEEPEST_JSON + 1)}}}}}`, [7]), undefined);
    assert.equal(readInPieces('['.repeat(100_000), [1000]), undefined);
  });

  it('does not count brackets in texts', () => {
    const text = '[{('.repeat(1000);
    assert.deepEqual(parseJson(JSON.stringify([text, `"\\${text}`])), [text, `"\\${text}`]);
    assert.deepEqual(readInPieces(JSON.stringify([text]), [3]), [text]);
  });

  it('is never taken for flatter than it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(8), (value, levels) => {
        assert.equal(isDeeper(JSON.stringify(value).padEnd(10), levels), depthOf(value) > levels);
      }),
    );
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((deepest, member) => Math.max(deepest, depthOf(member)), 0);
}
