import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { askedOf, readFile, refusal, trialsOf } from './read-file.ts';

const turn = (role: string, content: unknown) => ({ role, content });
const FRUIT = 'Pick a fruit';

function sample(id: number, epoch: number, content: unknown, more: object = {}) {
  return {
    ...{ id, epoch, input: FRUIT, target: '', messages: [turn('user', FRUIT), turn('assistant', content)] },
    output: {
      model: 'openai/gpt-x',
      choices: [{ message: turn('assistant', content), stop_reason: 'stop' }],
      ...{ usage: { input_tokens: 9, output_tokens: 2 }, time: 0.25 },
    },
    ...{ scores: { match: { value: NaN } }, events: [{ event: 'model' }], attachments: {} },
    ...more,
  };
}

const head = (more: object = {}) => ({
  ...{ version: 2, status: 'success', results: null, stats: {} },
  eval: {
    task: 'fruit',
    created: '2026-01-01T00:00:00+00:00',
    model: 'openai/gpt-x',
    packages: { inspect_ai: '0.3.100' },
  },
  ...more,
});

/** JSON as Python writes it. */
const python = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) => (Number.isNaN(member) ? 'N-a-N' : member)).replaceAll('"N-a-N"', 'NaN');

function archive(files: Readonly<Record<string, unknown>>, level: 0 | 6 = 6): Uint8Array {
  const entries = Object.entries(files).map(([name, value]) => [name, [strToU8(python(value)), { level }]] as const);
  return zipSync(Object.fromEntries(entries) as Zippable);
}

const SAMPLES = [
  sample(1, 1, 'Mango'),
  sample(1, 2, [
    { type: 'reasoning', reasoning: 'Apple is common.' },
    { type: 'text', text: 'Fig' },
  ]),
  sample(2, 1, '', {
    error: { message: 'RateLimitError: slow down', traceback: 'File "x.py"' },
    output: { choices: [] },
  }),
];
const EXPECTED = [
  ['openai:gpt-x', 'completed', 'Mango'],
  ['openai:gpt-x', 'completed', 'Fig'],
  ['openai:gpt-x', 'failed', ''],
];

describe('Inspect logs', () => {
  it('are read in JSON and as archives, each sample and epoch a trial', () => {
    const files = {
      ...{ '_journal/start.json': head(), 'header.json': head(), 'summaries.json': [{ id: 1 }] },
      ...Object.fromEntries(SAMPLES.map((one) => [`samples/${one.id}_epoch_${one.epoch}.json`, one])),
    };
    const logs = [
      readFile(python(head({ samples: SAMPLES })), 'log.json'),
      readFile(archive(files), 'log.eval'),
      readFile(archive(files, 0), 'renamed.zip'),
    ];
    for (const log of logs) {
      assert.deepEqual(trialsOf(log), EXPECTED);
      assert.deepEqual(askedOf(log), [[FRUIT, null]]);
      assert.equal(log.run.createdAt, '2026-01-01T00:00:00.000Z');
      assert.equal(log.run.provenance!.from, 'Inspect AI 0.3.100');
      const [trial, , failed] = log.trials;
      assert.deepEqual([trial!.latencyMs, trial!.usage], [250, { inputTokens: 9, outputTokens: 2 }]);
      assert.equal(failed!.error!.message, 'RateLimitError: slow down');
    }
  });

  it('are read where the evaluation did not end', () => {
    const files = { '_journal/start.json': head({ status: undefined }), 'samples/1_epoch_1.json': SAMPLES[0] };
    assert.deepEqual(trialsOf(readFile(archive(files), 'log.eval')), EXPECTED.slice(0, 1));
    const cancelled = readFile(python(head({ status: 'cancelled', samples: SAMPLES })), 'log.json');
    assert.match(cancelled.run.provenance!.note, /status "cancelled"/);
  });

  it('take what was asked from the messages, and texts from the attachments', () => {
    const asked = [turn('system', 'Be brief.'), turn('user', `${FRUIT}.`)];
    const log = head({
      samples: [
        sample(1, 1, 'x', {
          messages: [...asked, turn('assistant', 'x'), turn('user', 'Sure?'), turn('assistant', 'y')],
        }),
        sample(2, 1, 'attachment://f00d', { attachments: { f00d: 'A long answer' }, messages: [] }),
        sample(3, 1, 'z', { input: [turn('user', 'a'), turn('assistant', 'b'), turn('user', 'c')], messages: [] }),
        sample(4, 1, 'z', { output: { completion: 'old' }, messages: [] }),
      ],
    });
    const { run, trials } = readFile(python(log), 'log.json');
    assert.deepEqual(askedOf({ run, trials, edits: [] }), [
      [`${FRUIT}.`, 'Be brief.'],
      [FRUIT, null],
      ['c', null],
    ]);
    assert.equal(run.conditions[2]!.messages!.length, 3);
    assert.deepEqual(
      trials.map(({ text }) => text),
      ['x', 'A long answer', 'z', 'old'],
    );
  });

  it('are refused without samples, and other archives by what they are', () => {
    assert.match(refusal(python(head()), 'log.json'), /Inspect log that holds no samples/);
    assert.match(refusal(archive({ 'header.json': head() }), 'log.eval'), /holds no samples/);
    assert.match(refusal(archive({ 'xl/workbook.json': {} }), 'a.xlsx'), /zip archive, but not a log of Inspect/);
  });

  it('are refused when they are damaged or unpack to too much', () => {
    const whole = archive({ 'header.json': head(), 'samples/1_epoch_1.json': SAMPLES[0] });
    const says = /^log\.eval cannot be read: .*inspect log convert --to json/;
    for (const length of [4, 60, whole.length - 30, whole.length - 1]) {
      assert.match(refusal(whole.subarray(0, length), 'log.eval'), says, `${length} of ${whole.length} bytes`);
    }
    const flipped = whole.slice();
    flipped[70]! ^= 0x55;
    assert.match(refusal(flipped, 'log.eval'), says);
    const bomb = whole.slice();
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 4; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x7fffffff, true);
    }
    assert.match(refusal(bomb, 'log.eval'), /larger than 128 MB/);
    const deep = zipSync({ 'header.json': strToU8('['.repeat(100_000)) });
    assert.match(refusal(deep, 'log.eval'), /not the JSON that Inspect writes/);
  });

  it('are read when they are packed by Zstandard', () => {
    const packed = readFileSync(path.join('test', 'fixtures', 'imports', 'fruit-zstd.eval'));
    assert.deepEqual(
      trialsOf(readFile(packed, 'fruit.eval')).map(([, , text]) => text),
      ['Mango', 'Fig', 'Mango'],
    );
  });
});
