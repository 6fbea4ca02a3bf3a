import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { csvLine, guardCell } from '../../../src/core/text/csv-cells.ts';
import { strToU8, zipSync } from 'fflate';
import { importContent, importRun } from '../../../src/core/import/import.ts';
import { json } from '../../../src/core/export/json.ts';
import { buildProbeFile, parseProbeFile, recordOfFile } from '../../../src/core/run-file/run-file.ts';
import { hasher, textOf } from '../../unit/core/export/sample-file.ts';
import { fuzzer } from '../fuzzer.ts';
import { Dice } from '../inputs/dice.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedText, mutatedValue } from '../inputs/mutate.ts';
import { promptTexts, texts } from '../inputs/texts.ts';
import { assertNoKey, orRefused, PLANTED_KEY } from '../oracles.ts';
import { assertReport } from '../report-oracles.ts';
import { assertSameInPieces, STAMP } from './run-files.ts';

/** A file as it lies on a disk. */
interface ForeignFile {
  readonly name: string;
  readonly text: string;
  /** Of a file that is no text: its bytes in base64, which then count. */
  readonly base64?: string;
}

const words = fc.constantFrom(
  'a',
  'gpt',
  'constructor',
  '__proto__',
  '',
  '=1',
  'default',
  '\u202ex',
  'completed',
  'failed',
  'x',
);

const rows = fc.array(
  fc.record(
    {
      ...{ target: words, text: texts(2_000), prompt: promptTexts(), system: words, condition: words },
      trialIndex: fc.oneof(fc.nat(5), fc.constantFrom(-1, 1.5, 1e9, '3', null)),
      outcome: fc.constantFrom('completed', 'refused', 'empty', 'failed', 'cancelled', 'odd'),
      ...{ finishReason: words, extra: fc.jsonValue() },
    },
    { requiredKeys: ['target', 'text'] },
  ),
  { maxLength: 8 },
);

type Row = Readonly<Record<string, unknown>>;

/** One result of promptfoo, with its configuration and a key in it. */
const promptfooResult = fc.record(
  {
    provider: fc.oneof(words, fc.record({ id: words, label: words })),
    prompt: fc.oneof(words, fc.record({ raw: promptTexts(), label: words })),
    vars: fc.dictionary(words, words),
    response: fc.oneof(
      fc.record({ output: fc.oneof(texts(2_000), fc.jsonValue()), cached: fc.boolean(), tokenUsage: fc.jsonValue() }),
      fc.record({ error: texts(500) }),
    ),
    ...{ success: fc.boolean(), score: fc.double(), latencyMs: fc.double(), promptIdx: fc.nat(3), testIdx: fc.nat(3) },
    ...{ error: texts(300), failureReason: fc.nat(3), testCase: fc.jsonValue(), cost: fc.double() },
  },
  { requiredKeys: ['provider', 'prompt', 'vars', 'response'] },
);

const promptfoo = fc
  .record({
    results: fc.array(promptfooResult, { maxLength: 5 }),
    version: fc.constantFrom(2, 3, 4, 'x'),
    isWrapped: fc.boolean(),
  })
  .map(({ results, version, isWrapped }) => {
    const summary = { version, timestamp: '2026-01-31T12:00:00.000Z', prompts: [], results };
    return isWrapped
      ? { evalId: 'e', results: summary, config: { providers: [{ id: 'a', config: { apiKey: PLANTED_KEY } }] } }
      : summary;
  });

/** An archive of Inspect whose sample and bytes may be damaged. */
const archives = fc.tuple(fc.nat(2 ** 31 - 1), fc.nat(9)).map(([seed, level]): ForeignFile => {
  const dice = new Dice(seed);
  const turns = [
    { role: 'user', content: 'Pick.' },
    { role: 'assistant', content: 'Mango' },
  ];
  const output = { choices: [{ message: turns[1], stop_reason: 'stop' }] };
  const sample = { id: 1, epoch: 1, input: 'Pick.', messages: turns, output };
  const head = { version: 2, status: 'success', eval: { task: 't', model: 'openai/m', apiKey: PLANTED_KEY } };
  const changed = dice.chance(0.5) ? mutatedValue(sample, dice) : sample;
  const files = {
    'header.json': strToU8(JSON.stringify(head)),
    'samples/1.json': strToU8(JSON.stringify(changed) ?? ''),
  };
  const bytes = zipSync(files, { level: level as 0 });
  for (let turn = dice.one([0, 0, 1, 3]); turn > 0; turn--) bytes[dice.below(bytes.length)] = dice.below(256);
  return { name: 'log.eval', text: '', base64: Buffer.from(bytes).toString('base64') };
});

/** Files of other tools: read or refused in a sentence that names the place; keys are not read. */
export const imports = fuzzer<ForeignFile>({
  name: 'imports',
  about: 'imported files of all formats: lists, tables, and what other tools write',
  inputs: (seeds) =>
    fc.oneof(
      fc.tuple(rows, fc.constantFrom('json', 'jsonl', 'csv'), fc.nat(2 ** 31 - 1)).map(([list, ending, seed]) => ({
        name: `answers.${ending}`,
        text: written(list, ending, new Dice(seed)),
      })),
      fc.tuple(promptfoo, fc.boolean(), fc.nat(2 ** 31 - 1)).map(([output, isLines, seed]) => {
        const dice = new Dice(seed);
        const changed = dice.chance(0.4) ? mutatedValue(output, dice) : output;
        const results = (output as { readonly results: unknown }).results;
        const lines = Array.isArray(results) ? results : [output];
        return isLines
          ? { name: 'out.jsonl', text: lines.map((line) => JSON.stringify(line)).join('\n') }
          : { name: 'out.json', text: JSON.stringify(changed) };
      }),
      fc
        .tuple(fc.constantFrom('a.json', 'a.jsonl', 'a.csv', 'a.ndjson', 'a.txt'), texts(60_000))
        .map(([name, text]) => ({ name, text })),
      archives,
      ...mutatedSeeds(seeds, ({ name, text }, dice) => ({ name, text: mutatedText(text, dice) })),
    ),
  check({ name, text, base64 }) {
    const content = base64 === undefined ? new TextEncoder().encode(text) : Buffer.from(base64, 'base64');
    const ofBytes = orRefused(() => importContent(content, name, STAMP, hasher));
    const record = base64 === undefined ? orRefused(() => importRun(text, name, STAMP, hasher)) : ofBytes;
    if (base64 === undefined) assertSameInPieces(text, name, record);
    if (record === null) return;
    assertNoKey(JSON.stringify(record));
    const report = orRefused(() => summarize(record, DEFAULT_ANALYSIS));
    if (report === null) return;
    assertReport(report, record);
    const file = textOf(json, buildProbeFile(record, report));
    const again = recordOfFile(parseProbeFile(file));
    assert.equal(textOf(json, buildProbeFile(again, report)), file, 'the imported run cannot be saved and read again');
  },
});

function written(list: readonly Row[], ending: string, dice: Dice): string {
  const changed = list.map((row) => (dice.chance(0.1) ? mutatedValue(row, dice) : row)) as readonly Row[];
  const damaged = (text: string): string => (dice.chance(0.15) ? mutatedText(text, dice) : text);
  if (ending === 'json') return damaged(JSON.stringify(changed));
  if (ending === 'jsonl') return damaged(changed.map((row) => JSON.stringify(row)).join('\n'));
  const columns = ['target', 'text', 'prompt', 'condition', 'trialIndex', 'outcome'];
  const cell = (value: unknown): string => guardCell(typeof value === 'string' ? value : JSON.stringify(value ?? ''));
  const lines = changed.map((row) => csvLine(columns.map((column) => cell((row as Row | null)?.[column]))));
  return damaged([csvLine(columns), ...lines].join(dice.one(['\n', '\r\n'])));
}
