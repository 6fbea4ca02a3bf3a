import type { Interval, Statistic, Statistics } from '../../model/report.ts';
import { recalled } from '../../memory.ts';
import { fairBands } from '../fair-draws.ts';
import type { Sample } from '../sample.ts';
import { chao1 } from './chao1.ts';
import { collisionPlugin } from './collision-plugin.ts';
import { collision } from './collision.ts';
import { coverageChaoJost } from './coverage-chao-jost.ts';
import { coverageGoodTuring } from './coverage-good-turing.ts';
import { distinct } from './distinct.ts';
import { effectiveAnswers2 } from './effective-answers-2.ts';
import { effectiveAnswersEstimated } from './effective-answers-estimated.ts';
import { effectiveAnswersInf } from './effective-answers-inf.ts';
import { effectiveAnswers } from './effective-answers.ts';
import { entropyChaoWangJost } from './entropy-chao-wang-jost.ts';
import { entropy } from './entropy.ts';
import { modalShare } from './modal-share.ts';
import { normalizedEntropy } from './normalized-entropy.ts';
import type { StatisticDefinition } from './statistic.ts';
import { uniqueRatio } from './unique-ratio.ts';

/** All statistics, in the order of tables and exports. */
export const STATISTICS = [
  distinct,
  uniqueRatio,
  effectiveAnswers,
  effectiveAnswersEstimated,
  effectiveAnswers2,
  effectiveAnswersInf,
  entropy,
  entropyChaoWangJost,
  normalizedEntropy,
  collision,
  collisionPlugin,
  modalShare,
  chao1,
  coverageGoodTuring,
  coverageChaoJost,
] as const satisfies readonly StatisticDefinition[];

/** Id of a statistic of the registry. */
export type StatisticId = (typeof STATISTICS)[number]['id'];

function figure(definition: StatisticDefinition, sample: Sample, nullBand: Interval | null): Statistic {
  const value = definition.value(sample);
  return {
    value,
    interval: value === null ? null : (definition.interval?.(sample) ?? null),
    nullBand,
    n: sample.n,
  };
}

/** A sample by all that its statistics depend on. */
function keyOf({ counts, domainSize, seed, strata }: Sample): string {
  return [counts, [domainSize, seed], ...strata].join(';');
}

/** Every statistic of the registry on one sample. */
export const statisticsOf = recalled(keyOf, allOf);

function allOf(sample: Sample): Statistics & Readonly<Record<StatisticId, Statistic>> {
  const bands = fairBands(STATISTICS, sample);
  const entries = STATISTICS.map(
    (definition) => [definition.id, figure(definition, sample, bands.get(definition.id) ?? null)] as const,
  );
  return Object.fromEntries(entries) as Record<StatisticId, Statistic>;
}
