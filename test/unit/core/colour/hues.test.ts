import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { familyOf } from '../../../../src/core/colour/hues.ts';
import { colourCode } from '../../../../src/core/colour/named-colours.ts';
import { conditionTables } from '../../../../src/cli/report/conditions-table.ts';
import { PLAIN } from '../../../../src/cli/terminal/style.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { markdown } from '../../../../src/core/export/markdown.ts';
import { buildProbeFile } from '../../../../src/core/run-file/run-file.ts';
import outputs from '../../../fixtures/articles/seed-001-outputs.json' with { type: 'json' };
import { runOf, times, underConditions } from '../analysis/run-of.ts';
import { textOf } from '../export/sample-file.ts';

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

  it('are tallied by condition where there are several', () => {
    const conditions = ['control', '__proto__', 'none'];
    const record = underConditions('Pick a colour, only return the colour', {
      control: [...times('Teal', 4), ...times('Navy', 3), 'Red'],
      ['__proto__']: [...times('Red', 5), 'Crimson', 'Mango'],
      none: [],
    });
    const { hues } = summarize(record, DEFAULT_ANALYSIS);
    assert.deepEqual(Object.keys(hues!.byCondition!), conditions);
    const each = Object.entries(hues!.byCondition!).map(([id, { n, families }]) => [
      id,
      n,
      families.map(({ family, count }) => `${family} ${count}`).join(),
    ]);
    assert.deepEqual(each, [
      ['control', 8, 'cyan 4,blue 3,red 1'],
      ['__proto__', 6, 'red 6'],
      ['none', 0, ''],
    ]);
    assert.equal(hues!.n, 14);
    assert.equal(report({ a: times('Teal', 3) }).hues!.byCondition, undefined);
    const table = conditionTables(summarize(record, DEFAULT_ANALYSIS), record, 80, PLAIN).map((block) =>
      block.join('\n'),
    );
    assert.ok(
      table.some((block) => /^COLOUR +control +__proto__ +none\nred +13% +100% +–\ncyan +50% +0% +–/.test(block)),
    );
    assert.match(
      textOf(markdown, buildProbeFile(record, summarize(record, DEFAULT_ANALYSIS))),
      /### Colours by condition\n\n\| Colour \| control \| \\_\\_proto\\_\\_ \| none \|\n.*\n\| red \| 1 of 8 \(13%\) \| 6 of 6 \(100%\) \| – \|/,
    );
  });
});
