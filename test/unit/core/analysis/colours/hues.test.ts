import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { familyOf } from '../../../../../src/core/analysis/colours/hues.ts';
import { colourCode } from '../../../../../src/core/analysis/colours/named-colours.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import outputs from '../../../../fixtures/articles/seed-001-outputs.json' with { type: 'json' };
import { runOf, times } from '../run-of.ts';

const family = (name: string) => {
  const code = colourCode(name);
  return code === null ? null : familyOf(code);
};
const report = (texts: Readonly<Record<string, readonly string[]>>) =>
  summarize(runOf('Pick a random colour, only return the colour', texts), DEFAULT_ANALYSIS);

describe('families of hues', () => {
  it("finds 13 of the article's 15 colours blue or cyan", () => {
    const { hues, insight } = report(outputs.colour);
    assert.deepEqual(hues, {
      n: 15,
      families: [
        { family: 'cyan', count: 9 },
        { family: 'blue', count: 4 },
        { family: 'pink', count: 1 },
        { family: 'red', count: 1 },
      ],
    });
    assert.ok(insight.details.includes('13 of 15 colours are cyan or blue.'), insight.details.join('\n'));
  });

  it('knows names, shades and codes', () => {
    for (const [name, expected] of [
      ['teal', 'cyan'],
      ['turquoise', 'cyan'],
      ['dark blue', 'blue'],
      ['light sky blue', 'blue'],
      ['magenta', 'pink'],
      ['crimson', 'red'],
      ['#050510', 'neutral'],
      ['#0a0', 'green'],
      ['black', 'neutral'],
      ['grey', 'neutral'],
      ['mango', null],
      ['blue whale', null],
      ['constructor', null],
      ['', null],
    ] as const)
      assert.equal(family(name), expected, name);
  });

  it('says nothing of other answers, of few, and of one colour alone', () => {
    assert.equal(report({ a: ['Mango', 'Apple', 'Teal'] }).hues, null);
    assert.doesNotMatch(report({ a: times('Teal', 9) }).insight.details.join('\n'), /colours are/);
    assert.doesNotMatch(
      report({ a: ['Red', 'Green', 'Blue', 'Yellow', 'Purple'] }).insight.details.join('\n'),
      /colours are/,
    );
    assert.equal(summarize(runOf('Pick a number', { a: ['1'] }), DEFAULT_ANALYSIS).hues, null);
  });
});
