import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { csv } from '../../../../src/core/export/csv.ts';
import { importRun } from '../../../../src/core/import/import.ts';
import { json } from '../../../../src/core/export/json.ts';
import { journalLine } from '../../../../src/core/run-file/journal.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { fileOf, hasher, mixedRun, textOf } from '../export/sample-file.ts';

const STAMP = { id: 'imported-1', createdAt: '2026-01-31T12:00:00.000Z' };
const read = (text: string, name: string): RunRecord => importRun(text, name, STAMP, hasher);
const lines = (...rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const keys = ({ trials }: RunRecord) =>
  trials.map(({ target, condition, trialIndex, text }) => [target, condition, trialIndex, text]);

function problem(text: string, name: string): string {
  try {
    read(text, name);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  return assert.fail('was read');
}

describe('importRun', () => {
  it('reads JSON lines', () => {
    const record = read(
      lines(
        { target: 'openai:gpt-x', text: 'Mango', prompt: 'Pick a fruit' },
        { target: 'openai:gpt-x', text: 'Apple', prompt: 'Pick a fruit', finishReason: 'length' },
        { target: 'my model', text: 42, prompt: 'Pick a fruit' },
        { target: 'my model', text: '', prompt: 'Pick a fruit' },
      ),
      '/tmp/answers.jsonl',
    );
    assert.deepEqual(keys(record), [
      ['openai:gpt-x', 'default', 0, 'Mango'],
      ['openai:gpt-x', 'default', 1, 'Apple'],
      ['my model', 'default', 0, '42'],
      ['my model', 'default', 1, ''],
    ]);
    assert.deepEqual(
      record.run.targets.map(({ id, provider, model }) => [id, provider, model]),
      [
        ['openai:gpt-x', 'openai', 'gpt-x'],
        ['my model', 'imported', 'my model'],
      ],
    );
    assert.equal(record.run.conditions[0]!.prompt, 'Pick a fruit');
    assert.equal(record.run.provenance!.title, 'answers.jsonl');
    assert.deepEqual([record.run.id, record.run.createdAt], [STAMP.id, STAMP.createdAt]);
    assert.equal(record.trials[1]!.truncated, true);
    assert.equal(record.trials[3]!.outcome, 'empty');
    assert.ok(
      record.trials.every((trial) => trial.source === 'imported' && trial.usage === null && trial.attempts === 0),
    );
  });

  it('reads a table, whatever the separator, the line ends and the capitals', () => {
    const expected = [
      ['a', 'default', 0, 'one, "two"\nthree'],
      ['a', 'default', 1, 'x'],
    ];
    assert.deepEqual(keys(read('target,text\r\na,"one, ""two""\nthree"\r\na,x\r\n', 'a.csv')), expected);
    assert.deepEqual(keys(read('\ufeffTarget;Text\na;"one, ""two""\nthree"\n\na;x', 'A.CSV')), expected);
  });

  it('makes a condition of each prompt', () => {
    const record = read(
      lines(
        { target: 'a', text: '1', prompt: 'p' },
        { target: 'a', text: '2', prompt: 'q' },
        { target: 'a', text: '3', prompt: 'p', condition: 'prompt-2' },
        { target: 'a', text: '4', prompt: 'p', system: 's' },
      ),
      'a.jsonl',
    );
    assert.deepEqual(
      keys(record).map(([, condition]) => condition),
      ['default', 'prompt-3', 'prompt-2', 'prompt-4'],
    );
    assert.equal(new Set(record.run.conditions.map(({ id }) => id)).size, 4);
    assert.deepEqual(record.run.conditions.filter(({ control }) => control).length, 1);
  });

  it('keeps the indexes that a file names and fills the others in', () => {
    const record = read(
      lines({ target: 'a', text: 'x' }, { target: 'a', text: 'y', trialIndex: 0 }, { target: 'a', text: 'z' }),
      'a.jsonl',
    );
    assert.deepEqual(
      record.trials.map(({ trialIndex }) => trialIndex),
      [1, 0, 2],
    );
    assert.equal(record.run.trialsPerCell, 3);
  });

  it('reads the prices of a journal, when it was taken up again and why it ended', () => {
    const { run, trials } = mixedRun();
    const { status: _, finishedAt: __, ...header } = run;
    const price = { inputPerMillion: 1, outputPerMillion: 2, name: 'test:a', source: 'table' } as const;
    const priced = { ...header, prices: { 'test:a': price }, continuedAt: '2026-02-01T12:00:00.000Z' };
    const finished = { type: 'finished', status: 'partial', finishedAt: '2026-02-01T12:01:00.000Z' };
    const events = [
      { type: 'started', header: priced },
      { type: 'settled', trial: trials[0]! },
    ];
    const over = read(lines(...events, { ...finished, endNote: 'the budget of $0.50 is used up' }), 'x.jsonl').run;
    assert.deepEqual(over.prices, { 'test:a': price });
    assert.equal(over.continuedAt, '2026-02-01T12:00:00.000Z');
    assert.equal(over.endNote, 'the budget of $0.50 is used up');
    // Taken up again after that end: why the first part ended is no longer true.
    const again = lines(...events, { ...finished, endNote: 'x' }, { type: 'started', header: priced });
    assert.equal('endNote' in read(again, 'x.jsonl').run, false);
  });

  it('reads the merges and splits of a journal', () => {
    const { run, trials } = mixedRun();
    const { status: _, finishedAt: __, ...header } = run;
    const { target, condition, trialIndex } = trials[0]!;
    const edits = [{ kind: 'split', members: [{ target, condition, trialIndex }] }];
    const events = [
      { type: 'started', header },
      { type: 'edited', edits },
      { type: 'settled', trial: trials[0]! },
    ];
    assert.deepEqual(read(lines(...events), 'x.jsonl').edits, edits);
  });

  it('checks a journal like any other file', () => {
    const { run, trials } = mixedRun();
    const { status, finishedAt, ...header } = run;
    const [trial] = trials;
    const journal = (changed: object, settled: object = {}) =>
      lines(
        { type: 'started', header: { ...header, ...changed } },
        { type: 'settled', trial: { ...trial, ...settled } },
      );
    assert.equal(read(journal({}), 'x.jsonl').trials.length, 1);
    assert.match(problem(journal({ targets: [{ id: 'test:a' }] }), 'x.jsonl'), /run\.targets\[0\]\.provider must be/);
    assert.match(problem(journal({ targets: [null] }), 'x.jsonl'), /not the journal of a run/);
    const free = { inputPerMillion: -5, outputPerMillion: 0, name: 'x', source: 'user' };
    assert.match(problem(journal({ prices: { 'test:a': free } }), 'x.jsonl'), /inputPerMillion must be a number, 0 or/);
    assert.match(problem(journal({ conditions: [{ ...run.conditions[0], prompt: 7 }] }), 'x.jsonl'), /prompt must be/);
    assert.match(problem(journal({}, { outcome: 'odd' }), 'x.jsonl'), /trials\[0\]\.outcome must be/);
    assert.match(problem(journal({}, { target: '__proto__' }), 'x.jsonl'), /one of the targets/);
    assert.match(problem(journal({}, { trialIndex: -1 }), 'x.jsonl'), /trialIndex must be/);
    const nested = (levels: number) =>
      journal({}, { requested: { x: 'deep' } }).replace('"deep"', '['.repeat(levels) + ']'.repeat(levels));
    assert.match(problem(nested(100), 'x.jsonl'), /requested must be at most 64 levels deep/);
    // Not even parsed, like a torn line.
    assert.deepEqual(read(nested(20_000), 'x.jsonl').trials, []);
    assert.ok(status !== 'running' && finishedAt !== '');
  });

  it('reads a saved run and its journal as they are', () => {
    const original = mixedRun();
    const file = fileOf(original);
    assert.deepEqual(read(textOf(json, file), 'x.probe.json').trials, file.trials);
    const { finishedAt: _finished, status: _status, ...header } = original.run;
    const events = [
      journalLine({ type: 'started', header }),
      ...original.trials.map((trial) => journalLine({ type: 'settled', trial })),
    ];
    const journal = read(events.join('\n'), 'x.probe.jsonl');
    assert.equal(journal.trials.length, original.trials.length);
    assert.equal(journal.run.status, 'partial');
    assert.equal(journal.run.id, original.run.id);
  });

  it('reads a saved run and JSON rows under any name, and a table that begins with a bracket', () => {
    const file = fileOf(mixedRun());
    for (const name of ['x.csv', 'x.tsv', 'x.txt', 'x.html', 'x']) {
      assert.deepEqual(read(textOf(json, file), name).trials, file.trials, name);
      assert.equal(read('{"target": "a", "text": "x"}\n{"target": "a", "text": "y"}\n', name).trials.length, 2, name);
      assert.equal(read('[\n {"target": "a", "text": "x"}]', name).trials.length, 1, name);
    }
    assert.equal(read('{target},text,target\n1,x,a\n', 'x.csv').trials.length, 1);
  });

  it('reads its own table back to the same answers', () => {
    const file = fileOf(mixedRun());
    const again = summarize(read(textOf(csv, file), 'again.csv'), DEFAULT_ANALYSIS);
    assert.deepEqual(again.counts, file.report.counts);
    assert.deepEqual(again.pooled, file.report.pooled);
  });

  it('names the line and what is wrong with it', () => {
    assert.match(problem('{"target":"a","text":"x"}\nnonsense', 'a.jsonl'), /^Line 2: this is not JSON/);
    assert.match(problem('[1]\n[2]', 'a.jsonl'), /^Line 1: this must be an object/);
    assert.match(problem('[1]', 'a.jsonl'), /^Entry 1: this must be an object/);
    assert.match(problem('{"target":"a","text":"x"}\n{"text":"x"}', 'a.jsonl'), /^Line 2: the target is missing\.$/);
    assert.match(
      problem('{"target":"a","text":null}', 'a.jsonl'),
      /^Line 1: the text is missing, as it is everywhere in a.jsonl\.$/,
    );
    assert.match(problem(lines({ target: 'a', text: 'x', trialIndex: -1 }), 'a.jsonl'), /trialIndex must be a whole/);
    assert.match(problem(lines({ target: 'a', text: 'x', trialIndex: 1e9 }), 'a.jsonl'), /trialIndex must be a whole/);
    assert.match(
      problem(lines({ target: 'a', text: 'x', outcome: 'ok' }), 'a.jsonl'),
      /outcome must be one of completed/,
    );
    const twice = { target: 'a', text: 'x', trialIndex: 0 };
    assert.match(
      problem(lines(twice, twice), 'a.jsonl'),
      /^Line 2: trialIndex 0 of this target and condition is there twice/,
    );
    const other = (prompt: string) => ({ target: 'a', text: 'x', condition: 'c', prompt });
    assert.match(problem(lines(other('p'), other('q')), 'a.jsonl'), /^Line 2: condition "c" has another prompt/);
    assert.match(problem('target,answer\na,x', 'a.csv'), /^Line 1: .*text is missing\. What is read: /);
    assert.match(problem('target,text\na,"x\n', 'a.csv'), /^Line 2: a quotation mark is never closed\.$/);
    assert.equal(problem('', 'a.csv'), 'a.csv is empty.');
    assert.equal(problem('\ufeff\n', 'a.jsonl'), 'a.jsonl is empty.');
    assert.match(problem('target,text\n', 'a.csv'), /holds no answers/);
    assert.match(problem('name,answer\na,x', 'a.csv'), /target and text are missing/);
    assert.match(problem('x', 'a.txt'), /target and text are missing\. What is read: .*probe\.json.*promptfoo/);
  });

  it('tells what is in a file by its content', () => {
    const rows = lines({ target: 'a', text: 'Mango' }, { target: 'a', text: 'Fig' });
    const texts = (text: string, name: string) => read(text, name).trials.map((trial) => trial.text);
    for (const name of ['a.json', 'a.jsonl', 'a.txt', 'a']) {
      assert.deepEqual(texts(rows, name), ['Mango', 'Fig'], name);
      assert.deepEqual(texts(`\n\n${rows}\n\n`, name), ['Mango', 'Fig'], name);
      assert.deepEqual(texts(JSON.stringify([{ target: 'a', text: 'Mango' }], null, 2), name), ['Mango'], name);
      assert.deepEqual(texts(JSON.stringify({ target: 'a', text: 'Mango' }, null, 2), name), ['Mango'], name);
    }
    assert.deepEqual(texts('target\ttext\na\t"Mango\t1"\n', 'Unicode text.txt'), ['Mango\t1']);
    assert.match(problem(`${rows}\n\n{"target":"a"`, 'a.json'), /^Line 4: this is not JSON/);
    assert.match(problem(`\n{"target":\n"a","text":"x"}\n{`, 'a.json'), /^Line 4: this is not JSON/);
  });

  it('reads what Python writes for what is no number', () => {
    const rows = '{"target":"NaN, \\"Infinity\\"","text":"-Infinity","score":NaN,"range":[-Infinity,Infinity]}';
    for (const text of [rows, `[${rows}]`, `${rows}\n${rows}`]) {
      const [trial] = read(text, 'a.json').trials;
      assert.deepEqual([trial!.target, trial!.text], ['NaN, "Infinity"', '-Infinity']);
    }
    assert.match(problem('{"target":"a","text":"x","score":NaNa}', 'a.jsonl'), /^Line 1: this is not JSON/);
  });

  it('keeps rows without a text as calls that failed, and says why', () => {
    const record = read(
      lines(
        { target: 'a', text: 'Mango' },
        { target: 'a', text: null, error: { message: 'timeout after 60 s', code: 504 } },
        { target: 'a', text: null },
        { target: 'a' },
        { target: 'a', text: '', error: 'blocked, sk-abcdefghij' },
        { target: 'a', text: 'Fig', error: null },
        { target: 'a', text: { fruit: 'Fig' } },
        { model: 'a', text: false },
      ),
      'a.jsonl',
    );
    assert.deepEqual(
      record.trials.map(({ outcome, text, error }) => [outcome, text, error?.message ?? null]),
      [
        ['completed', 'Mango', null],
        ['failed', '', 'timeout after 60 s'],
        ['failed', '', 'The file holds no text for it.'],
        ['failed', '', 'The file holds no text for it.'],
        ['failed', '', 'blocked, [key removed]'],
        ['completed', 'Fig', null],
        ['completed', '{"fruit":"Fig"}', null],
        ['completed', 'false', null],
      ],
    );
    assert.equal(record.run.targets.length, 1);
    assert.match(problem(lines({ target: 'a', text: 'x', Text: 'y' }), 'a.jsonl'), /^Line 1: text is there more than/);
  });

  it('drops and merges nothing of a table that is not one', () => {
    assert.match(problem('target,text\na,Mango, ripe\n', 'a.csv'), /^Line 2: 3 cells where .* 2 columns/);
    assert.match(problem('target,text\na,Mango\nis good\n', 'a.csv'), /^Line 3: 1 cells where/);
    assert.match(problem('target,text,prompt\na,x,"p\nq"\na,y\n', 'a.csv'), /^Line 4: 2 cells where/);
    assert.match(problem('target,text,Text\na,x,y\n', 'a.csv'), /^Line 1: the column text is there more than once/);
    assert.match(problem('target,text\na,"say \\"hi\\" now"\n', 'a.csv'), /^Line 2: .*doubled, not escaped/);
    assert.match(problem('target,text\na,x\na,"5\\""\na,"Fig"\n', 'a.csv'), /^Line 3: .*quotation mark/);
    const empty = read('target,text,note,note,\na,"x" ,,,\na,y,,,,,\n', 'a.csv');
    assert.deepEqual(keys(empty), [
      ['a', 'default', 0, 'x'],
      ['a', 'default', 1, 'y'],
    ]);
    assert.deepEqual(keys(read('sep=;\r\ntarget;text\r\na;"x,y"\r\n', 'a.csv')), [['a', 'default', 0, 'x,y']]);
    assert.match(problem('"sep=;"\ntarget;text\na;b;c\n', 'a.csv'), /^Line 3: 3 cells/);
  });

  it('refuses other JSON in a sentence that can be read, whatever its members are called', () => {
    const odd = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}${'x'.repeat(500)}`, at]));
    const message = problem(JSON.stringify(odd), 'a.json');
    assert.match(message, /^a\.json holds 0x+…, 1x+…, .* and 36 more, .* What is read: /);
    assert.ok(message.length < 600, `${message.length} characters`);
  });

  it('says what a file came from, and that characters were lost before', () => {
    const { provenance } = read(lines({ target: 'a', text: 'T\ufffdrkis' }, { target: 'a', text: 'x' }), 'a.jsonl').run;
    assert.equal(provenance!.from, 'a list of answers');
    assert.match(provenance!.note, /^Imported from a list of answers\..* 1 of 2 texts hold \ufffd/);
  });
});
