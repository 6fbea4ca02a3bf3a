import { glanceOf } from '../analysis/insight/glance.ts';
import type { CellReport, Counts, Insight, Interval, Report, Statistic } from '../model/report.ts';
import type { RunRecord, Source } from '../model/run.ts';
import { withoutIsolates } from '../text/prose.ts';
import { shortened } from '../text/shortened.ts';

/** The short report as figures, for programs that want no more: it stays short, however long the outputs are. */

/** A figure; `null` where it is not defined, or there are too few answers for an interval. */
export interface SummaryFigure {
  readonly value: number | null;
  /** 95%. */
  readonly interval: Interval | null;
}

/** One model under one condition. */
export interface SummaryModel {
  readonly model: string;
  readonly condition: string;
  readonly answered: number;
  readonly trials: number;
  /** Different answers. */
  readonly different: number | null;
  readonly effectiveAnswers: SummaryFigure;
  /** The chance that two of its answers agree. */
  readonly agreement: SummaryFigure;
  /** Share of its most frequent answer. */
  readonly modalShare: SummaryFigure;
  /** Hostile text; `null` without an answer. */
  readonly modalAnswer: string | null;
}

/** How often an answer came. */
export interface SummaryAnswer {
  /** Hostile text. */
  readonly answer: string;
  readonly count: number;
  /** Of all answers that count. */
  readonly share: number;
  /** By model, in the order of `models` of the summary. */
  readonly byModel: readonly number[];
}

/** What was found, and the figures that it rests on. */
export interface ReportSummary {
  readonly verdict: Insight['verdict'];
  readonly level: Insight['level'];
  /** Hostile text is in it. */
  readonly headline: string;
  /** The same. */
  readonly findings: readonly string[];
  /** Where the answers come from: what is simulated says nothing about any model. */
  readonly sources: readonly Source[];
  readonly counts: Pick<Counts, 'trials' | 'completed' | 'refused' | 'empty' | 'failed' | 'cancelled' | 'unparsed'>;
  /** Answers that count. */
  readonly n: number;
  /** Different answers. */
  readonly different: number;
  readonly effectiveAnswers: SummaryFigure;
  /** The models, as people call them. */
  readonly labels: readonly string[];
  readonly models: readonly SummaryModel[];
  /** The most frequent ones, largest first. */
  readonly answers: readonly SummaryAnswer[];
}

/** Answers that are listed. */
const MOST_ANSWERS = 20;
/** Models, and models under conditions, that are listed. */
const MOST_MODELS = 50;
/** Longest answer and name, UTF-16 units; and longest sentence, which quotes answers that were shortened before. */
const LONGEST = { answer: 200, name: 100, sentence: 1000 } as const;

/** A figure of a report by its id. */
const figure = (statistic: Statistic | undefined): SummaryFigure => ({
  value: statistic?.value ?? null,
  interval: statistic?.interval ?? null,
});

const sentence = (text: string): string => shortened(withoutIsolates(text), LONGEST.sentence);

/** Sums up a report. */
export function summaryOf({ run, trials }: Pick<RunRecord, 'run' | 'trials'>, report: Report): ReportSummary {
  const { insight, pooled, groups, cells, funnel } = report;
  const { trials: all, completed, refused, empty, failed, cancelled, unparsed } = report.counts;
  const { findings } = glanceOf(insight);
  const labels = new Map(run.targets.map(({ id, label }) => [id, shortened(label, LONGEST.name)]));
  const listed = run.targets.slice(0, MOST_MODELS);
  return {
    verdict: insight.verdict,
    level: insight.level,
    headline: sentence(insight.headline),
    findings: findings.map(sentence),
    sources: [...new Set(trials.map(({ source }) => source))],
    counts: { trials: all, completed, refused, empty, failed, cancelled, unparsed },
    n: funnel.outputs,
    different: groups.length,
    effectiveAnswers: figure(pooled['effective-answers']),
    labels: listed.map(({ id }) => labels.get(id)!),
    models: cells.slice(0, MOST_MODELS).map((cell) => modelOf(cell, labels.get(cell.target) ?? '')),
    answers: groups.slice(0, MOST_ANSWERS).map(({ answer, count, share, byTarget }) => ({
      answer: shortened(answer, LONGEST.answer),
      count,
      share,
      byModel: listed.map(({ id }) => (Object.hasOwn(byTarget, id) ? byTarget[id]! : 0)),
    })),
  };
}

function modelOf({ condition, counts, statistics, modalAnswer }: CellReport, model: string): SummaryModel {
  return {
    model,
    condition: shortened(condition, LONGEST.name),
    answered: counts.completed,
    trials: counts.trials,
    different: statistics['distinct']?.value ?? null,
    effectiveAnswers: figure(statistics['effective-answers']),
    agreement: figure(statistics['collision']),
    modalShare: figure(statistics['modal-share']),
    modalAnswer: modalAnswer === null ? null : shortened(modalAnswer, LONGEST.answer),
  };
}
