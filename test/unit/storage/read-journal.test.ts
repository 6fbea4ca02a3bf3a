import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { missingTrials, parseJournal } from '../../../src/core/run-file/journal.ts';
import { UsageError } from '../../../src/core/model/usage-error.ts';
import { eachLine } from '../../../src/storage/lines.ts';
import { readJournalText, summarizeJournal } from '../../../src/storage/read-journal.ts';

let folder = ''; // stays empty when a filter skips every test of this file
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'journals-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function fileOf(text: string): Promise<string> {
  const file = path.join(folder, 'a.jsonl');
  await writeFile(file, text);
  return file;
}

const IDS = ['a:m', 'b:"quoted" \\ é', 'c'];

const started = (trialsPerCell: number): string =>
  JSON.stringify({
    type: 'started',
    header: {
      trialsPerCell,
      targets: IDS.slice(0, 2).map((id) => ({ id })),
      conditions: [{ id: 'default' }, { id: 'ü"' }],
    },
  });

/** In the order in which the engine lays out a trial: the outcome is behind the text. */
const settled = (target: string, condition: string, trialIndex: number, outcome: string, text: string): string =>
  JSON.stringify({
    type: 'settled',
    trial: { target, condition, trialIndex, text, requested: {}, outcome, error: null },
  });

describe('what a journal lacks', () => {
  it('is counted without reading the answers as it is by reading them', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.constant('"outcome":"cancelled"'.repeat(100)),
      fc.constant(`${'é}}'.repeat(700)}`),
      fc.constant('\\"}}{"type":"finished"'.repeat(80)),
    );
    const trial = fc
      .tuple(
        fc.constantFrom(...IDS),
        fc.constantFrom('default', 'ü"', 'other'),
        fc.nat({ max: 5 }),
        fc.constantFrom('completed', 'failed', 'cancelled', 'empty'),
        text,
      )
      .map((of) => settled(...of));
    const finished = fc.constant(
      '{"type":"finished","status":"partial","finishedAt":"2026-01-01","endNote":"the budget is used up"}',
    );
    const edited = fc
      .array(fc.record({ target: fc.constantFrom(...IDS), condition: text, trialIndex: fc.nat(5) }), { maxLength: 3 })
      .map((members) => JSON.stringify({ type: 'edited', edits: [{ kind: 'merge', members }] }));
    const line = fc.oneof(
      { weight: 9, arbitrary: trial },
      edited,
      fc.constantFrom(2, 3, 4).map(started),
      finished,
      text.map((one) => one.replaceAll('\n', '')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.boolean(), async (lines, ended) => {
        const all = [started(3), ...lines].join('\n') + (ended ? '\n' : '');
        const file = await fileOf(all);
        const { header, trials } = parseJournal(all);
        const missing = missingTrials(header, trials).length;
        assert.deepEqual(await summarizeJournal(file), { header, missing });
      }),
      { numRuns: 150 },
    );
  });

  it('is nothing for a file that is not there, and not for one that is no journal', async () => {
    const none = path.join(folder, 'none.jsonl');
    assert.deepEqual([await readJournalText(none), await summarizeJournal(none)], [null, null]);
    for (const text of ['', 'x', '[]\n', settled('a:m', 'default', 0, 'completed', 'x')]) {
      const file = await fileOf(text);
      assert.equal(await readJournalText(file), text);
      if (text !== '') await assert.rejects(readJournalText(file, 0), UsageError);
      assert.equal(await summarizeJournal(file), null);
      assert.throws(() => parseJournal(text), /not the journal of a run/);
    }
  });

  it('is counted at once for a header that asks for more trials than anyone sends', async () => {
    const file = await fileOf(`${started(9_007_199_254_740_991)}\n${settled('a:m', 'default', 0, 'completed', 'x')}\n`);
    assert.ok((await summarizeJournal(file))!.missing > 1e15);
  });

  it('is not named one by one for such a header', () => {
    for (const runs of [9_007_199_254_740_991, 1e9]) {
      const text = `${started(runs)}\n${settled('a:m', 'default', 0, 'completed', 'x')}\n`;
      assert.throws(() => parseJournal(text), /more than 3,000,000 calls/);
    }
  });

  it('is counted alike for a trial before the first one, and for a name that the header holds twice', async () => {
    const twice = started(2).replace('[{"id":"default"}', '[{"id":"default"},{"id":"default"}');
    const text = `${twice}\n${settled('a:m', 'default', -1, 'completed', 'x')}\n${settled('a:m', 'default', 1, 'completed', 'x')}\n`;
    const { header, trials } = parseJournal(text);
    assert.equal(missingTrials(header, trials).length, 7);
    assert.equal((await summarizeJournal(await fileOf(text)))?.missing, 7);
  });

  it('is counted when the names in a line are damaged', async () => {
    const line = settled('a:m', 'default', 0, 'completed', 'x'.repeat(2_000));
    for (const name of ['a\\q', 'a\\u12', 'a\u0000', 'a\t']) {
      const file = await fileOf(`${started(2)}\n${line.replace('a:m', name)}\n${line}\n`);
      assert.equal((await summarizeJournal(file))?.missing, 7);
    }
  });
});

describe('the lines of a file', () => {
  it('are those of its text, however long they are', async () => {
    for (const text of ['', '\n', 'a', 'a\n\nb', `${'é'.repeat(400_000)}\n\u2028x\r\n${'y'.repeat(262_143)}\nz\n`]) {
      const lines: string[] = [];
      await eachLine(await fileOf(text), (line) => lines.push(String(line)));
      const expected = text.split('\n');
      if (expected.at(-1) === '') expected.pop();
      assert.deepEqual(lines, expected);
    }
  });

  it('are left out when they are too long, and the next one is read', async () => {
    const lines: (string | null)[] = [];
    const text = ['short', 'x'.repeat(300_000), '', 'also short', 'y'.repeat(11)].join('\n');
    await eachLine(await fileOf(text), (line) => lines.push(line?.toString('utf8') ?? null), 10);
    assert.deepEqual(lines, ['short', null, '', 'also short', null]);
  });
});
