import type { Statistic } from '../../model/report.ts';
import { numberOfText, recalled } from '../../memory.ts';
import { compressionRatio } from './compression-ratio.ts';
import { distinct2 } from './distinct-2.ts';
import { homogenization } from './homogenization.ts';
import { selfRepetition } from './self-repetition.ts';
import type { TextSample } from './text-sample.ts';
import type { TextStatisticDefinition } from './text-statistic.ts';
import { vendi } from './vendi.ts';

/** All figures of long texts, in the order of tables and exports. */
export const TEXT_STATISTICS = [
  distinct2,
  compressionRatio,
  selfRepetition,
  homogenization,
  vendi,
] as const satisfies readonly TextStatisticDefinition[];

/** Id of a figure of long texts. */
export type TextStatisticId = (typeof TEXT_STATISTICS)[number]['id'];

/** The figures of long texts, by id. */
export type TextStatistics = Readonly<Record<TextStatisticId, Statistic>>;

function each(figure: (definition: TextStatisticDefinition) => Statistic): TextStatistics {
  return Object.fromEntries(TEXT_STATISTICS.map((one) => [one.id, figure(one)])) as Record<TextStatisticId, Statistic>;
}

/** A sample by its texts, which their folded forms follow from, and what is resampled. */
const keyOf = ({ written, texts, matchedBytes, seed }: TextSample): string =>
  `${texts.map((text) => numberOfText(written[text]!)).join()};${matchedBytes};${seed}`;

/** Every figure on one sample of long texts. */
export const textStatisticsOf = recalled(keyOf, (sample: TextSample): TextStatistics => {
  return each((definition) => definition.of(sample));
});

/** What short answers have of them: nothing, on `n` counted answers. */
export function noTextStatistics(n: number): TextStatistics {
  return each(() => ({ value: null, interval: null, nullBand: null, n }));
}
