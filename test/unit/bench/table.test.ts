import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Row } from '../../bench/figures.ts';
import { atMost, exactly } from '../../bench/figures.ts';
import { countsText, recordOf, spreadText, tableOf, targetText } from '../../bench/table.ts';

const DEFAULTS: Row = {
  line: 'N = 50 x 3, defaults: wall / ideal',
  measured: { values: [1.1, 1.2, 1.3], unit: 's' },
  against: { values: [1], unit: 's' },
  target: atMost(1.15, 'ratio'),
};
const MISSING: Row = { line: 'event loop', measured: null, target: atMost(50), note: 'not here' };

describe('the table', () => {
  it('shows figure, target, ratio and verdict of each line, aligned', () => {
    assert.deepEqual(tableOf([DEFAULTS, MISSING]).split('\n'), [
      'line                                          measured     target               ratio  verdict',
      '----------------------------------  ------------------  ---------  ------------------  ------------',
      'N = 50 x 3, defaults: wall / ideal  1.20 s (1.10-1.30)  <= 1.15 x  1.20 x (1.10-1.30)  over',
      'event loop                                           –      <= 50                      not measured',
    ]);
  });

  it('has promptfoo’s column only when there is a figure of it', () => {
    const withPeer: Row = { ...DEFAULTS, peer: { measured: 10.6, against: 7.6 } };
    assert.match(tableOf([withPeer, MISSING]), /verdict +promptfoo\n[\s\S]*over +10\.6 s \(1\.39 x\)\n/);
    assert.doesNotMatch(tableOf([DEFAULTS]), /promptfoo/);
  });

  it('says so when promptfoo gave no figure', () => {
    const row: Row = { ...DEFAULTS, peer: { measured: NaN, note: 'gave no figure' } };
    assert.match(tableOf([row]), /– gave no figure$/m);
  });

  it('cuts a name that would push everything to the right', () => {
    const [, , line] = tableOf([{ ...MISSING, line: 'x'.repeat(80) }]).split('\n');
    assert.match(line!, /^x{51}… /);
  });
});

describe('a figure', () => {
  it('has its spread when repetitions differ as printed', () => {
    assert.equal(spreadText({ median: 1.18, low: 1.15, high: 1.24 }, 's'), '1.18 s (1.15-1.24)');
    assert.equal(spreadText({ median: 1.181, low: 1.179, high: 1.182 }, 's'), '1.18 s');
    assert.equal(spreadText({ median: 0, low: 0, high: 2 }, ''), '0 (0-2)');
  });

  it('has as many digits as mean something', () => {
    assert.equal(spreadText({ median: 3.14159, low: 3.14159, high: 3.14159 }, 'ms'), '3.14 ms');
    assert.equal(spreadText({ median: 31.4159, low: 31.4159, high: 31.4159 }, 'ms'), '31.4 ms');
    assert.equal(spreadText({ median: 314.159, low: 314.159, high: 314.159 }, 'ms'), '314 ms');
    assert.equal(spreadText({ median: 150, low: 150, high: 150 }, 'MB'), '150 MB');
  });

  it('is a dash when there is none', () => {
    assert.equal(spreadText({ median: NaN, low: NaN, high: NaN }, 's'), '–');
  });
});

describe('a target', () => {
  it('has the unit of what it is about', () => {
    assert.equal(targetText(atMost(1.5), 's'), '<= 1.50 s');
    assert.equal(targetText(atMost(1.15, 'ratio'), 's'), '<= 1.15 x');
    assert.equal(targetText(exactly(0), ''), '= 0');
    assert.equal(targetText({ of: 'measured', kind: 'at least', bound: 150 }, ''), '>= 150');
  });
});

it('counts how the lines came out', () => {
  assert.equal(countsText(['pass', 'over', 'pass', 'not measured']), '2 pass, 1 over, 1 not measured');
});

it('writes for programs what the table derives', () => {
  const record = recordOf(DEFAULTS);
  assert.deepEqual([record.verdict, record.median, record.ratio?.median], ['over', 1.2, 1.2]);
  assert.deepEqual([recordOf(MISSING).verdict, recordOf(MISSING).median], ['not measured', null]);
  assert.doesNotThrow(() => JSON.stringify(record));
});
