import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineDiff } from '../../../../src/core/text/line-diff.ts';

const shown = (before: string, after: string) =>
  lineDiff(before, after).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);

describe('lineDiff', () => {
  it('shows what was added before and behind', () => {
    assert.deepEqual(shown('a\nb', 'a\nb\n\nc'), [' a', ' b', '+', '+c']);
    assert.deepEqual(shown('a\nb', 'x\na\nb'), ['+x', ' a', ' b']);
    assert.deepEqual(shown('a\nb\nc', 'a\nx\nc'), [' a', '-b', '+x', ' c']);
    assert.deepEqual(shown('a', 'a'), [' a']);
  });

  it('holds both texts whole', () => {
    const line = fc.constantFrom('', 'a', 'b');
    const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const of = (other: 'added' | 'removed') =>
          lineDiff(before, after)
            .filter(({ kind }) => kind !== other)
            .map((one) => one.text)
            .join('\n');
        assert.deepEqual([of('added'), of('removed')], [before, after]);
      }),
    );
  });
});
