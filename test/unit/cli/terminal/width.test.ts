import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bar, skyline } from '../../../../src/cli/terminal/blocks.ts';
import { table } from '../../../../src/cli/terminal/columns.ts';
import { cut, fit, glued, widthOf, wrap } from '../../../../src/cli/terminal/width.ts';

describe('widthOf', () => {
  it('counts columns, not UTF-16 units', () => {
    const widths: readonly (readonly [string, number])[] = [
      ['abc', 3],
      ['愛', 2],
      ['ｱ', 1],
      ['Ａ', 2],
      ['한국', 4],
      ['😄', 2],
      ['👩‍👩‍👧', 2],
      ['🇩🇪', 2],
      ['❤️', 2],
      ['e\u0301', 1],
      ['Z\u0351\u0352\u0353', 1],
      ['█▏', 2],
      ['\u200d', 0],
    ];
    for (const [text, width] of widths) assert.equal(widthOf(text), width, text);
  });
});

describe('cut and fit', () => {
  it('cuts at a grapheme and says so', () => {
    assert.equal(cut('Mango', 5), 'Mango');
    assert.equal(cut('Mangos', 5), 'Mang…');
    assert.equal(cut('愛愛愛', 5), '愛愛…');
    assert.equal(cut('愛愛愛', 4), '愛…');
    assert.equal(cut('a b', 2), 'a…');
    assert.equal(cut('abc', 0), '');
  });

  it('is never wider than asked, and always as wide when fitted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, columns) => {
        assert.ok(widthOf(cut(text, columns)) <= columns);
        assert.equal(widthOf(fit(text, columns)), columns);
      }),
    );
  });

  it('takes no longer for megabytes', () => {
    const text = 'word '.repeat(1_000_000);
    const before = performance.now();
    assert.equal(cut(text, 9), 'word wor…');
    assert.equal(widthOf(fit(text, 40)), 40);
    assert.ok(widthOf(text) > 1_000_000);
    assert.equal(cut(`${'\u200d'.repeat(5_000)}a`, 9), '…');
    assert.ok(performance.now() - before < 2_000, 'linear');
  });

  it('does not let one letter climb over the lines above it', () => {
    assert.ok(cut(`a${'\u0300'.repeat(500)}`, 10).length <= 16);
  });
});

describe('wrap', () => {
  it('breaks between words and cuts a word that is longer than a line', () => {
    assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
    assert.deepEqual(wrap('a 1234567890 b', 5), ['a', '1234…', 'b']);
    assert.deepEqual(wrap('', 5), []);
    assert.deepEqual(wrap('they agree 22% here', 13), ['they agree', '22% here']);
    assert.deepEqual(wrap(`a ${glued('b c')} d`, 4), ['a', 'b c', 'd']);
  });
});

describe('table', () => {
  it('takes what is too wide from the columns that may give way', () => {
    const lines = table(
      [
        { title: 'MODEL', align: 'left', least: 8 },
        { title: 'N', align: 'right', least: null },
      ],
      [
        ['a-very-long-name-of-a-model', '50'],
        ['short', '5'],
      ],
      16,
      (cell) => cell,
    );
    assert.deepEqual(lines, ['MODEL          N', 'a-very-long…  50', 'short          5']);
  });
});

describe('drawings', () => {
  it('draws bars in eighths and shows that something is there', () => {
    assert.equal(bar(1, 4), '████');
    assert.equal(bar(0.5, 4), '██');
    assert.equal(bar(0.0001, 4), '▏');
    assert.equal(bar(0, 4), '');
    assert.equal(bar(0.5 + 1 / 32, 4), '██▏');
  });

  it('draws a skyline in which a gap is a gap', () => {
    assert.equal(skyline([0, 1, 4, 8], 8), ' ▁▄█');
    assert.equal(skyline([1], 1000), '▁');
  });

  it('is not made wider by thousands of characters that take no column', () => {
    assert.equal(widthOf(`${'\u00ad'.repeat(5_000)}end`), 3);
  });
});
