import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { describeFolding, foldDifferences } from '../../../../src/core/grouping/fold-difference.ts';
import { FOLD_STEPS, foldText, foldWith, rememberFolds } from '../../../../src/core/text/fold.ts';

const SAME: readonly (readonly [string, string])[] = [
  ['Teal', 'teal.'],
  ['**Teal**', 'TEAL!'],
  ['_Teal_', '`teal`'],
  ['# Teal', '> teal'],
  ['- Teal', '\u200bteal\u00a0'],
  ['“Teal”', "'teal'"],
  ["don't", 'don’t'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['ﬁne', 'fine'],
  ['Ｔｅａｌ', 'teal'],
  ['blue-green', 'Blue – green'],
  ['1,000 apples', '1000 apples'],
  ['everything! 😄', 'everything!😁'],
  ['Yes 👍🏽', 'yes'],
  ['I ❤️ Paris', 'i paris'],
  ['Coke™', 'coke'],
  ['4️⃣2️⃣', '42'],
  ['x = 5', 'x=5'],
  ['−3', '-3'],
  ['1... e5', '1...e5'],
  ['苹果。', '苹果'],
  ['café', 'cafe\u0301'],
  ['**bold** and *italic*', 'bold and italic'],
];

const DIFFERENT: readonly (readonly [string, string])[] = [
  ['1.5', '15'],
  ['-3', '3'],
  ['.5', '5'],
  ['C++', 'C'],
  ['C#', 'C'],
  ['C#', 'C++'],
  ['1,5', '15'],
  ['1/2', '12'],
  ['10²', '102'],
  ['5½', '51/2'],
  ['2**3', '23'],
  ['$5', '5'],
  ['50%', '50'],
  ['gT8$', 'gT8&7'],
  ['Q♥', 'Q♠'],
  ["we're", 'were'],
  ['🔮', '🌟'],
  ['🇫🇷', '🇮🇹'],
  ['!', '?'],
  ['café', 'cafe'],
  ['dark blue', 'light blue'],
  ['3:45', '345'],
  ['R&B', 'RB'],
];

describe('foldText', () => {
  for (const [a, b] of SAME)
    it(`${JSON.stringify(a)} is ${JSON.stringify(b)}`, () => {
      assert.equal(foldText(a), foldText(b));
      assert.notEqual(foldText(a), '');
    });
  for (const [a, b] of DIFFERENT)
    it(`${JSON.stringify(a)} is not ${JSON.stringify(b)}`, () => {
      assert.notEqual(foldText(a), foldText(b));
    });

  it('leaves nothing only of nothing', () => {
    assert.equal(foldText(' \n'), '');
    assert.equal(foldText(' 🔮\n'), '🔮');
    assert.equal(foldText('...'), '...');
  });

  it('is idempotent on any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '**',
        '*',
        '_',
        '- ',
        '# ',
        '> ',
        '😄',
        '1,000',
        '-3',
        '.5',
        'C++',
        '#',
        '`',
        '²',
        '½',
        "'",
        '♥',
        '…',
        '\n',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const folded = foldText(pieces.join(''));
        assert.equal(foldText(folded), folded);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});

describe('describeFolding', () => {
  it('names what tells two texts apart', () => {
    assert.equal(describeFolding('everything! 😄', 'everything'), 'folded: emoji, “!”');
    assert.equal(describeFolding('everything! 😄', 'everything! 😁'), 'folded: emoji');
    assert.equal(describeFolding('teal', 'Teal'), 'folded: case');
    assert.equal(describeFolding('**Teal**', 'Teal'), 'folded: Markdown');
    assert.equal(describeFolding('a\n\nb', 'a b'), 'folded: white space');
    assert.equal(describeFolding('don’t', "don't"), 'folded: letter forms');
    assert.equal(describeFolding('“Teal.”', 'Teal'), 'folded: “.”, ““”, “””');
  });
  it('says nothing of equal texts, nor of texts that folding does not join', () => {
    assert.deepEqual(foldDifferences('Teal', 'Teal'), []);
    assert.deepEqual(foldDifferences('Teal', 'Blue'), []);
  });
});

describe('rememberFolds', () => {
  const long = (word: string): string => `${word}, *again*! `.repeat(60);

  it('changes nothing about what folding gives', () => {
    const texts = [long('One'), long('two'), long('One'), 'short!', ''];
    const plain = texts.map(foldText);
    assert.deepEqual(
      rememberFolds(() => [...texts, ...texts].map(foldText)),
      [...plain, ...plain],
    );
  });

  it('can be nested, gives back what the work does, and ends with it when it fails', () => {
    assert.equal(
      rememberFolds(() => rememberFolds(() => foldText(long('One')))),
      foldText(long('One')),
    );
    assert.throws(
      () =>
        rememberFolds(() => {
          throw new Error('failed');
        }),
      /failed/,
    );
    assert.equal(foldText(long('One')), foldText(long('ONE')));
  });
});

describe('a text of ASCII alone', () => {
  it('is folded as all steps together fold it', () => {
    const pieces = [
      'a',
      'B2',
      ' ',
      '  ',
      '\n',
      '\t',
      '**',
      '*',
      '_',
      '`',
      '# ',
      '- ',
      '1,000',
      '1.5',
      '-3',
      "don't",
      '=',
      '<p>',
      'C#',
      '&',
      '%',
      '|',
      ':',
      '/',
      '.',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
        let folded = parts.join('');
        for (let round = 0; round < 10; round++) {
          const next = foldWith(folded, FOLD_STEPS);
          if (next === '' || next === folded) break;
          folded = next;
        }
        assert.equal(foldText(parts.join('')), foldWith(folded, FOLD_STEPS) === '' ? foldText(folded) : folded);
      }),
    );
  });
});

describe('a text of plain words', () => {
  it('is folded as all steps together fold it', () => {
    const words = fc.stringMatching(/^[A-Za-z0-9 ]{0,40}[.!]?$/);
    fc.assert(
      fc.property(words, (text) => {
        const folded = foldWith(text, FOLD_STEPS);
        assert.equal(foldText(text), folded === '' ? text.trim() : folded);
      }),
    );
  });
});
