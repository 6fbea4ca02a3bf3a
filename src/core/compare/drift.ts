import { holm } from '../statistics/significance/holm.ts';
import { list, percent, quote, shownName } from '../text/prose.ts';
import { AFTER } from './combine-runs.ts';
import type { ChangeVerdict } from '../model/change-verdict.ts';
import type { AnswerChange, Comparison } from './comparison.ts';
import { effectiveWords, VERDICT_WORDS } from './sentences.ts';

/** Runs of a prompt in the order in which they were made, each compared with the one before it: when did what change? */

/** A run and the one before it; a sentence where they cannot be compared. */
export type DriftPair = { readonly comparison: Comparison } | { readonly problem: string };

/** What happened from one run to the next. */
export interface DriftStep {
  /** `null` where the two cannot be compared. */
  readonly verdict: ChangeVerdict | null;
  /** Of any change, corrected over all steps (Holm 1979); `null` where it could not be tested. */
  readonly pHolm: number | null;
  /** "Different answers: no longer “72” (38% to 0%)"; hostile text inside quotation marks. */
  readonly sentence: string;
}

const LEVEL = 0.05;
/** Answers that a step names. */
const MOST_NAMED = 3;

const stepP = ({ all: { effectiveP, distributionP } }: Comparison): number | null => {
  const tested = holm([effectiveP, distributionP]).filter((p) => p !== null);
  return tested.length === 0 ? null : Math.min(...tested);
};

/** "no longer “72” (38% to 0%)". */
function answerWords({ answer, before, after, difference }: AnswerChange): string {
  const share = ({ count, n }: AnswerChange['before']): string => (n === 0 ? '0%' : percent(count / n));
  const how =
    after.count === 0 ? 'no longer' : before.count === 0 ? 'now' : (difference ?? 0) > 0 ? 'more often' : 'less often';
  return `${how} ${quote(answer, 'text')} (${share(before)} to ${share(after)})`;
}

function changes(comparison: Comparison): readonly string[] {
  const moved = comparison.answers
    .filter(({ verdict }) => verdict === 'differ')
    .sort((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0));
  return moved.slice(0, MOST_NAMED).map(answerWords);
}

/** Models of the run before that are no longer there: gone, which is no change of theirs. */
function goneWords({ unanswered }: Comparison): string {
  const gone = unanswered.filter(({ run, isGone }) => run === AFTER && isGone).map(({ label }) => shownName(label));
  return gone.length === 0 ? '' : ` ${list(gone)} ${gone.length === 1 ? 'is' : 'are'} gone.`;
}

/** What each run changed since the one before. A step counts as a change when it is significant among all of them. */
export function driftOf(pairs: readonly DriftPair[]): readonly DriftStep[] {
  const corrected = holm(pairs.map((pair) => ('problem' in pair ? null : stepP(pair.comparison))));
  return pairs.map((pair, index): DriftStep => {
    if ('problem' in pair) return { verdict: null, pHolm: null, sentence: pair.problem };
    const { comparison } = pair;
    const pHolm = corrected[index]!;
    const isChange = pHolm !== null && pHolm < LEVEL;
    const gone = goneWords(comparison);
    if (!isChange) {
      const isUnchanged = comparison.verdict === 'unchanged';
      const sentence = `${isUnchanged ? 'Unchanged.' : 'No change shown.'}${gone}`;
      return { verdict: isUnchanged ? 'unchanged' : 'undecided', pHolm, sentence };
    }
    const { verdict, all } = comparison;
    const isVaried = verdict === 'more-varied' || verdict === 'less-varied';
    const said = [...(isVaried ? [effectiveWords(all)] : []), ...changes(comparison)].filter((words) => words !== '');
    const found = said.length === 0 ? '' : `: ${said.join(', ')}`;
    return { verdict, pHolm, sentence: `${VERDICT_WORDS[verdict]}${found}.${gone}` };
  });
}
