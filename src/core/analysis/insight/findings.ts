import type { Verdict } from '../../model/report.ts';
import { LEAST_RUNS } from '../agreement.ts';
import { archetypeSentence } from './archetype.ts';
import { conditionFindings } from './conditions.ts';
import { labelOf, leftOut, loyalTargets, sources, type Counted } from './details.ts';
import type { FixedCell } from './determinism.ts';
import type { EchoSentences } from './echo.ts';
import { isOfSeveral, isOneLeft, spokenOf, type Evidence } from './evidence.ts';
import { fairness } from './fairness.ts';
import {
  type Headline,
  howOften,
  isOneTwice,
  ofTheReadable,
  partlyNamed,
  smallestPreference,
  spikeOf,
  tooFewAnswered,
} from './headline.ts';
import { hueFamilies } from './hues.ts';
import { atEqualRuns, modelsApart, pairsApart } from './models.ts';
import { otherParameters } from './parameters.ts';
import { enoughRuns, repeatedLooks, settling } from './settle.ts';
import { lookSentence } from './settlement.ts';
import { tallySentence } from './top-answers.ts';
import { unseen } from './unseen.ts';
import type { Finding } from './verdict.ts';
import { percent, plural } from '../../text/prose.ts';

/** What is said below the headline: what a person would tell a colleague next, each thing once. */

const MOST_FINDINGS = 8;
/** So many models are named one by one. */
const MOST_NAMED = 3;
/** From this share on an answer is what a model repeats. */
const LEAST_OWN = 0.2;
/** From this share of the runs on it matters that they are not counted. */
const MANY_LOST = 0.1;

/** What findings do not say again, or say. */
export interface Said {
  /** Of one prompt, or of the control. */
  readonly headline: Headline;
  readonly echo: EchoSentences;
  /** What is said of the control where several conditions were asked; `null` for one. */
  readonly underControl: string | null;
}

/** What is said about one subject. */
interface Found {
  readonly subject: string;
  /** How much it matters: 0 comes first. */
  readonly rank: number;
  readonly sentence: string;
}

const found = (subject: string, rank: number, sentence: string | null): readonly Found[] =>
  sentence === null ? [] : [{ subject, rank, sentence }];

/** The `MOST_FINDINGS` that matter most, one on each subject, what matters most first. */
function chosen(all: readonly Found[]): readonly string[] {
  const subjects = new Set<string>();
  const once = [...all]
    .sort((a, b) => a.rank - b.rank)
    .filter(({ subject }) => {
      const isNew = !subjects.has(subject);
      subjects.add(subject);
      return isNew;
    });
  return once.slice(0, MOST_FINDINGS).map(({ sentence }) => sentence);
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
  const isSeveral = isOfSeveral(evidence);
  if (verdict === 'undecided' && evidence.voices.length === 0)
    return `A verdict takes at least ${LEAST_RUNS} runs${isSeveral ? ' of each model' : ''}.`;
  if (verdict === 'undecided' && isOneLeft(evidence)) return null;
  return isSeveral || verdict === 'determinism' ? tooFewAnswered(evidence) : null;
}

/** The tally of the answers, where the headline has not named them and no later sentence does. */
function tallyOf(evidence: Evidence, { verdict }: Finding): string | null {
  const { report, voices, n } = evidence;
  const isNamed =
    report.traits !== null ||
    verdict === 'converged' ||
    verdict === 'no-preference' ||
    report.groups.length === n ||
    (verdict === 'varied' && report.possible.size !== null && isOneTwice(evidence)) ||
    (verdict === 'undecided' && (voices.length === 0 || isOneLeft(evidence) || spikeOf(evidence) !== null));
  // Of models that each repeat their own answer it would name the one that was asked most often.
  return isNamed || verdict === 'each-its-own' ? null : tallySentence(evidence);
}

/** How often answers agree, which the level rests on, where the headline names the answers instead. */
function agreementOf(evidence: Evidence, { verdict }: Finding, { sentence }: Headline): string | null {
  const isOf = verdict === 'converged' || verdict === 'varied';
  const isTrivial = evidence.groups.length === 1 || evidence.groups.length === evidence.n;
  if (!isOf || isTrivial || spokenOf(evidence) === null) return null;
  const agreement = howOften(evidence, false);
  return agreement === sentence ? null : agreement;
}

/** What is said of the difference between models, where the headline does not say it. */
function differences(evidence: Evidence, { verdict }: Finding): string | null {
  const { record, report, voices, n, between } = evidence;
  const isSaid =
    report.groups.length === n ||
    isOneLeft(evidence) ||
    (verdict === 'each-its-own' &&
      report.agreement.between?.value === 0 &&
      between?.pairs.every((pair) => pair.verdict === 'differ') === true);
  if (isSaid) return null;
  const pairs = pairsApart(record.run, report);
  // Which models differ says more than how many they are like.
  if (pairs.length > 0) return pairs.join(' ');
  // Beside models that have too few answers, nothing is said of all models as one.
  return voices.length > 0 && report.agreement.tooFew.length > 0 ? null : modelsApart(record.run, report);
}

/** Which models say one thing, where the headline has not said it. */
function loyal(evidence: Evidence, { verdict }: Finding): string | null {
  const { record, report, voices } = evidence;
  if (isOneLeft(evidence)) return null;
  // The headline has said what all of them say.
  if (verdict === 'converged' && new Set(report.cells.map(({ modalAnswer }) => modalAnswer)).size === 1) return null;
  // Of models that repeat themselves it is said what: that there are so many of them, the headline says.
  if (verdict !== 'each-its-own') return loyalTargets(record.run, report);
  return voices.length > MOST_NAMED ? null : loyalTargets(record.run, report, LEAST_OWN);
}

/** Whether numbers are a fair draw, where the headline has not said it, and what sets them apart. */
function fairnessOf(evidence: Evidence, { verdict }: Finding): string | null {
  const { numbers, report } = evidence;
  if (verdict === 'no-preference') return null;
  const isSpike = verdict === 'undecided' && spikeOf(evidence) !== null;
  return fairness(numbers, report.domain, isSpike || (verdict === 'converged' && report.possible.isFairPick));
}

/** How many more runs would decide the level; where the headline is about one number, what that is. */
const settled = (evidence: Evidence) =>
  settling(evidence, spikeOf(evidence) === null ? undefined : 'show whether the answers converge');

/** How the run went: what is not counted, and what was not asked as it was set. */
function ofTheRun(evidence: Evidence, counted: Counted): readonly Found[] {
  const { record, report } = evidence;
  const { counts } = report;
  const isMuch = counts.trials - report.funnel.outputs >= MANY_LOST * counts.trials;
  return [
    ...leftOut(report, counted).flatMap((sentence, index) => found(`lost ${index}`, isMuch ? 1 : 6, sentence)),
    ...otherParameters(record).flatMap((sentence, index) => found(`sent ${index}`, index === 0 ? 1 : 6, sentence)),
    ...found('looks', 6, repeatedLooks(evidence)),
    ...sources(record).flatMap((sentence, index) => found(`source ${index}`, 9, sentence)),
  ];
}

/** Of a run of one prompt. */
function ofOnePrompt(evidence: Evidence, finding: Finding, { headline, echo }: Said): readonly Found[] {
  const { record, report } = evidence;
  const { verdict } = finding;
  const isVerdict = verdict !== 'refused' && verdict !== 'unreadable';
  const isSpoken = isVerdict && verdict !== 'determinism';
  const spoken = (sentence: () => string | null) => (isSpoken ? sentence() : null);
  return [
    ...found('too few', 0, aboutTooFew(evidence, finding)),
    ...found(
      'named',
      1,
      spoken(() => partlyNamed(evidence)),
    ),
    ...found('runs', 2, lookSentence(evidence, verdict)),
    ...found('runs', 2, verdict === 'undecided' ? settled(evidence) : null),
    ...found('runs', 2, verdict === 'no-preference' ? preferenceShown(evidence) : null),
    ...found(
      'echo',
      1,
      spoken(() => echo.strong),
    ),
    ...found('fixed', 2, verdict === 'determinism' ? null : determinism(evidence, evidence.fixed).join(' ') || null),
    ...found('answers', 3, verdict === 'unreadable' ? ofTheReadable(evidence) : null),
    // Of long texts hardly any are the same, and of pages which they are says nothing.
    ...found('answers', report.phrases === null ? 3 : 8, isVerdict ? tallyOf(evidence, finding) : null),
    ...found('traits', 3, archetypeSentence(report)),
    ...found('hues', 3, hueFamilies(report)),
    ...found(
      'models',
      4,
      spoken(() => differences(evidence, finding)),
    ),
    ...found(
      'numbers',
      5,
      spoken(() => fairnessOf(evidence, finding)),
    ),
    ...found(
      'runs',
      6,
      spoken(() => enoughRuns(evidence, finding.verdict)),
    ),
    ...found('agreement', 6, agreementOf(evidence, finding, headline)),
    ...found(
      'weak echo',
      7,
      spoken(() => echo.weak),
    ),
    ...found(
      'unseen',
      7,
      spoken(() => unseen(report)),
    ),
    ...found(
      'equal runs',
      7,
      spoken(() => (isOneLeft(evidence) ? null : atEqualRuns(record.run, report))),
    ),
    // The rows of the models say the same.
    ...found(
      'each model',
      8,
      spoken(() => loyal(evidence, finding)),
    ),
  ];
}

/** Of a run of several conditions: what they change comes first. */
function ofConditions(evidence: Evidence, underControl: string, echo: EchoSentences): readonly Found[] {
  const { record, report } = evidence;
  const about = conditionFindings(report.conditions!, record.run);
  const each = (subject: string, rank: number, sentences: readonly string[]) =>
    sentences.flatMap((sentence, index) => found(`${subject} ${index}`, rank, sentence));
  return [
    ...found('named', 1, partlyNamed(evidence)),
    ...found('echo', 1, echo.strong),
    ...each('changes', 2, about.changes),
    ...each('varied', 3, about.varied),
    ...found('control', 4, underControl),
    ...each('unmoved', 5, about.unmoved),
    ...each('undecided', 5, about.undecided),
    ...found('fixed', 5, determinism(evidence, evidence.fixed).join(' ') || null),
    // That something does not go beyond chance is for those who ask.
    ...each('denials', 6, about.denials),
    ...found('tallied', 7, about.tallied),
    ...found('weak echo', 8, echo.weak),
    ...found('each model', 9, loyalTargets(record.run, report)),
  ];
}

/** How the run went, where what it found is said elsewhere. */
export const aboutTheRun = (evidence: Evidence): readonly string[] => chosen(ofTheRun(evidence, null));

/** At most eight sentences. */
export function findings(evidence: Evidence, finding: Finding, said: Said): readonly string[] {
  const { echo, underControl } = said;
  const byVerdict: Partial<Record<Verdict, Counted>> = { refused: 'without output', unreadable: 'unusable' };
  const counted = underControl === null ? (byVerdict[finding.verdict] ?? null) : null;
  const own = underControl === null ? ofOnePrompt(evidence, finding, said) : ofConditions(evidence, underControl, echo);
  return chosen([...own, ...ofTheRun(evidence, counted)]);
}
