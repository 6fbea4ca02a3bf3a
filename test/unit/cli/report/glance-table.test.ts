import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { glanceTable } from '../../../../src/cli/report/glance-table.ts';
import { PLAIN } from '../../../../src/cli/terminal/style.ts';
import { widthOf } from '../../../../src/cli/terminal/width.ts';
import { VERSION } from '../../../../src/cli/version.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { IMPORT_TOOL, type RunRecord } from '../../../../src/core/model/run.ts';
import { runOf, times } from '../../core/analysis/run-of.ts';
import { trial } from '../support.ts';
import { sampleRecord, sampleReport } from './sample.ts';

const WIDE = { columns: 100, style: PLAIN };
const spread = (from: number, count: number) => Array.from({ length: count }, (_, index) => String(from + index));

/** 3 models, 4 conditions, 20 runs of each. */
function probeFileRun(): RunRecord {
  const cities = ['Paris', 'Lisbon', 'Rome', 'Vienna', 'Porto', 'Ghent', 'Riga', 'Turin'];
  const say = (at: number) => Array.from({ length: 20 }, (_, index) => cities[(index * at) % cities.length]!);
  const base = runOf('Name a city.', { alpha: say(1), beta: say(2), gamma: say(3) });
  const ids = ['control', 'far', 'small', 'odd'];
  const [first] = base.run.conditions;
  return {
    ...base,
    run: {
      ...base.run,
      design: { file: 'cities.probe.yaml', sha256: '0' },
      conditions: ids.map((id, at) => ({ ...first!, id, control: at === 0, prompt: `Name a city: ${id}` })),
    },
    trials: ids.flatMap((condition, at) =>
      base.trials.map((one) => ({ ...one, condition, text: at === 3 ? `${one.text} ${one.trialIndex}` : one.text })),
    ),
  } as RunRecord;
}

describe('glanceTable', () => {
  it('shows a run of 240 calls on one screen of 40 lines', () => {
    const record = probeFileRun();
    assert.equal(record.trials.length, 240);
    const lines = glanceTable(summarize(record, DEFAULT_ANALYSIS), record, WIDE).trimEnd().split('\n');
    assert.ok(lines.length <= 40, `${lines.length} lines:\n${lines.join('\n')}`);
    assert.match(lines[0]!, /^Conditions differ\. “odd” makes the answers more varied/);
    for (const line of lines) assert.ok(widthOf(line) <= WIDE.columns, line);
  });

  it('leads with what was found and three findings, and says how to see the others', () => {
    const draws = spread(20, 40);
    const record = runOf('Pick a random number between 1 and 100.', {
      a: [...times('42', 60), ...draws],
      b: times('42', 99),
    });
    const text = glanceTable(summarize(record, DEFAULT_ANALYSIS), record, WIDE);
    assert.match(text, /^Strongly converged\. 160 of 199 answers are 42; a fair draw would give it 1%\.\n· /);
    const findings = text.slice(0, text.indexOf('\n\n')).match(/^· /gm);
    assert.equal(findings?.length, 3);
    assert.match(text, /\n--full shows \d more findings? and all tables\.\n$/);
    assert.match(text, /NUMBERS {2,}/);
    assert.doesNotMatch(text, /^ANSWER/m, 'numbers are drawn on their axis');
  });

  it('says why calls failed, the most frequent reasons first to be seen', () => {
    const error = { reason: 'rate-limited' as const, message: 'The server was still limiting.', status: 429 };
    const failed = [0, 1].map((trialIndex) => trial({ trialIndex, outcome: 'failed', error }));
    const text = glanceTable(sampleReport(), { ...sampleRecord(), trials: failed }, WIDE);
    assert.match(text, /^a: 2 of 2 failed: The server was still limiting\.$/m);
  });

  it('says when another version made the run of a file that holds a report, whatever the version is called', () => {
    const record = {
      ...sampleRecord({ tool: { name: 'convergence-probe', version: '0.0.9' } }),
      hadReport: true,
    } as const;
    const shown = (of: RunRecord, columns = 100) => glanceTable(sampleReport(), of, { columns, style: PLAIN });
    assert.match(shown(record), /^Report .*\b0\.0\.9\b/m);
    const { hadReport: _, ...without } = record;
    const imported = { name: IMPORT_TOOL, version: '1' };
    const same = { name: 'convergence-probe', version: VERSION };
    for (const quiet of [
      without,
      { ...record, run: { ...record.run, tool: imported } },
      { ...record, run: { ...record.run, tool: same } },
    ]) {
      assert.doesNotMatch(shown(quiet), /^Report/m);
    }
    const hostile = { name: 'convergence-probe', version: '\u001b]0;owned\u0007愛\n\u202eevil'.repeat(50) };
    const text = shown({ ...record, run: { ...record.run, tool: hostile } }, 60);
    assert.match(text, /^Report/m);
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    for (const line of text.split('\n')) assert.ok(widthOf(line) <= 60, line);
  });

  it('prints nothing of a model that a terminal obeys', () => {
    const hostile = '\u001b]0;owned\u0007<b>愛愛愛愛愛愛</b>\n\u202eevil 😄'.repeat(9);
    const base = sampleReport();
    const report = sampleReport({
      groups: base.groups.map((group) => ({ ...group, answer: hostile })),
      cells: base.cells.map((cell) => ({ ...cell, modalAnswer: hostile })),
      insight: { verdict: 'varied', level: 'none', headline: hostile, details: [hostile] },
    });
    for (const columns of [60, 100]) {
      const text = glanceTable(report, sampleRecord(), { columns, style: PLAIN });
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
      for (const line of text.split('\n')) assert.ok(widthOf(line) <= columns, line);
    }
  });
});
