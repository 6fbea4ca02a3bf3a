import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { reportTable } from '../../../src/cli/report/report-table.ts';
import { oneLine, printable, printableJson } from '../../../src/cli/terminal/printable.ts';
import { PLAIN } from '../../../src/cli/terminal/style.ts';
import { widthOf } from '../../../src/cli/terminal/width.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { importRun } from '../../../src/core/import/import.ts';
import { buildProbeFile, checkRecord } from '../../../src/core/run-file/run-file.ts';
import { EXPORT_FORMATS } from '../../../src/core/export/registry.ts';
import type { RunRecord } from '../../../src/core/model/run.ts';
import { assertHarmlessReport } from '../../unit/core/export/html-structure.ts';
import { parsed, tokensOf } from '../../unit/core/export/markdown-structure.ts';
import { hasher, parseCsv, textOf } from '../../unit/core/export/sample-file.ts';
import { fuzzer } from '../fuzzer.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { records } from '../inputs/records.ts';
import { assertNoKey, assertPrintable, orRefused } from '../oracles.ts';
import { plain, STAMP } from './run-files.ts';

interface Exported {
  readonly record: RunRecord;
  /** Columns of the terminal. */
  readonly columns: number;
}

/** Every format of every run can be read by what reads such files, and a terminal is given nothing that drives it. */
export const exporters = fuzzer<Exported>({
  name: 'exporters',
  about: 'export formats and the report in a terminal',
  budgetMs: 4_000,
  inputs: (seeds) =>
    fc.oneof(
      fc.record({ record: records({ runs: 4, longest: 3_000 }), columns: fc.constantFrom(80, 20, 40, 120, 400) }),
      ...mutatedSeeds(seeds, (seed, dice) => ({ ...seed, columns: dice.one([20, 60, 100]) })),
    ),
  check({ record: given, columns }) {
    const record = orRefused(() => checkRecord({ ...given }));
    if (record === null) return;
    const report = orRefused(() => summarize(record, DEFAULT_ANALYSIS));
    if (report === null) return;
    const file = buildProbeFile(record, report);
    for (const format of EXPORT_FORMATS) {
      const text = textOf(format, file);
      assert.ok(text.endsWith('\n'), format.id);
      assertNoKey(text);
      assertPrintable(format.id === 'json' ? printableJson(text) : printable(text));
      if (format.id === 'json') assertSameRun(text, record);
      else if (format.id === 'markdown') assertMarkdown(text);
      else if (format.id === 'html') assertHarmlessReport(text);
      else assertTable(text);
    }
    const table = reportTable(report, record, { columns, style: PLAIN });
    assertPrintable(table);
    for (const line of table.split('\n'))
      assert.ok(widthOf(line) <= Math.max(columns, 80), `${widthOf(line)} columns: ${line}`);
    assert.equal(oneLine(table), oneLine(oneLine(table)));
  },
});

function assertSameRun(text: string, { run, trials, edits }: RunRecord): void {
  const again = importRun(text, 'run.probe.json', STAMP, hasher);
  assert.deepEqual(plain(again.run), plain(run));
  assert.deepEqual(plain(again.edits), plain(edits));
  const byKey = (one: RunRecord['trials'][number]): string =>
    JSON.stringify([one.target, one.condition, one.trialIndex]);
  const sorted = (list: RunRecord['trials']): unknown =>
    plain([...list].sort((a, b) => (byKey(a) < byKey(b) ? -1 : 1)));
  assert.deepEqual(sorted(again.trials), sorted(trials));
}

function assertTable(text: string): void {
  const table = parseCsv(text);
  assert.ok(Array.isArray(table), 'a quotation mark is never closed');
  const [head, ...rows] = table;
  assert.ok(
    head !== undefined && rows.every(({ cells }) => cells.length === head.cells.length),
    'rows of other lengths',
  );
  for (const { cells } of rows) for (const cell of cells) assert.ok(!/^[\s\0]*[=@]/.test(cell), `a formula: ${cell}`);
}

/** What nothing in a report becomes: a model wrote it, or a file of somebody else. */
const LIVE = /^(?:html|image|link|imageReference|linkReference|definition|footnoteDefinition)$/;

function assertMarkdown(text: string): void {
  assert.deepEqual(
    parsed(text).nodes.filter((node) => LIVE.test(node)),
    [],
    'live Markdown (GitHub)',
  );
  const live = tokensOf(text).filter((token) => /^(?:html_|image|link_)/.test(token));
  assert.deepEqual(live, [], 'live Markdown (markdown-it)');
}
