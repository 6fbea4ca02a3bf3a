import type { Verdict } from '../../model/report.ts';
import { LEAST_RUNS } from '../agreement.ts';
import { archetypeSentence } from './archetype.ts';
import { aboutConditions } from './conditions.ts';
import { favourites, labelOf, leftOut, loyalTargets, sources, type Counted } from './details.ts';
import type { FixedCell } from './determinism.ts';
import type { EchoSentences } from './echo.ts';
import { isOfSeveral, isOneLeft, type Evidence } from './evidence.ts';
import { fairness } from './fairness.ts';
import { isOneTwice, isOfVoices, ofTheReadable, smallestPreference, spikeOf, tooFewAnswered } from './headline.ts';
import { hueFamilies } from './hues.ts';
import { aboutModels, pairsApart } from './models.ts';
import { otherParameters } from './parameters.ts';
import { settling } from './settle.ts';
import { unseen } from './unseen.ts';
import type { Finding } from './verdict.ts';
import { percent, plural } from '../../text/prose.ts';

/** What is said below the headline: what a person would tell a colleague next, and no more than that. */

const MOST_FINDINGS = 5;
/** So many models are named one by one. */
const MOST_NAMED = 3;
/** From this share on an answer is what a model repeats. */
const LEAST_OWN = 0.2;

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
  if (verdict === 'undecided' && evidence.voices.length === 0)
    return `A verdict takes at least ${LEAST_RUNS} runs${isOfSeveral(evidence) ? ' of each model' : ''}.`;
  const isSaid = isOfVoices(verdict) || (verdict !== 'determinism' && !isOfSeveral(evidence));
  return isSaid ? null : tooFewAnswered(evidence);
}

/** The tally of the answers, where the headline has not named them and no later sentence does. */
function tallyOf(evidence: Evidence, { verdict }: Finding): string | null {
  const { report, voices, n } = evidence;
  const isNamed =
    verdict === 'no-preference' ||
    report.groups.length === n ||
    (verdict === 'varied' && report.possible.size !== null && isOneTwice(evidence)) ||
    (verdict === 'undecided' && (voices.length === 0 || isOneLeft(evidence) || spikeOf(evidence) !== null));
  // Of models that each repeat their own answer it would name the one that was asked most often.
  return isNamed || verdict === 'each-its-own' ? null : favourites(report);
}

/** What is said of the difference between models, where the headline does not say it. */
function differences(evidence: Evidence, { verdict }: Finding): readonly string[] {
  const { record, report, voices, n, between } = evidence;
  const isSaid =
    report.groups.length === n ||
    isOneLeft(evidence) ||
    (verdict === 'each-its-own' &&
      report.agreement.between?.value === 0 &&
      between?.pairs.every((pair) => pair.verdict === 'differ') === true);
  if (isSaid) return [];
  // Beside models that have too few answers, nothing is said of all models as one.
  return voices.length > 0 && report.agreement.tooFew.length > 0
    ? pairsApart(record.run, report)
    : aboutModels(record.run, report);
}

/** Which models say one thing, where the headline has not said it. */
function loyal(evidence: Evidence, { verdict }: Finding): string | null {
  const { record, report, voices } = evidence;
  if (isOneLeft(evidence)) return null;
  // Of models that repeat themselves it is said what: that there are so many of them, the headline says.
  if (verdict !== 'each-its-own') return loyalTargets(record.run, report);
  return voices.length > MOST_NAMED ? null : loyalTargets(record.run, report, LEAST_OWN);
}

/** Whether numbers are a fair draw; a single number that is too frequent has been named by the headline. */
function fairnessOf(evidence: Evidence, { verdict }: Finding): string | null {
  if (verdict === 'no-preference') return null;
  const isSpike = verdict === 'undecided' && spikeOf(evidence) !== null;
  return fairness(evidence.numbers, evidence.report.domain, isSpike);
}

/** How many more runs would decide the level; where the headline is about one number, what that is. */
const settled = (evidence: Evidence) =>
  settling(evidence, spikeOf(evidence) === null ? undefined : 'show whether the answers converge');

/** Of a run of one prompt. */
function ofOnePrompt(evidence: Evidence, finding: Finding, echo: EchoSentences): readonly Ranked[] {
  const { report } = evidence;
  const { verdict } = finding;
  const isVerdict = verdict !== 'refused' && verdict !== 'unreadable';
  const isSpoken = isVerdict && verdict !== 'determinism';
  return [
    ...ranked(2, verdict === 'undecided' ? settled(evidence) : null),
    ...ranked(3, verdict === 'no-preference' ? preferenceShown(evidence) : null),
    ...ranked(3, verdict === 'unreadable' ? ofTheReadable(evidence) : null),
    ...ranked(3, isVerdict ? tallyOf(evidence, finding) : null),
    ...ranked(4, archetypeSentence(report), hueFamilies(report)),
    ...ranked(4, isSpoken ? loyal(evidence, finding) : null),
    ...ranked(5, ...(isSpoken ? differences(evidence, finding) : [])),
    ...ranked(5, isSpoken ? fairnessOf(evidence, finding) : null),
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
  const byVerdict: Partial<Record<Verdict, Counted>> = { refused: 'without output', unreadable: 'unusable' };
  const counted = underControl === null ? (byVerdict[finding.verdict] ?? null) : null;
  const own = underControl === null ? ofOnePrompt(evidence, finding, echo) : ofConditions(evidence, underControl, echo);
  return chosen([
    ...own,
    ...ranked(1, ...leftOut(evidence.report, counted)),
    ...ranked(0, ...otherParameters(evidence.record), ...sources(evidence.record)),
  ]);
}
