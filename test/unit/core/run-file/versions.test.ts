import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import Ajv from 'ajv';
import schema from '../../../../media/probe-file.schema.json' with { type: 'json' };
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { parseProbeFile, recordOfFile } from '../../../../src/core/run-file/run-file.ts';
import { journalReader, readWhole, runFileReader } from '../../../../src/core/run-file/run-reader.ts';

/** Files as versions of this program wrote them whose reports or runs had other members than before, oldest first. */
const FOLDER = 'test/fixtures/run-files';
const named = (end: string) => readdirSync(FOLDER).filter((name) => name.endsWith(end));
const textOf = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');

const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

interface Raw {
  readonly run: RunRecord['run'];
  readonly trials: readonly object[];
  readonly report: { readonly insight: object };
}

/** The same trial with the members that its version did not write yet. */
const filled = (trial: object) => ({
  ...{ truncated: false, usage: null, modelReported: null, variables: {}, error: null },
  ...trial,
});

describe('a run file of an earlier version', () => {
  assert.equal(named('.probe.json').length, 11);
  for (const name of named('.probe.json')) {
    it(`${name} opens with all that it holds`, () => {
      const text = textOf(name);
      const raw = JSON.parse(text) as Raw;
      const read = parseProbeFile(text);
      assert.deepEqual(read.run, raw.run);
      assert.deepEqual(read.trials, raw.trials.map(filled));
      const insight = { verdict: 'undecided', ...raw.report.insight };
      assert.deepEqual({ ...read.report, ...raw.report, insight }, read.report);
      assert.deepEqual(readWhole(runFileReader(), text), { ...recordOfFile(read), hadReport: true });
      assert.equal(summarize(recordOfFile(read), DEFAULT_ANALYSIS).readings.length, raw.trials.length);
    });

    it(`${name} has no mistake in an editor`, () => {
      assert.equal(validate(JSON.parse(textOf(name))), true, JSON.stringify(validate.errors));
    });
  }
});

describe('a journal of an earlier version', () => {
  const journals = named('.probe.jsonl');
  assert.equal(journals.length, 3);
  for (const name of journals) {
    it(`${name} opens with all its trials`, () => {
      const lines = textOf(name).trimEnd().split('\n');
      const events = lines.map((line) => JSON.parse(line) as { type: string; header?: object; trial?: object });
      const { run, trials } = readWhole(journalReader(), textOf(name));
      assert.deepEqual({ ...run, ...events[0]!.header }, run);
      const settled = events.filter(({ type }) => type === 'settled');
      assert.ok(settled.length > 0);
      assert.deepEqual(new Set(trials), new Set(settled.map(({ trial }) => filled(trial!))));
    });
  }
});
