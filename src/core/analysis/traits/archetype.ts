import type { ArchetypeReport, TraitReport } from '../../model/traits-report.ts';
import { wilsonInterval } from '../../statistics/intervals/wilson.ts';
import type { OutputRead } from './trait-table.ts';

/** Families whose traits describe what was built; hues and libraries only say it in more detail. */
const DESCRIBING = new Set(['rendering', 'animation', 'technique', 'interaction', 'structure', 'own']);
const DESCRIBING_COLOURS = new Set(['dark-background', 'light-background', 'warm-palette', 'cold-palette']);
/** A trait belongs to the archetype when it is in so many outputs. */
const MOST = 0.5;
/** Pairs enter when so many outputs have both. */
const FEWEST = 5;
/** Pairs that are listed. */
const MOST_PAIRS = 20;

/** Traits that are told apart by definition: they cannot come together, or one implies the other. */
const BOUND: readonly (readonly [string, string])[] = [
  ['dark-background', 'light-background'],
  ['warm-palette', 'cold-palette'],
  ...['canvas-2d', 'webgl', 'webgpu', 'svg'].map((id) => [id, 'dom-only'] as const),
  ['svg', 'svg-animation'],
];

const isBound = (a: string, b: string) => BOUND.some((pair) => pair.includes(a) && pair.includes(b));

/** Outputs that have all of some traits. */
function countOf(outputs: readonly OutputRead[], traits: readonly string[]): number {
  return outputs.filter(({ found }) => found !== null && traits.every((id) => found.traits.has(id))).length;
}

function tally(outputs: readonly OutputRead[], key: 'target' | 'condition'): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const output of outputs) counts.set(output[key], (counts.get(output[key]) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What goes together. The archetype is grown from the most frequent trait: one after the other, the trait that most of the outputs
 * which have all before it have too (ties: the more frequent one, then the id), for as long as at least half of all outputs keep
 * the whole set; with fewer than two traits there is none. Lift of a set: its share / the product of the shares of its traits, 1 when
 * they come independently (Brin et al. 1997, there "interest"); of pairs those that 5 or more outputs have, furthest from 1
 * by |ln lift| x count first. `traits`: the table, most frequent first. Deterministic. `null` without outputs.
 */
export function archetypeOf(outputs: readonly OutputRead[], traits: readonly TraitReport[]): ArchetypeReport | null {
  const n = outputs.length;
  if (n === 0) return null;
  const known = traits.filter(({ trait, family }) => DESCRIBING.has(family) || DESCRIBING_COLOURS.has(trait));
  const share = new Map(known.map(({ trait, count }) => [trait, count / n]));
  const core = coreOf(
    outputs,
    known.map(({ trait }) => trait).filter((id) => share.get(id)! >= MOST),
  );
  const holders = outputs.filter(({ found }) => found !== null && core.every((id) => found.traits.has(id)));
  const lift = (ids: readonly string[], count: number) =>
    count / n / ids.reduce((product, id) => product * share.get(id)!, 1);
  const pairs = known
    .filter(({ count }) => count >= FEWEST && count < n)
    .flatMap(({ trait: a }, index, all) =>
      all.slice(index + 1).flatMap(({ trait: b }) => {
        const count = isBound(a, b) ? 0 : countOf(outputs, [a, b]);
        return count < FEWEST ? [] : [{ traits: [a, b], count, share: count / n, lift: lift([a, b], count) }];
      }),
    );
  const weight = ({ lift: one, count }: (typeof pairs)[number]) => Math.abs(Math.log(one)) * count;
  return {
    n,
    core:
      core.length < 2
        ? null
        : {
            ...{
              traits: core,
              count: holders.length,
              share: holders.length / n,
              interval: wilsonInterval(holders.length, n),
            },
            ...{
              lift: lift(core, holders.length),
              byTarget: tally(holders, 'target'),
              byCondition: tally(holders, 'condition'),
            },
          },
    pairs: pairs
      .sort((x, y) => weight(y) - weight(x) || (x.traits.join() < y.traits.join() ? -1 : 1))
      .slice(0, MOST_PAIRS),
  };
}

/** `frequent`: ids of traits, most frequent first. */
function coreOf(outputs: readonly OutputRead[], frequent: readonly string[]): readonly string[] {
  const core: string[] = [];
  let rest = outputs;
  let open = frequent;
  for (;;) {
    let best: { readonly id: string; readonly holders: readonly OutputRead[] } | null = null;
    for (const id of open) {
      const holders = rest.filter(({ found }) => found?.traits.has(id) ?? false);
      if (best === null || holders.length > best.holders.length) best = { id, holders };
    }
    if (best === null || best.holders.length < MOST * outputs.length) return core;
    const { id, holders } = best;
    core.push(id);
    rest = holders;
    open = open.filter((other) => other !== id && !isBound(other, id));
  }
}
