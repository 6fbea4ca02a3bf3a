import { own } from '../own.ts';
import type { ConvergenceLevel, Insight, Statistics } from '../model/report.ts';
import type { Run, RunRecord } from '../model/run.ts';
import { archetypeSentence } from './insight/archetype.ts';
import { isOneComparison } from './comparison/between.ts';
import { aboutConditions, conditionsHeadline } from './insight/conditions.ts';
import { emptyEnds, favourites, leftOut, loyalTargets, sources, type Figures } from './insight/details.ts';
import { fixedCells, type FixedCell } from './insight/determinism.ts';
import { echoSentences } from './insight/echo.ts';
import { fairness } from './insight/fairness.ts';
import { hueFamilies } from './insight/hues.ts';
import { atMostWeak, levelOf, mayBeHigher, runsToSettle, type Agreement } from './insight/level.ts';
import { aboutModels } from './insight/models.ts';
import { unseen } from './insight/unseen.ts';
import { continued, list, percent, plural, quote } from './insight/words.ts';
import { groupsUnder } from './colours/hues.ts';
import { BOUND, collisionBounds } from './intervals/collision-interval.ts';
import { domainSize } from './numbers/uniform.ts';

/**
 * What the level rests on: all answers, or with several conditions those to the control. What answers to different prompts agree on
 * says more about the prompts.
 */
function measured(report: Figures): Statistics {
  const { conditions } = report;
  return conditions?.conditions.find(({ condition }) => condition === conditions.control)?.statistics ?? report.pooled;
}

/** `null` below two answers. */
function agreementOf(report: Figures): Agreement | null {
  const { collision, 'modal-share': favourite } = measured(report);
  const modal = Math.round((favourite?.value ?? 0) * (favourite?.n ?? 0));
  if (!collision || collision.value === null) return null;
  const bounds = collisionBounds(collision.value, collision.n, modal, BOUND);
  const size = domainSize(report.domain);
  return bounds === null ? null : { collision: collision.value, bounds, chance: size === null ? null : 1 / size };
}

const LEVEL_WORDS: Readonly<Record<Exclude<ConvergenceLevel, 'undecided'>, string>> = {
  strong: 'strongly converged',
  moderate: 'moderately converged',
  weak: 'weakly converged',
  none: 'not converged',
};

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function verdict(level: ConvergenceLevel, agreement: Agreement): string {
  if (level !== 'undecided') return `${capital(`${mayBeHigher(agreement) ? 'at least ' : ''}${LEVEL_WORDS[level]}`)}.`;
  if (atMostWeak(agreement)) return 'At most weakly converged.';
  return 'Too few runs to say how much these answers converge.';
}

function howOften({ collision, chance }: Agreement, level: ConvergenceLevel, report: Figures): string {
  const interval = measured(report)['collision']?.interval ?? null;
  const fair = chance === null ? '' : `; a fair draw would agree ${percent(chance)}`;
  const range =
    level === 'undecided' && interval !== null
      ? ` (${percent(interval[0])} to ${percent(interval[1])} is possible)`
      : '';
  return `Two answers picked at random agree ${percent(collision)} of the time${range}${fair}.`;
}

/** Two significant digits, rounded up: 37 stays, 143 becomes 150. */
function roundUp(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / unit) * unit;
}

function settling(run: Run, report: Figures, agreement: Agreement): string | null {
  const modal = measured(report)['modal-share'];
  if (!modal || modal.value === null) return null;
  const runs = runsToSettle(agreement, modal.n, modal.value);
  const cells = Math.max(1, run.targets.length);
  if (runs === null) return null;
  const each = plural(roundUp(Math.ceil(runs / cells)), 'run');
  const of = run.targets.length > 1 ? ' a model' : '';
  return `If they go on like this, about ${each}${of} would settle it.`;
}

function nothingYet(run: Run, report: Figures): Insight {
  const { outputs } = report.funnel;
  const one = outputs === 1 ? 'One answer alone cannot agree with another.' : 'No answer could be counted.';
  const waiting = outputs === 0 && run.status === 'running';
  return { level: 'undecided', headline: waiting ? 'No answers yet.' : one, details: leftOut(report) };
}

function determinism(run: Run, fixed: readonly FixedCell[]): readonly string[] {
  const named = fixed.slice(0, 3).map((cell) => {
    const label = run.targets.find((target) => target.id === cell.target)?.label ?? cell.target;
    return `${label} gave one text ${cell.runs} times ${cell.cause.how}: determinism, not convergence.`;
  });
  return fixed.length > 3 ? [...named, `So did ${plural(fixed.length - 3, 'other')}.`] : named;
}

/** A run of several conditions: what they change, then how much the answers to the control agree. */
function describeConditions(record: RunRecord, report: Figures, agreement: Agreement | null): Insight {
  const { run } = record;
  const conditions = report.conditions!;
  const level = agreement === null ? 'undecided' : levelOf(agreement);
  const echo = echoSentences(report, run);
  const details = [
    ...aboutConditions(conditions, run),
    ...(agreement === null ? [] : underControl(run, report, level, agreement)),
    ...echo.details,
    ...loyalTargets(run, report),
    ...determinism(run, fixedCells(record, report)),
    ...leftOut(report),
  ];
  return { level, headline: withEcho(conditionsHeadline(conditions, run), echo.headline), details };
}

function underControl(run: Run, report: Figures, level: ConvergenceLevel, agreement: Agreement): readonly string[] {
  const { conditions: all, between, cells } = report;
  const id = all!.control;
  const compared = between === null || isOneComparison(between) ? null : (own(between, id) ?? null);
  const underIt = { between: compared, cells: cells.filter(({ condition }) => condition === id), rarefaction: null };
  const agreed = [
    `${verdict(level, agreement)} ${howOften(agreement, level, report)}`,
    level === 'undecided' ? settling(run, report, agreement) : null,
    favouriteOf(report),
  ];
  const sentences = [
    agreed.filter((sentence) => sentence !== null).join(' '),
    hueFamilies({ groups: groupsUnder(id, report.groups), hues: own(report.hues?.byCondition ?? {}, id) ?? null }),
    ...fairness(own(report.numbers?.byCondition ?? {}, id) ?? null, report.domain),
    ...aboutModels(run, underIt),
  ];
  const under = `Under ${quote(id, 'text')}`;
  return sentences.filter((sentence) => sentence !== null).map((sentence) => `${under}: ${sentence}`);
}

/** The most frequent answer to the control. */
function favouriteOf(report: Figures): string | null {
  const { conditions, numbers } = report;
  const control = conditions?.conditions.find(({ condition }) => condition === conditions.control);
  const share = control?.statistics['modal-share'];
  if (!control || control.modalAnswer === null || !share || share.value === null || share.n < 2) return null;
  const times = Math.round(share.value * share.n);
  if (times === 1) return 'No answer came twice.';
  const name = quote(control.modalAnswer, numbers === null ? 'text' : 'number');
  return `The most frequent answer, ${name}, is ${times} of ${share.n}.`;
}

const withEcho = (headline: string, echo: string | null) => (echo === null ? headline : `${headline} ${echo}`);

function describe(record: RunRecord, report: Figures, agreement: Agreement): Insight {
  const { run } = record;
  const fixed = fixedCells(record, report);
  const cells = report.cells.filter((cell) => (cell.statistics['distinct']?.n ?? 0) > 0);
  const allFixed = fixed.length > 0 && fixed.length === cells.length;
  if (report.conditions !== null && !allFixed) return describeConditions(record, report, agreement);
  const echo = echoSentences(report, run);
  const level = allFixed ? 'undecided' : levelOf(agreement);
  const by = list([...new Set(fixed.map((cell) => cell.cause.by))]);
  const headline = allFixed
    ? `Determinism, not convergence. ${capital(by)} makes a model repeat one text; its runs cannot show how often it would agree with itself.`
    : withEcho(`${verdict(level, agreement)} ${howOften(agreement, level, report)}`, echo.headline);
  const details = [
    level === 'undecided' && !allFixed ? settling(run, report, agreement) : null,
    archetypeSentence(report),
    favourites(report),
    hueFamilies(report),
    ...loyalTargets(run, report),
    ...emptyEnds(report),
    ...(allFixed ? [] : echo.details),
    ...(allFixed ? [] : [...fairness(report.numbers?.pooled ?? null, report.domain), ...aboutModels(run, report)]),
    ...(allFixed ? [] : [unseen(report), ...determinism(run, fixed)]),
    ...leftOut(report),
  ].filter((sentence) => sentence !== null);
  return { level, headline, details };
}

function insightOf(record: RunRecord, report: Figures, agreement: Agreement | null): Insight {
  if (agreement !== null) return describe(record, report, agreement);
  // The control may still be waiting while others have answered.
  const several = report.conditions !== null && report.funnel.outputs > 1;
  return several ? describeConditions(record, report, null) : nothingYet(record.run, report);
}

/**
 * What was found, in plain words. The level follows the lower 95 % bound of the chance that two runs agree (see
 * `collisionBounds`); every figure is taken from the report or is a sum of its counts.
 */
export function describeRun(record: RunRecord, report: Figures): Insight {
  const agreement = agreementOf(report);
  const insight = insightOf(record, report, agreement);
  const soFar = record.run.status === 'running' && report.funnel.outputs > 1;
  return {
    level: insight.level,
    headline: soFar ? `So far: ${continued(insight.headline)}` : insight.headline,
    details: [...insight.details, ...sources(record)],
  };
}
