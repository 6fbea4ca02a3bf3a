import { isOneComparison } from '../analysis/comparison/between.ts';
import { methodWords, toldApartWords } from '../analysis/comparison/verdict-words.ts';
import type { BetweenReport, Interval, ProbeFile, Report } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import { pairColumns, rarefactionColumns, rarefactionRows } from '../tables/models.ts';
import { columnTable, inlineText } from './markdown-text.ts';
import { NONE, pText } from './figures.ts';

const figure = (value: number | null) => (value === null ? NONE : value.toFixed(3));
const range = (interval: Interval | null) =>
  interval === null ? 'too few runs for an interval' : `95% interval ${figure(interval[0])} to ${figure(interval[1])}`;

function effective(run: Run, between: BetweenReport): string[] {
  const { effectiveModels, effectiveModelsNull, effectiveModelsInterval } = between;
  if (effectiveModels === null || effectiveModelsNull === null) return [];
  const [low, high] = effectiveModelsNull.band;
  return [
    `Effective models: ${effectiveModels.toFixed(2)} of ${run.targets.length} (${range(effectiveModelsInterval)}); if all were one model it would be ${low.toFixed(2)} to ${high.toFixed(2)} (p ${pText(between.p, between.isAtFloor).replace(/^(?=\d)/u, '= ')}).`,
  ];
}

function comparison(run: Run, name: string, between: BetweenReport): string[] {
  const methods = [...new Set(between.pairs.map(({ method }) => methodWords(method)))].join(', ');
  const { n: _, ...columns } = pairColumns(run);
  return [
    name,
    ...effective(run, between),
    `Convergence index: ${figure(between.convergenceIndex)} (1: the models are interchangeable, 0: they share nothing; ${range(between.convergenceIndexInterval)}).`,
    ...apart(between),
    columnTable(Object.values(columns), between.pairs),
    `Divergence is that of Jensen and Shannon, in bits. Pairs by ${methods}. Here every model counts the same, however many answers it gave.`,
  ];
}

function apart({ toldApart }: BetweenReport): string[] {
  if (toldApart === undefined || toldApart === null) return [];
  const { figure: count, reading } = toldApartWords(toldApart);
  return [`Told apart: ${count} ${reading.slice(0, -1)} (p ${pText(toldApart.p).replace(/^(?=\d)/u, '= ')}).`];
}

function rarefied(run: Run, { rarefaction, cells }: Report): string[] {
  if (rarefaction === null) return [];
  const { model, condition, n, different, rarefied: atEqualRuns } = rarefactionColumns(run, rarefaction);
  const names = run.conditions.length > 1 ? [model, condition] : [model];
  return [
    `Different answers at ${rarefaction.runs} runs each, since more runs show more answers by themselves:`,
    columnTable([...names, n, different, atEqualRuns], rarefactionRows(rarefaction, cells)),
  ];
}

/** All targets compared, condition by condition; empty for one target. */
export function modelsSection({ run, report }: ProbeFile): string[] {
  const { between } = report;
  if (between === null) return [];
  const compared = isOneComparison(between)
    ? comparison(run, '## Between models', between)
    : Object.entries(between).flatMap(([id, one]) =>
        comparison(run, `## Between models, condition ${inlineText(id)}`, one),
      );
  return [...compared, ...rarefied(run, report)];
}
