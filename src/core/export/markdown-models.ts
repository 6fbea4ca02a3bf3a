import { isOneComparison } from '../analysis/comparison/between.ts';
import { methodWords, verdictWords } from '../analysis/comparison/verdict-words.ts';
import type { BetweenReport, Interval, PairReport, ProbeFile, Report } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import { inlineText, table } from './markdown-text.ts';
import { labelOf, NONE, pText } from './markdown-words.ts';

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

function pairRow(run: Run, pair: PairReport): string[] {
  return [
    `${labelOf(run, pair.a)} · ${labelOf(run, pair.b)}`,
    figure(pair.jensenShannonBits),
    figure(pair.jensenShannonNullMean),
    figure(pair.overlap),
    figure(pair.crossCollision),
    figure(pair.jaccard),
    figure(pair.morisitaHorn),
    pText(pair.p, pair.isAtFloor),
    pText(pair.pHolm, pair.isAtFloor),
    verdictWords(pair),
  ];
}

function comparison(run: Run, name: string, between: BetweenReport): string[] {
  const methods = [...new Set(between.pairs.map(({ method }) => methodWords(method)))].join(', ');
  return [
    name,
    ...effective(run, between),
    `Convergence index: ${figure(between.convergenceIndex)} (1: the models are interchangeable, 0: they share nothing; ${range(between.convergenceIndexInterval)}).`,
    table(
      [
        'Pair',
        ...['#Divergence (bits)', '#By chance', '#Overlap', '#Same answer', '#Jaccard', '#Morisita-Horn'],
        ...['#p', '#p (Holm)', 'Verdict'],
      ],
      between.pairs.map((pair) => pairRow(run, pair)),
    ),
    `Pairs by ${methods}. Here every model counts the same, however many answers it gave.`,
  ];
}

function rarefied(run: Run, { rarefaction }: Report): string[] {
  if (rarefaction === null) return [];
  return [
    `Different answers at ${rarefaction.runs} runs each, since more runs show more answers by themselves:`,
    table(
      ['', '#Different answers'],
      rarefaction.cells.map(({ target, condition, distinct }) => [
        run.conditions.length > 1 ? `${labelOf(run, target)}, ${inlineText(condition)}` : labelOf(run, target),
        distinct.toFixed(2),
      ]),
    ),
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
