import * as fc from 'fast-check';
import { AnalysisSession } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS, summarize, type AnalysisOptions } from '../../../src/core/analysis/summarize.ts';
import { checkRecord } from '../../../src/core/run-file/run-file.ts';
import type { RunRecord } from '../../../src/core/model/run.ts';
import assert from 'node:assert/strict';
import { fuzzer } from '../fuzzer.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedText } from '../inputs/mutate.ts';
import { extractorSpecs, records } from '../inputs/records.ts';
import { assertUnpolluted, orRefused } from '../oracles.ts';
import { assertOrderFree, assertPaths, assertReport } from '../report-oracles.ts';

interface Analysed {
  readonly record: RunRecord;
  readonly options: AnalysisOptions;
}

const options: fc.Arbitrary<AnalysisOptions> = fc.record({
  extractor: extractorSpecs(),
  grouping: fc.constantFrom('exact', 'folded', 'lexical', 'semantic'),
  domain: fc.constantFrom('auto', null, [1, 100], [0, 0], [-1e308, 1e308], [5, 1]) as fc.Arbitrary<
    AnalysisOptions['domain']
  >,
  leaveOutEcho: fc.boolean(),
  findsExtractor: fc.boolean(),
});

/** Whole runs of hostile outputs: figures add up, do not depend on the order, and a session says the same. */
export const reports = fuzzer<Analysed>({
  name: 'reports',
  about: 'reports on whole runs',
  budgetMs: 4_000,
  inputs: (seeds) =>
    fc.oneof(
      fc.record({ record: records({ runs: 6, longest: 4_000 }), options }),
      fc.record({ record: records({ runs: 2, longest: 60_000 }), options: fc.constant(DEFAULT_ANALYSIS) }),
      ...mutatedSeeds(seeds, ({ record, ...rest }, dice) => ({
        ...rest,
        record: {
          ...record,
          trials: record.trials.map((trial) => ({
            ...trial,
            text: dice.chance(0.3) ? mutatedText(trial.text, dice) : trial.text,
          })),
        },
      })),
    ),
  check({ record: given, options: wanted }) {
    const record = orRefused(() => checkRecord({ ...given }));
    if (record === null) return;
    const report = orRefused(() => summarize(record, wanted));
    if (report === null) return;
    assertReport(report, record);
    assertOrderFree(record, wanted, report);
    assertUnpolluted();
    const session = new AnalysisSession(record.run, wanted, record.edits, record.semantic);
    session.add(record.trials);
    assert.deepEqual(session.report().counts, report.counts);
    assert.deepEqual(session.report().funnel, report.funnel);
    JSON.stringify(session.panelReport());
    assertPaths(session.graph());
    for (const { target, condition } of report.cells) {
      const { rows } = session.outputs({ target, condition, offset: 0, limit: 50, text: '', group: null });
      for (const row of rows) {
        for (const [start, end] of row.setAside) assert.ok(start <= end && end <= row.text.length);
        for (const [start, end] of row.echo) assert.ok(start < end && end <= row.text.length);
      }
    }
    for (const rung of ['outputs', 'raw', 'folded', 'extracted', 'groups'] as const) {
      const { total, rows } = session.rung({ rung, offset: 0, limit: 1_000 });
      assert.equal(total, rung === 'outputs' ? total : report.funnel[rung], `rung ${rung}`);
      assert.ok(rows.every(({ count }) => count > 0));
    }
  },
});
