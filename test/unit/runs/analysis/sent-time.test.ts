import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentMs } from '../../../../src/runs/analysis/sent-time.ts';
import { SendingTime } from '../../../../src/extension/run-control/sending-time.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();
const started = (createdAt: string, continuedAt?: string): string =>
  JSON.stringify({ type: 'started', header: { createdAt, ...(continuedAt && { continuedAt }) } });
const settled = (startedAt: string | null, latencyMs: number | null): string =>
  JSON.stringify({ type: 'settled', trial: { target: 't', startedAt, latencyMs } });
const finished = (finishedAt: string): string => JSON.stringify({ type: 'finished', status: 'complete', finishedAt });

test('a run sent in one go took from its beginning to its end', () => {
  assert.equal(sentMs([started(at(0)), settled(at(1), 500), finished(at(4)), ''].join('\n')), 4_000);
});

test('a part that was cut off lasted until its last answer', () => {
  const cut = [started(at(0)), settled(at(1), 500), settled(at(2), 700)].join('\n');
  assert.equal(sentMs(cut), 2_700);
  assert.equal(sentMs(`${cut}\n{"type":"settled","trial":{"target`), 2_700);
  assert.equal(sentMs(started(at(0))), 0);
});

test('an edit by hand takes no time, neither at the end of a part nor after the run', () => {
  const edited = JSON.stringify({ type: 'edited', edits: [] });
  assert.equal(sentMs([started(at(0)), settled(at(1), 500), edited].join('\n')), 1_500);
  assert.equal(sentMs([started(at(0)), settled(at(1), 500), finished(at(4)), edited].join('\n')), 4_000);
});

test('pauses between parts do not count', () => {
  const parts = [started(at(0)), settled(at(1), 500), started(at(0), at(30)), settled(at(31), 0), finished(at(32))];
  assert.equal(sentMs(parts.join('\n')), 1_500 + 2_000);
});

test('what a file does not tell is not known', () => {
  assert.equal(sentMs([started(at(0), at(30)), finished(at(32))].join('\n')), null);
  assert.equal(sentMs([started(at(0)), finished('')].join('\n')), null);
  assert.equal(sentMs('{"type":"started","header":{}}'), null);
  assert.equal(sentMs(''), null);
});

test('while it is sent the part under way counts, afterwards all parts do', () => {
  let now = 100;
  const time = new SendingTime(1_000, () => now);
  assert.equal(time.elapsedMs, 1_000);
  time.begin();
  now += 50;
  assert.equal(time.elapsedMs, 50);
  time.end();
  time.end();
  assert.equal(time.elapsedMs, 1_050);
  const unknown = new SendingTime(null, () => now);
  unknown.begin();
  now += 50;
  assert.equal(unknown.elapsedMs, 50);
  unknown.end();
  assert.equal(unknown.elapsedMs, null);
});
