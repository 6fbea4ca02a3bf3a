import type { RewritesReport } from '../../model/rewrites-report.ts';
import type { RunRecord } from '../../model/run.ts';
import { groupsAfter, type Grouped } from '../grouped.ts';
import { readAnswers } from '../read-run.ts';
import type { Reader } from '../reading.ts';
import type { AnalysisOptions } from '../summarize.ts';
import type { TrialRead } from '../trial-read.ts';
import { triesRewrites } from './read-as-asked.ts';
import { rewritesReport } from './rewrites-report.ts';
import { takenApart } from './several.ts';

/**
 * What the rewrites of a run are worth; `null` where it tries none. `whole`: its trials as the report reads them, one answer each;
 * where calls gave several, all of these are read and grouped together.
 */
export function rewritesOf(
  record: RunRecord,
  whole: { readonly reads: readonly TrialRead[]; readonly grouped: Grouped },
  options: AnalysisOptions,
  reader: Reader,
): RewritesReport | null {
  const { run } = record;
  if (!triesRewrites(run)) return null;
  if (run.conditions.every(({ rewrite }) => rewrite?.answers === undefined)) {
    return rewritesReport({ run, ...whole, callOf: new Map(whole.reads.map(({ trial }) => [trial, trial])) });
  }
  const { record: apart, callOf } = takenApart(record);
  const { reads, groups } = readAnswers(apart, options, reader);
  return rewritesReport({ run, reads, grouped: groupsAfter(groups, record.edits), callOf });
}
