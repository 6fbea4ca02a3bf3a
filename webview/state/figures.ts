import type { Statistic } from '../../src/core/model/report.ts';
import type { Run } from '../../src/core/model/run.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { formatCount, formatFigure, formatInterval, formatShare, formatShareInterval, NONE } from '../text/format.ts';
import type { ExplanationId } from '../text/explanations.ts';
import { effectiveModelsOf } from './between-words.ts';
import { betweenOf, countedOf } from './report.ts';

/** One of the figures of the overview's last line. */
export interface Figure {
  readonly id: ExplanationId;
  readonly value: string;
  /** What it is, in two or three words. */
  readonly caption: string;
  /** Its interval and n, or why it is undefined. */
  readonly note: string;
}

/** The figures of a run: those that it cannot have are left out, those that it does not have yet are a dash and say why. */
export function figuresOf(report: PanelReport, run: Run, running: boolean): readonly Figure[] {
  return [
    different(report, running),
    effectiveAnswers(report),
    run.targets.length > 1 ? effectiveModels(report, run) : agreement(report),
    ...coverage(report),
  ];
}

const whyNot = (statistic: Statistic | undefined): string => {
  if (statistic === undefined) return 'Not computed yet';
  return statistic.n === 0 ? 'No answers yet' : 'Too few runs';
};

function different(report: PanelReport, running: boolean): Figure {
  const n = countedOf(report.counts);
  const value = report.pooled['distinct']?.value ?? (n > 0 ? report.funnel.groups : null);
  return {
    id: 'distinct',
    value: value === null ? NONE : formatCount(value),
    caption: `different ${value === 1 ? 'answer' : 'answers'}${running ? ' so far' : ''}`,
    note: n > 0 ? `Among ${formatCount(n)} answers` : 'No answers yet',
  };
}

function effectiveAnswers({ pooled }: PanelReport): Figure {
  const statistic = pooled['effective-answers'];
  const [id, caption] = ['effective-answers', 'effective answers'] as const;
  if (statistic === undefined || statistic.value === null) return { id, value: NONE, caption, note: whyNot(statistic) };
  const { value, interval, n } = statistic;
  const range = formatInterval(interval);
  const note = `${range === '' ? 'Too few runs for an interval' : `95% CI ${range}`}, n ${formatCount(n)}`;
  return { id, value: formatFigure(value), caption, note };
}

function effectiveModels(report: PanelReport, run: Run): Figure {
  const [id, caption] = ['effective-models', 'effective models'] as const;
  const none = (note: string): Figure => ({ id, value: NONE, caption, note });
  const answering = new Set(report.cells.filter(({ counts }) => countedOf(counts) > 0).map(({ target }) => target));
  if (report.cells.length > 0 && answering.size < 2) return none('Fewer than two models have answered');
  const figure = effectiveModelsOf(betweenOf(report, run));
  if (figure === null) return none('Too few runs');
  const { valueText, band, bandText, isOne } = figure;
  const value = `${valueText} of ${answering.size === 0 ? run.targets.length : answering.size}`;
  // Biased upwards at small n, so it never stands without what one model alone would give.
  if (band === null) return { id, value, caption, note: 'What one model alone would give is not computed yet' };
  const note = `${bandText} if they were one model${isOne ? ': they cannot be told from one' : ''}`;
  return { id, value, caption: isOne ? `${caption} (as if one)` : `${caption} (${bandText} if one)`, note };
}

/** How often two runs of the one model agree. */
function agreement({ agreement: { within }, counts }: PanelReport): Figure {
  const [id, caption] = ['agreement', 'agreement'] as const;
  if (within === null)
    return { id, value: NONE, caption, note: countedOf(counts) === 0 ? 'No answers yet' : 'Too few runs' };
  const range = formatShareInterval(within.interval);
  return {
    ...{ id, caption, value: formatShare(within.value) },
    note: `${range === '' ? 'Too few runs for an interval' : `95% CI ${range}%`}, n ${formatCount(within.n)}`,
  };
}

/** Fewer answers than this say little about those that are still to come. */
const COVERAGE_FLOOR = 20;

/**
 * How much of what would be answered has been seen. Long texts are hardly ever the same, so that it would be about the grouping; what
 * was seen once stands for what was not seen yet, so that it is 100% only where nothing was.
 */
function coverage({ pooled, phrases, groupsTotal, groups }: PanelReport): readonly Figure[] {
  const statistic = pooled['coverage-good-turing'];
  if (statistic === undefined || statistic.value === null) return [];
  if (statistic.n < COVERAGE_FLOOR || phrases !== null) return [];
  const hasOnce = groupsTotal > groups.length || groups.some(({ count }) => count === 1);
  const value = statistic.value === 1 && hasOnce ? '> 99%' : formatShare(statistic.value);
  return [{ id: 'coverage-good-turing', value, caption: 'sample coverage', note: `n ${formatCount(statistic.n)}` }];
}
