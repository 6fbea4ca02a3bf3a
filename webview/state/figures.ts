import type { Statistic } from '../../src/core/model/report.ts';
import type { Run } from '../../src/core/model/run.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { formatCount, formatFigure, formatInterval, formatShare, NONE } from '../text/format.ts';
import { betweenOf, countedOf } from './report.ts';

/** One of the large figures of the overview. */
export interface Figure {
  readonly id: string;
  readonly value: string;
  /** What stands small beside it: an interval, "of 3". */
  readonly beside: string;
  readonly caption: string;
}

/** The four figures of a run. Undefined ones show a dash and say why. */
export function figuresOf(report: PanelReport, run: Run, running: boolean): readonly Figure[] {
  return [different(report, running), effectiveAnswers(report), effectiveModels(report, run), seen(report)];
}

const whyNot = (statistic: Statistic | undefined): string => {
  if (statistic === undefined) return 'not computed yet';
  return statistic.n === 0 ? 'no answers yet' : 'too few runs';
};

function different(report: PanelReport, running: boolean): Figure {
  const n = countedOf(report.counts);
  const value = report.pooled['distinct']?.value ?? (n > 0 ? report.funnel.groups : null);
  const caption = `different answers${running ? ' so far' : ''}`;
  const beside = n > 0 ? `of ${formatCount(n)}` : '';
  return { id: 'distinct', value: value === null ? NONE : formatCount(value), beside, caption };
}

function effectiveAnswers(report: PanelReport): Figure {
  const statistic = report.pooled['effective-answers'];
  const id = 'effective-answers';
  if (statistic === undefined || statistic.value === null) {
    return { id, value: NONE, beside: '', caption: `effective answers: ${whyNot(statistic)}` };
  }
  const interval = formatInterval(statistic.interval);
  const caption = interval === '' ? 'effective answers' : 'effective answers (95 % CI)';
  return { id, value: formatFigure(statistic.value), beside: interval, caption };
}

function effectiveModels(report: PanelReport, run: Run): Figure {
  const id = 'effective-models';
  const models = run.targets.length;
  const between = betweenOf(report, run);
  if (models < 2) return { id, value: NONE, beside: '', caption: 'effective models: needs two models or more' };
  const answering = new Set(report.cells.filter(({ counts }) => countedOf(counts) > 0).map(({ target }) => target));
  if (report.cells.length > 0 && answering.size < 2) {
    return { id, value: NONE, beside: '', caption: 'effective models: fewer than two have answered' };
  }
  if (between === null || between.effectiveModels === null) {
    return { id, value: NONE, beside: '', caption: 'effective models: too few runs' };
  }
  // Biased upwards at small n, so it never stands without what one model alone would give.
  const band = between.effectiveModelsNull?.band ?? null;
  const value = formatFigure(between.effectiveModels);
  const beside = `of ${answering.size === 0 ? models : answering.size}`;
  if (band === null) return { id, value, beside, caption: 'effective models (null band not computed yet)' };
  const alike = between.effectiveModels <= band[1] + 1e-9;
  const range = formatInterval(band);
  const caption = alike
    ? `effective models: not distinguishable from one (${range} if they were one)`
    : `effective models (${range} if they were one)`;
  return { id, value, beside, caption };
}

function seen(report: PanelReport): Figure {
  const id = 'seen';
  const coverage = report.pooled['coverage-chao-jost'] ?? report.pooled['coverage-good-turing'];
  if (coverage === undefined || coverage.value === null) {
    return { id, value: NONE, beside: '', caption: `how much of what they would say is seen: ${whyNot(coverage)}` };
  }
  const richness = report.pooled['chao1']?.value ?? null;
  // A lower bound is rounded down, or it would claim more than it says.
  const atLeast = richness === null ? '' : ` (at least ${formatCount(Math.floor(richness + 1e-9))} in all)`;
  return { id, value: formatShare(coverage.value), beside: '', caption: `of what they would say is seen${atLeast}` };
}
