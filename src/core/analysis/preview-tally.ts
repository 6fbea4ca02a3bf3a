import type { RunRecord } from '../model/run.ts';
import { rememberFolds } from '../text/fold.ts';
import { beginning } from '../text/shortened.ts';
import { groupsAfter } from './grouped.ts';
import { readAnswers } from './read-run.ts';
import { Reader } from './reading.ts';
import type { TallyPreview } from './rows.ts';
import type { AnalysisOptions } from './summarize.ts';

/** Longest answer of a preview, UTF-16 units. */
const LONGEST = 100;
/** Answers that a preview lists. */
const MOST = 3;

/** What the tally would be if answers were read and grouped so; no figure is worked out. Throws as `readRun` does. */
export function previewTally(record: RunRecord, options: AnalysisOptions): TallyPreview {
  return rememberFolds(() => {
    const { chosen, counted, groups: automatic } = readAnswers(record, options, new Reader());
    const { groups } = groupsAfter(automatic, record.edits);
    return {
      extractor: chosen.spec,
      outputs: counted.length,
      different: groups.length,
      top: groups.slice(0, MOST).map(({ answer, count }) => ({ answer: beginning(answer, LONGEST), count })),
    };
  });
}
