import { STATISTICS } from '../../src/core/statistics/figures/registry.ts';
import type { StatisticDefinition, StatisticUnit } from '../../src/core/statistics/figures/statistic.ts';
import { TEXT_STATISTICS } from '../../src/core/analysis/texts/registry.ts';
import type { Interval, Statistic, Statistics } from '../../src/core/model/report.ts';
import { formatCount, formatFigure, formatHundredths, formatShare, NONE } from '../text/format.ts';

/** A statistic as the table of all figures shows it. */
export interface FigureRow {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** The interval, or why there is none; a dash where none is defined. */
  readonly interval: string;
  /** What a fair draw would give; a dash where that is not known. */
  readonly fair: string;
  readonly n: string;
}

interface Definition {
  readonly id: string;
  readonly label: string;
  readonly unit: StatisticUnit;
  readonly hasInterval: boolean;
}

const DEFINITIONS: readonly Definition[] = [
  ...(STATISTICS as readonly StatisticDefinition[]).map(({ id, label, unit, interval }) => ({
    ...{ id, label, unit },
    hasInterval: interval !== undefined,
  })),
  ...TEXT_STATISTICS.map(({ id, label, unit }) => ({ id, label, unit, hasInterval: false })),
];

/** Every statistic that has a value, in the order of the registries. */
export function figureRows(statistics: Statistics): readonly FigureRow[] {
  return DEFINITIONS.flatMap((definition) => {
    const statistic = statistics[definition.id];
    if (statistic === undefined || statistic.value === null) return [];
    return [rowOf(definition, statistic, lacksRuns(definition, statistics))];
  });
}

/** Whether more runs would give the figure the interval it lacks. */
function lacksRuns({ id, hasInterval }: Definition, statistics: Statistics): boolean {
  // Chao1 has none where nothing points to unseen answers; an entropy in terms of the most possible, without a domain.
  if (!hasInterval || id === 'chao1') return false;
  return id !== 'normalized-entropy' || (statistics['entropy']?.interval ?? null) === null;
}

function rowOf(
  { id, label, unit }: Definition,
  { value, interval, nullBand, n }: Statistic,
  isFew: boolean,
): FigureRow {
  const none = isFew && n >= 2 ? 'too few runs' : NONE;
  return {
    ...{ id, label, value: written(value, unit), n: formatCount(n) },
    interval: interval === null ? none : id === 'chao1' ? atLeast(interval, unit) : ends(interval, unit),
    fair: nullBand === null ? NONE : ends(nullBand, unit),
  };
}

/** Chao1 estimates a lower bound: there may be more answers than the upper end of its interval. */
function atLeast([low]: Interval, unit: StatisticUnit): string {
  return `at least ${written(low, unit)}`;
}

function written(value: number | null, unit: StatisticUnit): string {
  if (value === null) return NONE;
  if (unit === 'share') return formatShare(value);
  if (unit === 'answers') return Number.isInteger(value) ? formatCount(value) : formatFigure(value);
  return unit === 'nats' ? `${formatHundredths(value)} nats` : formatHundredths(value);
}

function ends([low, high]: Interval, unit: StatisticUnit): string {
  const [from, to] = [written(low, unit), written(high, unit)];
  if (from === to) return from;
  // The unit stands once, behind both ends.
  const tail = /(?:%| nats)$/.exec(to)?.[0] ?? '';
  return `${tail !== '' && from.endsWith(tail) ? from.slice(0, -tail.length) : from}–${to}`;
}
