import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { buildProbeFile, parseProbeFile } from '../../../../src/core/run-file/run-file.ts';
import { htmlReport } from '../../../../src/core/export/html.ts';
import { json } from '../../../../src/core/export/json.ts';
import { markdown } from '../../../../src/core/export/markdown.ts';

import type { Rewrite, RunRecord } from '../../../../src/core/model/run.ts';
import { times, underConditions } from '../analysis/run-of.ts';

const FRUITS = ['Mango', 'Apple', 'Fig', 'Pear', 'Plum', 'Kiwi', 'Lime', 'Date', 'Peach', 'Guava'];
const various = Array.from({ length: 30 }, (_, at) => FRUITS[at % FRUITS.length]!);
const PROMPT = 'Name a fruit.';

function record(): RunRecord {
  const texts = {
    'as it stands': times('Mango', 30),
    'own | `one` $2': various,
    'as it stands (fresh runs)': times('Mango', 30),
    'own (fresh runs)': various,
  };
  const { run, trials, edits } = underConditions(PROMPT, texts);
  const rewrites: readonly Partial<Rewrite>[] = [
    {},
    { changes: 'adds <b>a line</b>', source: 'A. Nobody 2026' },
    { confirms: 'as it stands' },
    { confirms: 'own | `one` $2' },
  ];
  const conditions = run.conditions.map((one, at) => ({
    ...one,
    prompt: at % 2 === 0 ? PROMPT : `${PROMPT}\n\n<b>Be bold.</b>`,
    rewrite: { template: 'own', want: 'many' as const, ...rewrites[at] },
  }));
  return { run: { ...run, conditions }, trials, edits };
}

const file = buildProbeFile(record(), summarize(record(), DEFAULT_ANALYSIS));
const text = (pieces: Iterable<string>): string => [...pieces].join('');

describe('exports of a run that tried rewrites', () => {
  it('have a row for each, fresh runs, and what the best one adds', () => {
    const written = text(markdown.pieces(file));
    const section = written.slice(written.indexOf('## Rewrites'), written.indexOf('## Conditions'));
    assert.equal(section.match(/^\| as it stands/gm)?.length, 2);
    assert.match(section, /×[\d.]+ \([\d.]+ to [\d.]+\)/);
    assert.match(section, /\+ <b>Be bold\.<\/b>/);
    // What a file says of a rewrite is text.
    assert.match(section, /adds \\<b\\>a line/);
  });

  it('hold the same in HTML, without markup of the rewrite', () => {
    const written = text(htmlReport.pieces(file));
    assert.match(written, /<h2>Rewrites<\/h2>/);
    assert.ok(!written.includes('<b>Be bold.</b>'));
  });

  it('are read back with what makes each condition a rewrite', () => {
    const { run } = parseProbeFile(text(json.pieces(file)));
    assert.deepEqual(run.conditions, record().run.conditions);
    assert.deepEqual((JSON.parse(text(json.pieces(file))) as typeof file).report.rewrites, file.report.rewrites);
  });
});
