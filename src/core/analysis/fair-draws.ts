import type { Interval } from '../model/report.ts';
import { seededRandom } from '../random.ts';
import { quantileOf } from './resampling/resample.ts';
import type { Sample } from './sample.ts';
import type { StatisticDefinition } from './statistics/statistic.ts';

/** Fair draws for a null band: its ends are then right to about half a percent of the draws. */
const DRAWS = 499;

/** Counts of `n` fair draws from `size` answers, those that came up only. `scratch` holds `size` zeros, before and after. */
function fairCounts(n: number, size: number, scratch: Int32Array, random: () => number): number[] {
  const drawn = new Int32Array(n);
  for (let index = 0; index < n; index++) {
    const answer = Math.floor(random() * size);
    drawn[index] = answer;
    scratch[answer]! += 1;
  }
  const counts: number[] = [];
  for (const answer of drawn) {
    if (scratch[answer] === 0) continue;
    counts.push(scratch[answer]!);
    scratch[answer] = 0;
  }
  return counts;
}

/** Larger domains are not drawn from: hardly anything would come twice, and the counts would not fit into memory. */
const LARGEST = 1 << 22;

function bandsOf(definitions: readonly StatisticDefinition[], n: number, size: number, seed: number) {
  const random = seededRandom(seed);
  const scratch = new Int32Array(size);
  const values = definitions.map(() => new Float64Array(DRAWS));
  for (let round = 0; round < DRAWS; round++) {
    const sample = { counts: fairCounts(n, size, scratch, random), n, domainSize: size, strata: [], seed };
    definitions.forEach((definition, index) => (values[index]![round] = definition.value(sample) ?? NaN));
  }
  return new Map(
    definitions.map(({ id }, index): readonly [string, Interval | null] => {
      const known = values[index]!;
      return [id, known.some(Number.isNaN) ? null : [quantileOf(known, 0.025), quantileOf(known, 0.975)]];
    }),
  );
}

const kept = new Map<string, ReadonlyMap<string, Interval | null>>();
/** Bands that are kept: cells mostly share their n. */
const MOST_KEPT = 64;

/**
 * The null band of each statistic: the central 95 % of what `sample.n` fair draws over its domain give, by simulation. The
 * band of a statistic that is undefined in some of them is `null`; all are where the domain is unknown, too large to draw
 * from, or nothing was answered. Kept by n, domain and seed.
 */
export function fairBands(
  definitions: readonly StatisticDefinition[],
  { n, domainSize, seed }: Sample,
): ReadonlyMap<string, Interval | null> {
  if (domainSize === null || domainSize < 2 || domainSize > LARGEST || n === 0) return new Map();
  const key = `${n} ${domainSize} ${seed}`;
  let bands = kept.get(key);
  if (bands === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, (bands = bandsOf(definitions, n, domainSize, seed)));
  }
  return bands;
}
