import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { htmlReport } from '../../../../src/core/export/html.ts';
import { json } from '../../../../src/core/export/json.ts';
import { runOf, times } from '../analysis/run-of.ts';
import { assertHarmlessReport } from './html-structure.ts';
import { fileOf, mixedRun, textOf } from './sample-file.ts';

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '</pre></li></ol></details><iframe src="https://evil.example">',
  '<!--',
  ']]>',
  '&lt;b&gt; \u0000\u001b[2J\u202e\ud800',
  "' style='position:fixed",
];

describe('the HTML report', () => {
  it('says what was asked, of whom, how often, and what was found', () => {
    const record = runOf('Pick a number between 1 and 100', { haiku: times('42', 50), mini: times('73', 50) });
    const page = textOf(htmlReport, fileOf(record));
    for (const part of [
      'Pick a number between 1 and 100',
      'haiku',
      '<td><bdi>42</bdi></td><td class="num">100%',
      '50 of 50',
      '2 models were asked 50 times each',
    ])
      assert.ok(page.includes(part), part);
    assert.ok(/<rect\s+class="m0"/.test(page));
    assert.equal(page.match(/<details>/g)?.length, page.match(/<\/details>/g)?.length);
  });

  it('attaches the run file', () => {
    const file = fileOf(mixedRun());
    assert.deepEqual(assertHarmlessReport(textOf(htmlReport, file)), JSON.parse(textOf(json, file)));
  });

  it('keeps text as text, wherever others write', () => {
    const record = runOf(HOSTILE.join('\n'), Object.fromEntries(HOSTILE.map((name) => [name, HOSTILE])));
    const conditions = HOSTILE.map((id, at) => ({ ...record.run.conditions[0]!, id, system: id, control: at === 0 }));
    const run = {
      ...record.run,
      ...{ id: HOSTILE[0]!, conditions, tool: { name: HOSTILE[1]!, version: HOSTILE[2]! } },
      provenance: { title: HOSTILE[3]!, url: null, note: HOSTILE[4]! },
      targets: record.run.targets.map((target) => ({ ...target, parameters: { [HOSTILE[1]!]: HOSTILE[2] } })),
    };
    const trials = record.trials.map((trial) => ({
      ...trial,
      condition: HOSTILE[0]!,
      source: 'recorded' as const,
      ...(trial.trialIndex === 1 && {
        outcome: 'failed' as const,
        error: { reason: 'unknown' as const, message: HOSTILE[3]!, status: null },
      }),
    }));
    assertHarmlessReport(textOf(htmlReport, fileOf({ ...record, run, trials })));
  });

  it('labels answers that no model gave for this run', () => {
    const simulated = runOf('Name a fruit', { a: times('Fig', 9) }, { changes: { source: 'simulated' } });
    assert.match(textOf(htmlReport, fileOf(simulated)), /made up/);
    const live = runOf('Name a fruit', { a: times('Fig', 9) });
    assert.doesNotMatch(textOf(htmlReport, fileOf(live)), /class="source"/);
  });

  it('survives a run without an answer', () => {
    const page = textOf(htmlReport, fileOf(runOf('Pick a number between 1 and 10', { a: ['no'] }, {})));
    assertHarmlessReport(page);
    assertHarmlessReport(textOf(htmlReport, fileOf(runOf('Name a fruit', { a: [] }))));
  });
});
