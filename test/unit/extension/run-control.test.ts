import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import { parseJournal } from '../../../src/core/run-file/journal.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import type { OpenRun } from '../../../src/extension/run-control/open-run.ts';
import { RunStore } from '../../../src/runs/store.ts';
import {
  agreeing,
  busy,
  close,
  hang,
  openWindow,
  request,
  resume,
  say,
  scratch,
  settings,
  start,
  until,
} from './windows.ts';
import { STRINGS } from '../../../src/extension/strings.ts';

async function counts(run: OpenRun) {
  const { run: shown, report, next, notices, elapsedMs } = await run.snapshot();
  return { status: shown.status, answered: report?.counts.completed ?? 0, next, notices: [...notices], elapsedMs };
}

const WHOLE = { missing: 0, failed: {}, more: 10, elsewhere: false };
const indexes = (sent: readonly string[], provider: string): number[] =>
  sent
    .filter((one) => one.startsWith(`${provider} `))
    .map((one) => Number(one.split(' ')[1]))
    .sort((x, y) => x - y);

test('a run that a closed window cut off goes on in the next one, with exactly what is missing', async (t) => {
  const folder = await scratch(t);
  let served = 0;
  const first = openWindow(t, folder, (_, { trialIndex }, signal) =>
    ++served > 7 ? hang(signal) : say(String(trialIndex)),
  );
  const header = first.runs.plan(request);
  const { run } = await start(first.runs, header);
  await until(() => run.sent.settled === 7);
  await close(first.runs, folder, header);

  const second = openWindow(t, folder, (_, { trialIndex }) => say(String(trialIndex)));
  const found = await second.runs.find(header.id, DEFAULT_ANALYSIS);
  assert.ok(found);
  const before = await counts(found);
  assert.deepEqual([before.status, before.answered, before.next?.missing], ['partial', 7, 13]);
  const kept = parseJournal((await new RunStore(folder).read(header.id)) ?? '').trials;
  const started = await resume(second.runs, found, { kind: 'resume' });
  assert.equal(started.run, found);
  await started.done;
  const missing = [...Array(20).keys()]
    .map((at) => (at < 10 ? `a ${at}` : `b ${at - 10}`))
    .filter((name) => !kept.some(({ target, trialIndex }) => name === `${target[0]} ${trialIndex}`));
  assert.deepEqual([...second.sent].sort(), missing.sort());
  const after = await counts(found);
  assert.deepEqual(
    { ...after, elapsedMs: 0 },
    { ...after, status: 'complete', answered: 20, next: WHOLE, elapsedMs: 0 },
  );
  // One clock over both parts: the pause between them is left out.
  assert.ok(before.elapsedMs !== null && after.elapsedMs !== null && found.run.earlierMs !== undefined);
  assert.ok(after.elapsedMs >= found.run.earlierMs);

  const third = openWindow(t, folder, () => say('never'));
  const kept3 = await third.runs.find(header.id, DEFAULT_ANALYSIS);
  assert.ok(kept3);
  assert.deepEqual((await counts(kept3)).next, WHOLE);
  assert.equal((await counts(kept3)).answered, 20);
});

test('failed trials are sent again, of one model or of all, and more runs are added', async (t) => {
  let credit = false;
  const { runs, sent } = openWindow(t, await scratch(t), (provider, { trialIndex }) =>
    credit || trialIndex < 5 || provider === 'z' ? say('42') : busy(),
  );
  const { run, done } = await start(runs, runs.plan(request));
  await done;
  assert.deepEqual((await run.next()).failed, { 'a:m': 5, 'b:m': 5 });
  credit = true;
  sent.length = 0;
  await (
    await resume(runs, run, { kind: 'retry-failed', target: 'b:m' })
  ).done;
  assert.deepEqual([indexes(sent, 'a'), indexes(sent, 'b')], [[], [5, 6, 7, 8, 9]]);
  assert.deepEqual((await run.next()).failed, { 'a:m': 5 });
  sent.length = 0;
  await (
    await resume(runs, run, { kind: 'retry-failed' })
  ).done;
  assert.deepEqual([indexes(sent, 'a'), indexes(sent, 'b')], [[5, 6, 7, 8, 9], []]);
  sent.length = 0;
  await (
    await resume(runs, run, { kind: 'run-more' })
  ).done;
  const more = [...Array(10).keys()].map((at) => at + 10);
  assert.deepEqual([indexes(sent, 'a'), indexes(sent, 'b')], [more, more]);
  assert.equal(run.run.trialsPerCell, 20);
  assert.deepEqual((await counts(run)).answered, 40);
});

test('while it goes on, a run keeps its figures; what is sent again is no longer counted', async (t) => {
  let hold = true;
  const { runs } = openWindow(t, await scratch(t), (_, { trialIndex }, signal) =>
    hold && trialIndex >= 5 ? hang(signal) : say('42'),
  );
  const { run, done } = await start(runs, runs.plan(request));
  await until(() => run.sent.settled === 10);
  run.stop();
  await done;
  assert.deepEqual((await counts(run)).next?.missing, 10);
  const going = await resume(runs, run, { kind: 'resume' });
  const { run: shown, report, next, elapsedMs } = await run.snapshot();
  assert.deepEqual([shown.status, report?.counts.completed, report?.counts.cancelled], ['running', 10, 0]);
  assert.equal(next, undefined);
  assert.ok(shown.continuedAt !== undefined && elapsedMs !== null);
  assert.deepEqual(run.sent, { settled: 0, wanted: 10 });
  hold = false;
  run.stop();
  await going.done;
  await (
    await resume(runs, run, { kind: 'resume' })
  ).done;
  assert.deepEqual((await counts(run)).answered, 20);
});

test('another window says that a run is being sent, and has an ordinary run when it is over', async (t) => {
  const folder = await scratch(t);
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const one = openWindow(t, folder, async (_, { trialIndex }) => {
    if (trialIndex >= 5) await gate;
    return say('42');
  });
  const header = one.runs.plan(request);
  const { run, done } = await start(one.runs, header);
  const two = openWindow(t, folder, () => say('never'));
  await until(() => run.sent.settled === 10);
  const seen = await two.runs.find(header.id, DEFAULT_ANALYSIS);
  assert.ok(seen);
  const meanwhile = await counts(seen);
  assert.deepEqual([meanwhile.status, meanwhile.answered, meanwhile.next?.elsewhere], ['partial', 10, true]);
  await assert.rejects(resume(two.runs, seen, { kind: 'resume' }), UsageError);
  release();
  await done;
  const after = await counts(seen);
  assert.deepEqual([after.status, after.answered, after.next, after.notices], ['complete', 20, WHOLE, []]);
  assert.deepEqual(two.sent, []);
  assert.equal((await counts(run)).status, 'complete');
});

test('a run that another window has finished meanwhile is not sent twice', async (t) => {
  const folder = await scratch(t);
  const one = openWindow(t, folder, (_, { trialIndex }, signal) => (trialIndex >= 5 ? hang(signal) : say('42')));
  const header = one.runs.plan(request);
  const { run } = await start(one.runs, header);
  await until(() => run.sent.settled === 10);
  await close(one.runs, folder, header);
  const two = openWindow(t, folder, () => say('42'));
  const three = openWindow(t, folder, () => say('42'));
  const [here, there] = await Promise.all([two, three].map(({ runs }) => runs.find(header.id, DEFAULT_ANALYSIS)));
  assert.ok(here && there);
  await (
    await resume(two.runs, here, { kind: 'resume' })
  ).done;
  await assert.rejects(resume(three.runs, there, { kind: 'resume' }), { message: STRINGS.runs.being.changed });
  assert.deepEqual([two.sent.length, three.sent.length], [10, 0]);
  assert.deepEqual((await counts(there)).next, WHOLE);
});

test('a run whose panel was closed while its user was asked is not sent', async (t) => {
  const { runs, sent } = openWindow(t, await scratch(t), () => say('42'));
  const { run, done } = await start(runs, runs.plan(request));
  await done;
  runs.release(run);
  await assert.rejects(resume(runs, run, { kind: 'run-more' }), { message: STRINGS.runs.being.closed });
  const again = await runs.find(run.key, DEFAULT_ANALYSIS);
  assert.ok(again && again !== run);
  await (
    await resume(runs, again, { kind: 'run-more' })
  ).done;
  assert.equal(sent.length, 40);
});

test('while its user is asked, a run is this window’s alone; who goes back has sent nothing', async (t) => {
  const folder = await scratch(t);
  const one = openWindow(t, folder, () => say('42'));
  const { run, done } = await start(one.runs, one.runs.plan(request));
  await done;
  const before = await new RunStore(folder).read(run.key);
  const two = openWindow(t, folder, () => say('42'));
  const there = await two.runs.find(run.key, DEFAULT_ANALYSIS);
  assert.ok(there);
  let asked = 0;
  const confirm = async ({ missing }: { readonly missing: readonly unknown[] }): Promise<boolean> => {
    asked = missing.length;
    const again = await one.runs.resume(run, { kind: 'run-more' }, settings, agreeing);
    assert.equal(again, null, 'a second press');
    await assert.rejects(one.runs.edit(run, { kind: 'undo' }), { message: STRINGS.runs.being.resuming });
    await assert.rejects(resume(two.runs, there, { kind: 'run-more' }), UsageError);
    return false;
  };
  const back = await one.runs.resume(run, { kind: 'run-more' }, settings, { ...agreeing, confirm });
  assert.deepEqual([back, asked, one.sent.length, two.sent.length], [null, 20, 20, 0]);
  assert.equal(await new RunStore(folder).read(run.key), before);
  await (
    await resume(one.runs, run, { kind: 'run-more' })
  ).done;
  assert.equal(one.sent.length, 40);
});

test('a run whose panel is closed while its user is being asked is not sent, nor is one without keys', async (t) => {
  const { runs, sent } = openWindow(t, await scratch(t), () => say('42'));
  const header = runs.plan(request);
  assert.equal(await runs.start(header, settings, { ...agreeing, keys: () => Promise.resolve(false) }), null);
  assert.equal(runs.isOpen(header.id), false);
  const { run, done } = await start(runs, header);
  await done;
  const confirm = (): Promise<boolean> => {
    runs.release(run);
    return Promise.resolve(true);
  };
  const closed = runs.resume(run, { kind: 'run-more' }, settings, { ...agreeing, confirm });
  await assert.rejects(closed, { message: STRINGS.runs.being.closed });
  assert.equal(sent.length, 20);
});

test('a disk that takes nothing is told once, and the run goes on in memory, later parts too', async (t) => {
  const folder = path.join(await scratch(t), 'runs');
  await writeFile(folder, 'a file where the folder should be');
  const { runs, sent } = openWindow(t, folder, () => say('42'));
  const { run, done } = await start(runs, runs.plan(request));
  await done;
  const first = await counts(run);
  assert.deepEqual([first.status, first.answered, first.notices.length], ['complete', 20, 1]);
  assert.match(first.notices[0] ?? '', /memory/);
  await (
    await resume(runs, run, { kind: 'run-more' })
  ).done;
  const second = await counts(run);
  assert.deepEqual([second.answered, second.notices.length, sent.length], [40, 1, 40]);
});

test('a file that was opened and has gone on is opened again with all its answers', async (t) => {
  const folder = await scratch(t);
  const one = openWindow(t, folder, (_, { trialIndex }, signal) => (trialIndex >= 5 ? hang(signal) : say('42')));
  const { run, done } = await start(one.runs, one.runs.plan(request));
  await until(() => run.sent.settled === 10);
  run.stop();
  await done;
  const text = await run.exportAs('json');
  const two = openWindow(t, folder, () => say('42'));
  const opened = await two.runs.openFile(new TextEncoder().encode(text), 'x.probe.json', DEFAULT_ANALYSIS);
  assert.deepEqual((await counts(opened)).next?.missing, 10);
  await (
    await resume(two.runs, opened, { kind: 'resume' })
  ).done;
  two.runs.dispose();
  const three = openWindow(t, folder, () => say('never'));
  const again = await three.runs.openFile(new TextEncoder().encode(text), 'x.probe.json', DEFAULT_ANALYSIS);
  assert.deepEqual([again.key, (await counts(again)).answered], [opened.key, 20]);
});

test('a file whose report another version may have made says once that it was worked out anew', async (t) => {
  const { runs } = openWindow(t, await scratch(t), () => say('42'));
  const { run, done } = await start(runs, runs.plan(request));
  await done;
  const text = await run.exportAs('json');
  const opened = async (version: string, name: string) => {
    const content = new TextEncoder().encode(text.replace(/"version": *"0"/, `"version": "${version}"`));
    return (await counts(await runs.openFile(content, name, DEFAULT_ANALYSIS))).notices;
  };
  const [said, ...others] = await opened('9.8.7-with-a-name-that-goes-on\\u202eand on', 'other.probe.json');
  assert.equal(others.length, 0);
  assert.equal(said, STRINGS.runs.being.remade('9.8.7-with-a-name-t…', '0'));
  assert.deepEqual(await opened('0', 'same.probe.json'), []);
});

test('a run that is sent until it is settled goes from look to look in one run, and ends when nothing is open', async (t) => {
  const folder = await scratch(t);
  const { runs, sent } = openWindow(t, folder, () => say('42'));
  const planned = runs.plan({ ...request, trialsPerCell: 40 });
  const { run, done } = await start(runs, { ...planned, looks: [10, 20, 40] });
  const seen: string[] = [];
  run.onDidChange(() => seen.push(`${run.run.status} ${run.run.trialsPerCell}`));
  await done;
  // Both models say the same each time: that they are alike is shown at the second look.
  assert.equal(sent.length, 40);
  assert.deepEqual([...new Set(seen)], ['running 10', 'running 20', 'complete 20']);
  assert.deepEqual(run.sent, { settled: 40, wanted: 40 });
  const { answered, status } = await counts(run);
  assert.deepEqual([status, answered], ['complete', 40]);
  const kept = parseJournal((await new RunStore(folder).read(run.key)) ?? '');
  assert.deepEqual([kept.header.trialsPerCell, kept.finished?.status, kept.trials.length], [20, 'complete', 40]);
  assert.equal((await settlements(run)).kind, 'settled');
});

const settlements = (run: OpenRun) => run.settlement();

test('a run that is sent until it is settled stops when it is told to, also while it is looked at', async (t) => {
  const { runs, sent } = openWindow(t, await scratch(t), (_, { trialIndex }, signal) =>
    trialIndex >= 12 ? hang(signal) : say(String(trialIndex)),
  );
  const { run, done } = await start(runs, { ...runs.plan({ ...request, trialsPerCell: 40 }), looks: [10, 20, 40] });
  await until(() => run.run.trialsPerCell === 20 && run.sent.settled === 24);
  run.stop();
  await done;
  const { status, answered, next } = await counts(run);
  assert.deepEqual([status, answered, next?.missing], ['cancelled', 24, 16]);
  assert.ok(sent.every((one) => Number(one.split(' ')[1]) < 20));
});
