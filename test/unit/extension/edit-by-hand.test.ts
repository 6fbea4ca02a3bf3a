import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import { parseJournal } from '../../../src/core/run-file/journal.ts';
import type { ProbeFile } from '../../../src/core/model/report.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import type { OpenRun } from '../../../src/extension/run-control/open-run.ts';
import { RunStore } from '../../../src/runs/store.ts';
import { close, hang, openWindow, request, resume, say, scratch, start, until, type Serve } from './windows.ts';
import { STRINGS } from '../../../src/extension/strings.ts';

const COLOURS = ['Teal', 'Blue', 'Navy'];
const paint: Serve = (_, { trialIndex }) => say(COLOURS[trialIndex % 3]!);
const colours = { ...request, prompt: 'Name a colour', trialsPerCell: 3 };
const MERGE = { kind: 'merge', groups: ['blue', 'navy'] } as const;

async function shown(run: OpenRun) {
  const { report, edits } = await run.snapshot();
  return { tally: report?.groups.map(({ answer, count }) => `${answer} ${count}`), edits };
}
const APART = { tally: ['Blue 2', 'Navy 2', 'Teal 2'], edits: undefined };
const MERGED = { tally: ['Blue 4', 'Teal 2'], edits: { merges: 1, splits: 0, idle: 0, canUndo: true } };

async function editsOn(folder: string, key: string) {
  return parseJournal((await new RunStore(folder).read(key)) ?? '').edits;
}

test('an edit survives a reload, and so does taking it back', async (t) => {
  const folder = await scratch(t);
  const one = openWindow(t, folder, paint);
  const { run, done } = await start(one.runs, one.runs.plan(colours));
  await done;
  assert.deepEqual(await shown(run), APART);
  await one.runs.edit(run, MERGE);
  assert.deepEqual(await shown(run), MERGED);
  assert.equal((await editsOn(folder, run.key)).length, 1);
  await close(one.runs, folder, run.run);

  const two = openWindow(t, folder, paint);
  const again = await two.runs.find(run.key, DEFAULT_ANALYSIS);
  assert.ok(again);
  assert.deepEqual([await shown(again), again.run.status], [MERGED, 'complete']);
  await two.runs.edit(again, { kind: 'split', group: 'blue', texts: ['Navy'] });
  await two.runs.edit(again, { kind: 'undo' });
  assert.deepEqual(await shown(again), MERGED);
  await two.runs.edit(again, { kind: 'undo' });
  assert.deepEqual(await shown(again), APART);
  await assert.rejects(two.runs.edit(again, { kind: 'undo' }), UsageError);
  await close(two.runs, folder, run.run);

  const three = openWindow(t, folder, paint);
  assert.deepEqual(await shown((await three.runs.find(run.key, DEFAULT_ANALYSIS))!), APART);
});

test('answers are not read again for an edit, unless another window has written since', async (t) => {
  const folder = await scratch(t);
  const one = openWindow(t, folder, paint);
  const { run, done } = await start(one.runs, one.runs.plan(colours));
  await done;
  await one.runs.edit(run, MERGE);
  await one.runs.edit(run, { kind: 'undo' });
  const two = openWindow(t, folder, paint);
  const same = await two.runs.find(run.key, DEFAULT_ANALYSIS);
  assert.ok(same);
  await two.runs.edit(same, MERGE);
  const restores = (calls: readonly string[]) => calls.filter((call) => call === 'restore').length;
  assert.deepEqual([restores(one.calls), restores(two.calls)], [0, 1]);
  await one.runs.edit(run, { kind: 'merge', groups: ['teal', 'blue'] });
  assert.equal(restores(one.calls), 1);
  assert.deepEqual((await shown(run)).tally, ['Blue 6']);
});

test('edits hold when the run goes on, for the answers that come then, and are exported', async (t) => {
  const folder = await scratch(t);
  const { runs } = openWindow(t, folder, paint);
  const { run, done } = await start(runs, runs.plan(colours));
  await done;
  await runs.edit(run, MERGE);
  await (
    await resume(runs, run, { kind: 'run-more' })
  ).done;
  assert.deepEqual((await shown(run)).tally, ['Blue 8', 'Teal 4']);
  const file = JSON.parse(await run.exportAs('json')) as ProbeFile;
  assert.deepEqual([file.edits.length, file.report.groups.length], [1, 2]);
  assert.deepEqual(file.edits, await editsOn(folder, run.key));
});

test('a run is edited while it is sent, into the journal that is open for it', async (t) => {
  const folder = await scratch(t);
  const { runs } = openWindow(t, folder, (provider, request, signal) =>
    request.trialIndex < 3 ? paint(provider, request, signal) : hang(signal),
  );
  const { run, done } = await start(runs, runs.plan({ ...colours, trialsPerCell: 4 }));
  await until(() => run.sent.settled === 6);
  // Side by side, and yet none is lost.
  await Promise.all([
    runs.edit(run, MERGE),
    runs.edit(run, { kind: 'merge', groups: ['teal', 'blue'] }),
    runs.edit(run, { kind: 'undo' }),
  ]);
  assert.deepEqual(await shown(run), MERGED);
  assert.equal((await editsOn(folder, run.key)).length, 1);
  run.stop();
  // The journal is still being closed when this one begins.
  await runs.edit(run, { kind: 'undo' });
  await done;
  assert.deepEqual((await shown(run)).edits, undefined);
  assert.deepEqual(await editsOn(folder, run.key), []);
  assert.deepEqual((await run.snapshot()).notices, []);
});

test('what another window writes is not edited, and its edits are seen when it is done', async (t) => {
  const folder = await scratch(t);
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const one = openWindow(t, folder, async (provider, request, signal) => {
    if (request.trialIndex === 3) await gate;
    return paint(provider, request, signal);
  });
  const { run, done } = await start(one.runs, one.runs.plan({ ...colours, trialsPerCell: 4 }));
  await until(() => run.sent.settled === 6);
  const two = openWindow(t, folder, paint);
  const seen = await two.runs.find(run.key, DEFAULT_ANALYSIS);
  assert.ok(seen);
  await assert.rejects(two.runs.edit(seen, MERGE), { message: STRINGS.runs.being.elsewhere });
  await one.runs.edit(run, MERGE);
  release();
  await done;
  assert.deepEqual((await shown(seen)).edits, MERGED.edits);
  await two.runs.edit(seen, { kind: 'undo' });
  assert.deepEqual((await shown(seen)).tally, ['Teal 4', 'Blue 2', 'Navy 2']);
  // The first window has not looked since, and builds on what it finds nevertheless.
  await one.runs.edit(run, { kind: 'merge', groups: ['teal', 'blue'] });
  assert.equal((await editsOn(folder, run.key)).length, 1);
});

test('the edits of a file that is opened are kept, and those made since are found when it is opened again', async (t) => {
  const folder = await scratch(t);
  const one = openWindow(t, folder, paint);
  const { run, done } = await start(one.runs, one.runs.plan(colours));
  await done;
  await one.runs.edit(run, MERGE);
  const text = await run.exportAs('json');
  const two = openWindow(t, folder, paint);
  const opened = await two.runs.openFile(new TextEncoder().encode(text), 'x.probe.json', DEFAULT_ANALYSIS);
  assert.deepEqual(await shown(opened), MERGED);
  await close(two.runs, folder, { ...run.run, id: opened.key });

  const three = openWindow(t, folder, paint);
  const reloaded = await three.runs.find(opened.key, DEFAULT_ANALYSIS);
  assert.ok(reloaded);
  assert.deepEqual(await shown(reloaded), MERGED);
  await three.runs.edit(reloaded, { kind: 'undo' });
  await close(three.runs, folder, { ...run.run, id: opened.key });

  const four = openWindow(t, folder, paint);
  assert.deepEqual(
    await shown(await four.runs.openFile(new TextEncoder().encode(text), 'x.probe.json', DEFAULT_ANALYSIS)),
    APART,
  );
});

test('where the disk takes nothing, edits hold in memory and one notice says so', async (t) => {
  const folder = path.join(await scratch(t), 'runs');
  await writeFile(folder, 'a file where the folder should be');
  const { runs } = openWindow(t, folder, paint);
  const { run, done } = await start(runs, runs.plan(colours));
  await done;
  await runs.edit(run, MERGE);
  await runs.edit(run, { kind: 'split', group: 'blue', texts: ['Navy'] });
  await runs.edit(run, { kind: 'undo' });
  assert.deepEqual(await shown(run), MERGED);
  assert.equal((await run.snapshot()).notices.length, 1);
});

test('a run whose panel was closed is not edited', async (t) => {
  const { runs } = openWindow(t, await scratch(t), paint);
  const { run, done } = await start(runs, runs.plan(colours));
  await done;
  runs.release(run);
  await assert.rejects(runs.edit(run, MERGE), { message: STRINGS.runs.being.closed });
  assert.deepEqual(await shown((await runs.find(run.key, DEFAULT_ANALYSIS))!), APART);
});
