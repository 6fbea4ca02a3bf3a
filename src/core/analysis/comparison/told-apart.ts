import type { ToldApartReport } from '../../model/report.ts';
import { seededRandom } from '../../statistics/random.ts';
import { toldApart, type FeatureSets } from '../../statistics/significance/told-apart.ts';
import type { Cell } from '../cells.ts';
import { tokensOf } from '../texts/tokens.ts';
import type { CountedRead } from '../trial-read.ts';

/** Of the labels: enough to say whether it is better than guessing. */
const SHUFFLES = 199;
/** Steps that all shuffles together may take: where outputs are long, fewer of their words are looked at. */
const MOST_STEPS = 6_000_000;
/** Outputs that are looked at, the first of each model; with more models than that not even a few of each can be. */
const MOST_OUTPUTS = 600;
const MOST_MODELS = 40;
/** As far as words of an output are read, UTF-16 units. */
const LONGEST_TEXT = 4_000;

/**
 * Whether the models that stand for themselves can be told apart by what one output says: its answer and its words. It does
 * not depend on how answers are grouped. `null` for fewer than two of them, and for more than 40.
 */
export function toldApartOf(cells: readonly Cell[], seed: number): ToldApartReport | null {
  const models = cells.length;
  if (models < 2 || models > MOST_MODELS || cells.some(({ counted }) => counted.length < 2)) return null;
  const most = Math.floor(MOST_OUTPUTS / models);
  const outputs = cells.flatMap(({ counted }) => counted.slice(0, most));
  const labels = Uint16Array.from(cells.flatMap(({ counted }, model) => counted.slice(0, most).map(() => model)));
  const room = Math.floor(MOST_STEPS / (SHUFFLES * models * outputs.length));
  const sets = featureSets(outputs, Math.max(1, room));
  const found = toldApart(sets, labels, { sources: models, shuffles: SHUFFLES, random: seededRandom(seed) });
  return { outputs: outputs.length, models, ...found };
}

/** The answer and the different words of each output, at most `most` of them; what one output alone holds tells nothing of another. */
function featureSets(outputs: readonly CountedRead[], most: number): FeatureSets {
  const all = outputs.map(({ reading: { folded, compared } }) =>
    [...new Set([`answer ${compared ?? ''}`, ...tokensOf(folded.slice(0, LONGEST_TEXT))])].slice(0, most),
  );
  const holders = new Map<string, number>();
  for (const features of all) for (const one of features) holders.set(one, (holders.get(one) ?? 0) + 1);
  const numbers = new Map<string, number>();
  const starts = new Int32Array(outputs.length + 1);
  const kept = all.flatMap((features, output) => {
    const shared = features.filter((one) => holders.get(one)! > 1);
    starts[output + 1] = starts[output]! + shared.length;
    return shared.map((one) => {
      if (!numbers.has(one)) numbers.set(one, numbers.size);
      return numbers.get(one)!;
    });
  });
  return { features: Int32Array.from(kept), starts, size: numbers.size };
}
