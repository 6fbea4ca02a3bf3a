import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { percent } from '../../../../src/cli/report/figures.ts';
import { reportTable } from '../../../../src/cli/report/report-table.ts';
import { PLAIN, styleFor } from '../../../../src/cli/terminal/style.ts';
import { widthOf } from '../../../../src/cli/terminal/width.ts';
import { trial } from '../support.ts';
import { sampleRecord, sampleReport } from './sample.ts';

const WIDE = { columns: 80, style: PLAIN };

describe('reportTable', () => {
  it('says what was found first, then the figures', () => {
    assert.equal(
      reportTable(sampleReport(), sampleRecord(), WIDE),
      `Too few runs to tell.
· Ask for ten or more.

Prompt    Pick a number
Asked     2 models × 2 runs, 4 of 4 answered
Read as   number: the prompt asks for a number
Answers   2 different · 1.75 effective (too few runs for an interval) ·
          models like 1.23 of 2 · agree –

MODEL  ANSWERED  DIFFERENT  EFFECTIVE  AGREEMENT  MOST FREQUENT  ITS SHARE
a        2 of 2          2       2.00         0%  1                    50%
b        2 of 2          2       2.00          –  1                    50%

ANSWER  TIMES  SHARE  MODELS
1           3    75%  2 of 2  █████████████████████████████████████▌
100         1    25%  1 of 2  ████████████▌

NUMBERS  2 numbers per column, highest 2
a        ▄                                                ▄
b        █
         1                                              100

MODEL  INPUT TOKENS  OUTPUT TOKENS     COST
a           unknown        unknown  unknown
What it cost is not known: no price is known for “a”.

4 outputs › 3 strings › 3 folded › 2 extracted › 2 answers
`,
    );
  });

  it('fits into the terminal whatever the models said', () => {
    const hostile = '\u001b]0;owned\u0007<b>愛愛愛愛愛愛</b>\n\u202eevil 😄'.repeat(9);
    const base = sampleReport();
    const report = sampleReport({
      groups: base.groups.map((group) => ({ ...group, answer: hostile })),
      cells: base.cells.map((cell) => ({ ...cell, modalAnswer: hostile })),
      insight: { verdict: 'varied', level: 'none', headline: hostile, details: [hostile] },
      extractorReason: hostile,
    });
    const record = sampleRecord({
      targets: sampleRecord().run.targets.map((target) => ({ ...target, label: hostile })),
      conditions: [{ id: 'default', prompt: hostile, system: null, control: true, sha256: '0' }],
      provenance: { title: hostile, url: hostile, note: hostile },
    });
    for (const columns of [60, 80, 120]) {
      const text = reportTable(report, record, { columns, style: PLAIN });

      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
      for (const line of text.split('\n')) assert.ok(widthOf(line) <= columns, `${String(columns)}: ${line}`);
    }
  });

  it('says why calls failed or came back empty, each reason once', () => {
    const error = { reason: 'rate-limited' as const, message: 'The server was still limiting.', status: 429 };
    const failed = [0, 1].map((trialIndex) => trial({ trialIndex, outcome: 'failed', error }));
    const empty = trial({ target: 'openai:b', outcome: 'empty', note: 'spent all 5 output tokens thinking' });
    const text = reportTable(sampleReport(), { ...sampleRecord(), trials: [...failed, empty] }, WIDE);
    assert.match(text, /^b: 1 of 2 came back empty: spent all 5 output tokens thinking$/m);
    assert.equal(text.split('a: 2 of 2 failed: The server was still limiting.').length, 2);
  });

  it('labels every answer that was not measured live', () => {
    const simulated = { ...sampleRecord(), trials: [trial({ source: 'simulated' }), trial({ source: 'live' })] };
    assert.match(
      reportTable(sampleReport(), simulated, WIDE),
      /^Source {4}live answers, simulated answers, not from a/m,
    );
    assert.doesNotMatch(reportTable(sampleReport(), sampleRecord(), WIDE), /^Source/m);
  });

  it('shows a dash for what is undefined, and draws nothing when nothing was answered', () => {
    const report = sampleReport({ groups: [], pooled: {}, cells: [], numbers: null, between: null });
    const text = reportTable(report, sampleRecord(), WIDE);
    assert.match(text, /– different · – effective · agree –/);
    assert.doesNotMatch(text, /ANSWER |NUMBERS|NaN|null|undefined/);
  });

  it('shows the answers beyond the twelfth as a sum', () => {
    const [first] = sampleReport().groups;
    const groups = Array.from({ length: 15 }, (_, index) => ({ ...first!, id: `g${String(index)}`, count: 2 }));
    assert.match(
      reportTable(sampleReport({ groups }), sampleRecord(), WIDE),
      /and 3 more answers, given 6 times in all/,
    );
  });
});

describe('colours', () => {
  it('are for a terminal without NO_COLOR', () => {
    const painted = (isTerminal: boolean, env: Record<string, string>): boolean =>
      styleFor(isTerminal, env).strong('x').includes('\u001b');
    assert.equal(painted(true, {}), true);
    assert.equal(painted(true, { NO_COLOR: '' }), true);
    assert.equal(painted(true, { NO_COLOR: '1' }), false);
    assert.equal(painted(true, { TERM: 'dumb' }), false);
    assert.equal(painted(false, {}), false);
  });

  it('change nothing but the colour, and cut the bars by model', () => {
    const coloured = reportTable(sampleReport(), sampleRecord(), { columns: 80, style: styleFor(true, {}) });
    const withoutBars = (text: string): string => text.replace(/(?<=of 2 {2})[█▏▎▍▌▋▊▉]+/gu, '');
    assert.equal(
      withoutBars(coloured.replace(/\u001b\[\d+m/g, '')),
      withoutBars(reportTable(sampleReport(), sampleRecord(), WIDE)),
    );
    assert.match(coloured, /\u001b\[33m█{13}\u001b\[39m\u001b\[34m█{25}\u001b\[39m/);
  });
});

describe('percent', () => {
  it('rounds nothing to nothing and nothing to everything', () => {
    assert.deepEqual([0, 0.001, 0.2177, 0.999, 1, null].map(percent), ['0%', '< 1%', '22%', '> 99%', '100%', '–']);
  });
});
