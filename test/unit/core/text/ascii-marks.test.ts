import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { asciiWithoutMarks } from '../../../../src/core/text/ascii-marks.ts';

const MARK = /[\p{P}\p{Cc}`|~]/gu;
const isKept = (text: string, mark: string, at: number): boolean =>
  mark === '.' ? /\d/.test(text.charAt(at + 1)) : /[a-z]/.test(text.charAt(at - 1));

describe('marks of ASCII texts', () => {
  const fast = asciiWithoutMarks(MARK, ".'", isKept, '=<');
  const slow = (text: string): string =>
    text
      .replace(MARK, (mark: string, at: number) => (".'".includes(mark) && isKept(text, mark, at) ? mark : ' '))
      .replace(/ +/g, ' ')
      .replace(/ ?([=<]) ?/g, '$1')
      .trim();

  it('become blanks as by an expression', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        assert.equal(fast(text), slow(text));
      }),
    ));

  it('become blanks in texts of any length', () => {
    const text = "a.5 it's {x: 1}; ".repeat(3_000);
    assert.equal(fast(text), slow(text));
    assert.equal(fast(''), '');
  });
});
