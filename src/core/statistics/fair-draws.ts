import type { Interval } from '../model/report.ts';
import { rememberUpTo } from '../remember.ts';
import { randomStream, type RandomStream } from './random.ts';
import { quantileOf } from './resampling/resample.ts';
import type { Sample } from './sample.ts';
import type { StatisticDefinition } from './figures/statistic.ts';

/** Fair draws for a null band: its ends are then right to about half a percent of the draws. */
const DRAWS = 499;

/** Counts of fair draws, as many as fit into `drawn`, of those answers that came up. `scratch` holds a zero for each answer, before and after. */
function fairCounts(drawn: Int32Array, scratch: Int32Array, random: RandomStream): number[] {
  for (let index = 0; index < drawn.length; index++) {
    const answer = Math.floor(random.next() * scratch.length);
    drawn[index] = answer;
    scratch[answer]! += 1;
  }
  const counts: number[] = [];
  for (let index = 0; index < drawn.length; index++) {
    const count = scratch[drawn[index]!]!;
    if (count === 0) continue;
    counts.push(count);
    scratch[drawn[index]!] = 0;
  }
  return counts;
}

/** What is drawn, and what is computed of it. */
interface Draws {
  readonly definitions: readonly StatisticDefinition[];
  readonly n: number;
  /** Answers of the domain. */
  readonly size: number;
  readonly seed: number;
}

/** Larger domains are not drawn from: hardly anything would come twice, and the counts would not fit into memory. */
const LARGEST = 1 << 22;

function simulated({ definitions, n, size, seed }: Draws): ReadonlyMap<string, Interval | null> {
  const random = randomStream(seed);
  const [drawn, scratch] = [new Int32Array(n), new Int32Array(size)];
  const values = definitions.map(() => new Float64Array(DRAWS));
  for (let round = 0; round < DRAWS; round++) {
    const sample = { counts: fairCounts(drawn, scratch, random), n, domainSize: size, strata: [], seed };
    definitions.forEach((definition, index) => (values[index]![round] = definition.value(sample) ?? NaN));
  }
  return new Map(
    definitions.map(({ id }, index): readonly [string, Interval | null] => {
      const known = values[index]!;
      return [id, known.some(Number.isNaN) ? null : [quantileOf(known, 0.025), quantileOf(known, 0.975)]];
    }),
  );
}

/** Bands that are kept: cells mostly share their n. */
const MOST_KEPT = 64;
const bandsOf = rememberUpTo(MOST_KEPT, ({ n, size, seed }) => `${n} ${size} ${seed}`, simulated);

/**
 * The null band of each statistic: the central 95% of what `sample.n` fair draws over its domain give, by simulation. The
 * band of a statistic that is undefined in some of them is `null`; all are where the domain is unknown, too large to draw
 * from, or nothing was answered. Kept by n, domain and seed.
 */
export function fairBands(
  definitions: readonly StatisticDefinition[],
  { n, domainSize, seed }: Sample,
): ReadonlyMap<string, Interval | null> {
  if (domainSize === null || domainSize < 2 || domainSize > LARGEST || n === 0) return new Map();
  return bandsOf({ definitions, n, size: domainSize, seed });
}
