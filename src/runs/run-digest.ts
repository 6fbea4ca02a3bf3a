import type { CompactReport } from '../core/analysis/rows.ts';
import type { RunDigest } from '../core/model/kept-runs.ts';
import { beginning } from '../core/text/shortened.ts';

const MOST_ANSWERS = 3;
/** Answers that make up this share are named, and no further ones. */
const MOST = 2 / 3;
const LONGEST_ANSWER = 80;
const EFFECTIVE = 'effective-answers';

/** The verdict of a headline: what stands before its first full stop. */
function claimOf(headline: string): string {
  const end = headline.search(/\.(?:\s|$)/u);
  return end < 0 ? headline : headline.slice(0, end);
}

/** What a list shows of a report. `reading`: how the answers were read; `null`: no report can be made. */
export function digestOf(report: CompactReport | null, reading: string): RunDigest {
  if (report === null) return { reading, claim: '', answers: [], share: null, effective: null };
  const { insight, groups, pooled } = report;
  // What came once says nothing about what comes often.
  const frequent = groups.filter(({ count }) => count > 1).slice(0, MOST_ANSWERS);
  const shares = frequent.map((_, last) => frequent.slice(0, last + 1).reduce((sum, { share }) => sum + share, 0));
  const enough = shares.findIndex((share) => share >= MOST);
  const top = enough < 0 ? frequent : frequent.slice(0, enough + 1);
  const effective = pooled[EFFECTIVE]?.value ?? null;
  return {
    reading,
    claim: claimOf(insight.headline),
    answers: top.map(({ answer }) => beginning(answer, LONGEST_ANSWER)),
    share: shares[top.length - 1] ?? null,
    effective,
  };
}
