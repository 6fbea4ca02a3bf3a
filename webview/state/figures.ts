import type { Agreement, Statistic } from '../../src/core/model/report.ts';
import type { Run } from '../../src/core/model/run.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { formatCount, formatFigure, formatInterval, formatShare, formatShareInterval, NONE } from '../text/format.ts';
import { effectiveModelsOf } from './between-words.ts';
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
  return [different(report, running), effectiveAnswers(report), agreement(report), effectiveModels(report, run)];
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
  const few = statistic.n < 2 ? '' : ': too few runs for an interval';
  const caption = interval === '' ? `effective answers${few}` : 'effective answers (95% CI)';
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
  // Biased upwards at small n, so it never stands without what one model alone would give.
  const figure = effectiveModelsOf(between);
  if (figure === null) return { id, value: NONE, beside: '', caption: 'effective models: too few runs' };
  const { valueText: value, band, bandText, isOne } = figure;
  const beside = `of ${answering.size === 0 ? models : answering.size}`;
  if (band === null) return { id, value, beside, caption: 'effective models (null band not computed yet)' };
  const caption = isOne
    ? `effective models: not distinguishable from one (${bandText} if they were one)`
    : `effective models (${bandText} if they were one)`;
  return { id, value, beside, caption };
}

/** "12% (8–16)". */
const shareWithin = ({ value, interval }: Agreement) => `${formatShare(value)} (${formatShareInterval(interval)})`;

/** Runs of two models, and of one: converging takes both. */
function agreement(report: PanelReport): Figure {
  const id = 'agreement';
  const { within, between } = report.agreement;
  if (within === null)
    return {
      id,
      value: NONE,
      beside: '',
      caption: `two runs agree: ${countedOf(report.counts) === 0 ? 'no answers yet' : 'too few runs'}`,
    };
  if (between === null) {
    return {
      id,
      value: formatShare(within.value),
      beside: formatShareInterval(within.interval),
      caption: 'two runs agree (95% CI)',
    };
  }
  const caption = `two models agree (95% CI); two runs of one model: ${shareWithin(within)}`;
  return { id, value: formatShare(between.value), beside: formatShareInterval(between.interval), caption };
}
