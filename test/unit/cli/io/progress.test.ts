import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Progress } from '../../../../src/cli/io/progress.ts';
import type { TargetProgress } from '../../../../src/core/model/events.ts';
import { sampleRecord } from '../report/sample.ts';
import { testScreen, trial } from '../support.ts';
import { SENDING } from '../../../../src/cli/strings/sending.ts';

const HEADER = { ...sampleRecord().run, trialsPerCell: 50 };

function stopped(over: Partial<TargetProgress>): TargetProgress {
  const base = { target: 'openai:a', wanted: 50, settled: 0, failed: 0, inFlight: 0, resumesAt: null };
  return { ...base, state: 'stopped', reason: 'the key was refused', ...over };
}

/** A progress display whose time passes only when it is told to. */
function display({ isTerminal = false, columns = 80 } = {}, kept = [] as ReturnType<typeof trial>[]) {
  const screen = testScreen({ isTerminal, columns });
  let now = 0;
  let tick: (() => void) | null = null;
  const progress = new Progress(HEADER, kept, {
    screen,
    clock: { monotonicMs: () => now, now: () => new Date(now) },
    every: (_ms, callback) => {
      tick = callback;
      return () => (tick = null);
    },
  });
  const pass = (ms: number): void => {
    for (const end = now + ms; now < end;) {
      now += 250;
      tick?.();
    }
  };
  return { screen, progress, pass, wait: (ms: number) => (now += ms), ticking: () => tick !== null };
}

const waiting = (seconds: number): TargetProgress =>
  stopped({ state: 'paused', reason: 'rate limited', resumesAt: new Date(seconds * 1000).toISOString() });

describe('Progress in a log', () => {
  it('writes a plain line every few seconds', () => {
    const { screen, progress, wait } = display();
    for (let index = 0; index < 100; index++) {
      wait(125);
      progress.event({ type: 'settled', trial: trial({ outcome: index < 3 ? 'failed' : 'completed' }) });
    }
    progress.end();
    assert.deepEqual(screen.text().split('\n'), [
      '37 of 100 answered, 3 failed',
      '77 of 100 answered, 3 failed',
      '97 of 100 answered, 3 failed',
      '',
    ]);
  });

  it('says once that a model waits, and goes on to tell while nothing else happens', () => {
    const { screen, progress, pass, ticking } = display();
    for (let index = 0; index < 5; index++) progress.event({ type: 'progress', progress: [waiting(40)] });
    pass(36_000);
    assert.deepEqual(screen.text().split('\n'), [
      'a: rate limited, next try in 40 s',
      '0 of 100 answered · a: rate limited, next try in 35 s',
      '0 of 100 answered · a: rate limited, next try in 5 s',
      '',
    ]);
    progress.end();
    assert.equal(ticking(), false);
  });

  it('says once why a model stopped', () => {
    const { screen, progress } = display();
    for (let index = 0; index < 5; index++) progress.event({ type: 'progress', progress: [stopped({})] });
    assert.equal(screen.text().split('a stopped: the key was refused').length, 2);
  });

  it('says once why all of them stopped', () => {
    const { screen, progress } = display();
    const reason = 'the budget of $0.50 is used up';
    const both = [stopped({ reason }), stopped({ reason, target: 'openai:b' })];
    progress.event({ type: 'progress', progress: both });
    progress.event({ type: 'finished', status: 'cancelled', finishedAt: '', endNote: reason });
    assert.equal(screen.text(), 'a, b stopped: the budget of $0.50 is used up\n');
    const alone = display();
    alone.progress.event({ type: 'finished', status: 'cancelled', finishedAt: '', endNote: reason });
    assert.equal(alone.screen.text(), `${SENDING.stopped('the budget of $0.50 is used up')}\n`);
  });
});

describe('Progress on a terminal', () => {
  it('draws a bar that fits, at most ten times a second, and clears it', () => {
    const { screen, progress, wait } = display({ isTerminal: true, columns: 50 });
    const hostile = stopped({ state: 'paused', reason: `rate limited \u001b[2J${'x'.repeat(200)}` });
    progress.event({ type: 'progress', progress: [hostile] });
    for (let index = 0; index < 100; index++) {
      wait(10);
      progress.event({ type: 'settled', trial: trial() });
    }
    progress.end();
    const frames = screen.text().split('\r\u001b[K');
    assert.equal(frames.length, 1 + 11 + 1);
    assert.ok(frames.slice(1, -1).every((frame) => frame.length <= 49 && !frame.includes('\u001b')));
    assert.match(frames[5] ?? '', /^█+[▏▎▍▌▋▊▉]?·+ 40 of 100 answered/);
    assert.equal(frames.at(-1), '100 of 100 answered\n\n');
  });

  it('ticks a wait down although nothing happens', () => {
    const { screen, progress, pass } = display({ isTerminal: true, columns: 100 });
    progress.event({ type: 'progress', progress: [waiting(8)] });
    pass(9_000);
    const shown = screen.text().match(/next try in \d+ s|trying again/g) ?? [];
    const countdown = [8, 7, 6, 5, 4, 3, 2, 1].map((seconds) => `next try in ${String(seconds)} s`);
    assert.deepEqual([...new Set(shown)], [...countdown, 'trying again']);
  });

  it('shows the pace that a server allows', () => {
    const { screen, progress } = display({ isTerminal: true, columns: 100 });
    progress.event({ type: 'progress', progress: [stopped({ state: 'running', reason: null, ratePerSecond: 5 })] });
    assert.match(screen.text(), /0 of 100 answered · a: about 5 calls a second$/);
  });
});

describe('what Progress counts', () => {
  it('is not what was cancelled', () => {
    const { screen, progress } = display();
    progress.event({ type: 'settled', trial: trial() });
    progress.event({ type: 'settled', trial: trial({ outcome: 'cancelled' }) });
    progress.end();
    assert.match(screen.text(), /^1 of 100 answered, 1 missing$/m);
  });

  it('is what an earlier part of the run had settled', () => {
    const { screen, progress } = display({}, [trial(), trial({ trialIndex: 1, outcome: 'failed' })]);
    progress.event({ type: 'settled', trial: trial({ trialIndex: 2 }) });
    progress.end();
    assert.match(screen.text(), /^2 of 100 answered, 1 failed$/m);
  });
});
