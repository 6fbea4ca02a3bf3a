import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Provenance, Run, Source } from '../../../../src/core/model/run.ts';
import { announcement, answeredText, badgesOf, losses, sizeOf } from '../../../../webview/state/summary.ts';
import { reportOf, runOf, screenOf } from '../screen-fixture.ts';
import { SPOKEN } from '../../../../webview/text/strings.ts';

const run = runOf(['a', 'b', 'c']);
const counts = (more: Partial<ReturnType<typeof reportOf>['counts']>): ReturnType<typeof reportOf> =>
  reportOf({ counts: { ...reportOf().counts, ...more } });

test('what was run and what came of it', () => {
  assert.equal(sizeOf({ run }), '3 models × 50');
  const two = [...run.conditions, { ...run.conditions[0]!, id: 'b' }];
  assert.equal(sizeOf({ run: runOf(['a'], { conditions: two }) }), '1 model × 2 conditions × 50');
  const report = counts({ trials: 150, completed: 140, refused: 1, empty: 1, failed: 8, truncated: 2 });
  assert.equal(answeredText({ run, report }), '140 of 150 answered');
  assert.deepEqual(losses({ report }), ['8 failed', '1 refused', '1 empty', '2 cut off']);
  assert.deepEqual(losses({ report: reportOf() }), []);
  assert.deepEqual(losses({ report: counts({ cancelled: 4 }) }), ['4 missing']);
});

test('answers that were not measured now are always labelled', () => {
  const badges = (
    sources: readonly Source[] | undefined,
    provider = 'openai',
    provenance?: Provenance,
  ): readonly Source[] => {
    const targets = run.targets.map((target) => ({ ...target, provider }));
    const shown = { ...run, targets, ...(provenance === undefined ? {} : { provenance }) };
    return badgesOf(screenOf(shown, null, sources === undefined ? {} : { sources }));
  };
  assert.deepEqual(badges(['live']), []);
  assert.deepEqual(badges(['live', 'simulated', 'recorded']), ['recorded', 'simulated']);
  assert.deepEqual(badges(undefined, 'simulated'), ['simulated']);
  assert.deepEqual(badges(undefined, 'openai', { title: 't', url: null, note: '' }), ['recorded']);
  assert.deepEqual(badges([], 'recorded'), ['recorded'], 'even before the first answer');
});

test('a screen reader hears of quarters, not of every answer', () => {
  const running = runOf(['a', 'b', 'c'], { status: 'running' });
  const said = (trials: number): string => announcement(screenOf(running, counts({ trials })));
  assert.equal(said(40), said(60));
  assert.equal(said(80), SPOKEN.quarter(50));
  const lost = counts({ trials: 150, completed: 149, failed: 1 });
  assert.equal(announcement(screenOf(running, lost)), SPOKEN.quarter(75), 'a failed trial is no answer');
  assert.match(
    announcement(screenOf(run, reportOf())),
    /^The run is complete after 41 s\. 150 of 150 answered\. Strongly/,
  );
  const end = (status: Run['status'], more: Parameters<typeof counts>[0]): string =>
    announcement(screenOf(runOf(['a', 'b', 'c'], { status }), counts(more))).split(' after')[0]!;
  assert.equal(end('partial', { trials: 150, completed: 142, failed: 8 }), 'The run is over', 'nothing is missing');
  assert.equal(end('partial', { trials: 100, completed: 100 }), 'The run has ended early');
  assert.equal(end('cancelled', { trials: 150, completed: 100, cancelled: 50 }), 'The run was stopped');
});
