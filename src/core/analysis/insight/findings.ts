import { LEAST_RUNS } from '../agreement.ts';
import { archetypeSentence } from './archetype.ts';
import { aboutConditions } from './conditions.ts';
import { favourites, labelOf, leftOut, loyalTargets, sources } from './details.ts';
import type { FixedCell } from './determinism.ts';
import type { EchoSentences } from './echo.ts';
import { isOfSeveral, type Evidence } from './evidence.ts';
import { fairness } from './fairness.ts';
import { smallestPreference, tooFewAnswered } from './headline.ts';
import { hueFamilies } from './hues.ts';
import { aboutModels } from './models.ts';
import { otherParameters } from './parameters.ts';
import { settling } from './settle.ts';
import { unseen } from './unseen.ts';
import type { Finding } from './verdict.ts';
import { percent, plural } from './words.ts';

/** What is said below the headline: what a person would tell a colleague next, and no more than that. */

const MOST_FINDINGS = 5;

/** A sentence and how early it is dropped where there are too many: the higher the sooner. */
interface Ranked {
  readonly rank: number;
  readonly sentence: string;
}

const ranked = (rank: number, ...sentences: readonly (string | null)[]): readonly Ranked[] =>
  sentences.filter((sentence) => sentence !== null).map((sentence) => ({ rank, sentence }));

/** The `MOST_FINDINGS` that matter most, in the order in which they are said. */
function chosen(all: readonly Ranked[]): readonly string[] {
  const kept = new Set([...all].sort((a, b) => a.rank - b.rank).slice(0, MOST_FINDINGS));
  return all.filter((one) => kept.has(one)).map(({ sentence }) => sentence);
}

export function determinism({ record: { run } }: Evidence, fixed: readonly FixedCell[]): readonly string[] {
  const named = fixed.slice(0, 3).map((cell) => {
    const label = labelOf(run, cell.target);
    return `${label} gave one text ${cell.runs} times ${cell.cause.how}: determinism, not convergence.`;
  });
  return fixed.length > 3 ? [...named, `So did ${plural(fixed.length - 3, 'other')}.`] : named;
}

/** How small a preference would have shown. */
function preferenceShown({ n, report }: Evidence): string | null {
  const { size } = report.possible;
  const share = size === null ? null : smallestPreference(n, size);
  return share === null ? null : `An answer with ${percent(share)} or more of ${n} runs would have stood out.`;
}

/** Models that answered too seldom, where the headline has not said so. */
function aboutTooFew(evidence: Evidence, { verdict }: Finding): string | null {
  const { voices } = evidence;
  if (verdict === 'undecided' && voices.length === 0)
    return `A verdict takes at least ${LEAST_RUNS} runs${isOfSeveral(evidence) ? ' of each model' : ''}.`;
  const isSaid =
    (verdict === 'undecided' && isOfSeveral(evidence) && voices.length === 1) ||
    (verdict === 'refused' && !isOfSeveral(evidence));
  return isSaid ? null : tooFewAnswered(evidence);
}

/** Of a run of one prompt. */
function ofOnePrompt(evidence: Evidence, finding: Finding, echo: EchoSentences): readonly Ranked[] {
  const { record, report, n } = evidence;
  const { run } = record;
  const { verdict } = finding;
  const isVerdict = verdict !== 'refused' && verdict !== 'unreadable';
  const isSpoken = isVerdict && verdict !== 'determinism';
  // The headline has named the answers already.
  const isNamed =
    verdict === 'no-preference' ||
    report.groups.length === n ||
    (verdict === 'undecided' && evidence.voices.length === 0);
  const tally = isNamed ? null : favourites(report);
  return [
    ...ranked(2, verdict === 'undecided' ? settling(evidence) : null),
    ...ranked(3, verdict === 'no-preference' ? preferenceShown(evidence) : null),
    ...ranked(3, isVerdict ? tally : null),
    ...ranked(4, archetypeSentence(report), hueFamilies(report)),
    ...ranked(4, isSpoken ? loyalTargets(run, report) : null),
    ...ranked(5, ...(isSpoken ? aboutModels(run, report) : [])),
    ...ranked(5, isSpoken && verdict !== 'no-preference' ? fairness(evidence.numbers, report.domain) : null),
    ...ranked(6, ...(isSpoken ? echo.details : [])),
    ...ranked(7, isSpoken ? unseen(report) : null),
    ...ranked(3, ...(verdict === 'determinism' ? [] : determinism(evidence, evidence.fixed))),
    ...ranked(1, aboutTooFew(evidence, finding)),
  ];
}

/** Of a run of several conditions: what they change comes first. */
function ofConditions(evidence: Evidence, underControl: string, echo: EchoSentences): readonly Ranked[] {
  const { record, report } = evidence;
  return [
    // How many differences survive is what the marks of the table show: where there is more to say than fits, it goes first.
    ...aboutConditions(report.conditions!, record.run).map((sentence, index) => ({
      rank: index === 0 ? 8 : 2 + index,
      sentence,
    })),
    ...ranked(4, underControl),
    ...ranked(8, ...echo.details),
    ...ranked(6, ...determinism(evidence, evidence.fixed)),
    ...ranked(9, loyalTargets(record.run, report)),
  ];
}

/** At most five sentences. `underControl`: what is said of the control where several conditions were asked; `null` for one. */
export function findings(
  evidence: Evidence,
  finding: Finding,
  { echo, underControl }: { readonly echo: EchoSentences; readonly underControl: string | null },
): readonly string[] {
  const isCounted = underControl === null && finding.verdict === 'refused';
  const own = underControl === null ? ofOnePrompt(evidence, finding, echo) : ofConditions(evidence, underControl, echo);
  return chosen([
    ...own,
    ...ranked(1, ...leftOut(evidence.report, isCounted)),
    ...ranked(0, ...otherParameters(evidence.record), ...sources(evidence.record)),
  ]);
}
