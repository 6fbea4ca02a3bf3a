import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { TextLines } from '../../../../src/core/text/text-lines.ts';

function linesOf(pieces: readonly string[], longest?: number): (string | null)[] {
  const lines: (string | null)[] = [];
  const reader = new TextLines((line) => lines.push(line), longest);
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return lines;
}

describe('the lines of a text that comes in pieces', () => {
  it('are those of the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😄') })), (pieces) => {
        const expected = pieces.join('').split('\n');
        if (expected.at(-1) === '') expected.pop();
        assert.deepEqual(linesOf(pieces), expected);
      }),
    );
  });

  it('are `null` where they are too long', () => {
    assert.deepEqual(linesOf(['123', '45\n12345', '6\n\n', '1234567'], 5), ['12345', null, '', null]);
  });
});
