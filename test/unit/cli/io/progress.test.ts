import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Progress } from '../../../../src/cli/io/progress.ts';
import type { TargetProgress } from '../../../../src/core/model/events.ts';
import { sampleRecord } from '../report/sample.ts';
import { testScreen, trial } from '../support.ts';

const HEADER = { ...sampleRecord().run, trialsPerCell: 50 };

function stopped(over: Partial<TargetProgress>): TargetProgress {
  const base = { target: 'openai:a', wanted: 50, settled: 0, failed: 0, inFlight: 0, resumesAt: null };
  return { ...base, state: 'stopped', reason: 'the key was refused', ...over };
}

describe('Progress', () => {
  it('writes a few plain lines into a log', () => {
    const screen = testScreen();
    let now = 0;
    const progress = new Progress(HEADER, screen, () => now);
    for (let index = 0; index < 100; index++) {
      now += 50;
      progress.event({ type: 'settled', trial: trial({ outcome: index < 3 ? 'failed' : 'completed' }) });
    }
    progress.end();
    assert.deepEqual(screen.text().split('\n'), [
      '100 calls: 2 models × 50 runs.',
      '40 of 100 done, 3 failed',
      '80 of 100 done, 3 failed',
      '100 of 100 done, 3 failed',
      '',
    ]);
  });

  it('draws a bar that fits on a terminal, at most ten times a second, and clears it', () => {
    const screen = testScreen({ isTerminal: true, columns: 50 });
    let now = 0;
    const progress = new Progress(HEADER, screen, () => now);
    const waiting = stopped({ state: 'paused', reason: `rate limited \u001b[2J${'x'.repeat(200)}` });
    progress.event({ type: 'progress', progress: [waiting] });
    for (let index = 0; index < 100; index++) {
      now += 10;
      progress.event({ type: 'settled', trial: trial() });
    }
    progress.end();
    const frames = screen.text().split('\r\u001b[K');
    assert.equal(frames.length, 1 + 11 + 1);
    assert.ok(frames.slice(1, -1).every((frame) => frame.length <= 49 && !frame.includes('\u001b')));
    assert.match(frames[5] ?? '', /^█+[▏▎▍▌▋▊▉]?·+ 40 of 100 done/);
    assert.equal(frames.at(-1), '100 of 100 done\n\n');
  });

  it('does not count what was cancelled as done', () => {
    const screen = testScreen();
    const progress = new Progress(HEADER, screen, () => 0);
    progress.event({ type: 'settled', trial: trial() });
    progress.event({ type: 'settled', trial: trial({ outcome: 'cancelled' }) });
    progress.end();
    assert.match(screen.text(), /^1 of 100 done, 1 cancelled$/m);
  });

  it('says once why a model stopped', () => {
    const screen = testScreen();
    const progress = new Progress(HEADER, screen, () => 0);
    for (let index = 0; index < 5; index++) progress.event({ type: 'progress', progress: [stopped({})] });
    assert.equal(screen.text().split('a stopped: the key was refused').length, 2);
  });
});
