import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openReadJournal } from '../../../src/runs/journal.ts';
import { RunStore } from '../../../src/runs/store.ts';
import { journalReader, readWhole } from '../../../src/core/run-file/run-reader.ts';
import { headerOf } from '../../../src/core/model/events.ts';
import type { GroupEdit, RunHeader } from '../../../src/core/model/run.ts';
import { sampleRecord } from '../cli/report/sample.ts';
import { trial } from '../cli/support.ts';

const never = (problem: unknown): void => assert.fail(JSON.stringify(problem));

test('a run that goes on keeps its merges and splits in a new journal, and writes them once', async (t) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'run-journal-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'a.probe.jsonl');
  const { run } = sampleRecord({ trialsPerCell: 5 });
  const conditions = run.conditions.map((condition) => ({ ...condition, sha256: '0'.repeat(64) }));
  const header: RunHeader = headerOf({ ...run, conditions });
  const kept = [trial({ trialIndex: 0 }), trial({ trialIndex: 1 })];
  const { target, condition, trialIndex } = kept[0]!;
  const edits: readonly GroupEdit[] = [{ kind: 'split', members: [{ target, condition, trialIndex }] }];
  for (const part of ['first', 'second']) {
    const journal = await openReadJournal(file, never);
    assert.deepEqual(journal.before?.edits, part === 'first' ? undefined : edits);
    journal.keep(kept, edits);
    journal.event({ type: 'started', header });
    await journal.close();
    const text = await readFile(file, 'utf8');
    const record = readWhole(journalReader(), text);
    assert.deepEqual([record.edits, record.trials], [edits, kept]);
    assert.equal(text.split('"type":"edited"').length, 2);
  }
});

test('only journals are pruned: what else has such a name stays', async (t) => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'run-journal-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const folder = path.join(root, 'state');
  await mkdir(folder);
  await writeFile(path.join(root, 'elsewhere.jsonl'), '{"type":"started"}\n');
  await symlink('../elsewhere.jsonl', path.join(folder, 'link.jsonl'));
  await writeFile(path.join(folder, 'answers.jsonl'), '{"target":"a","text":"b"}\n');
  for (const name of ['old', 'new']) await writeFile(path.join(folder, `${name}.jsonl`), '{"type":"started"}\n');
  for (const name of ['old', 'answers']) await utimes(path.join(folder, `${name}.jsonl`), 1, 1);
  await new RunStore(folder).prune(1);
  assert.deepEqual((await readdir(folder)).sort(), ['answers.jsonl', 'link.jsonl', 'new.jsonl']);
  assert.deepEqual(await readdir(root), ['elsewhere.jsonl', 'state']);
});
