import { foldText } from '../text/fold.ts';
import type { Group, HueCounts, HueFamily, HueTally } from '../model/report.ts';
import { colourCode } from './named-colours.ts';

/** Families around the colour circle, each from its angle up to the next one's, degrees of the HSL hue. */
const FAMILIES: readonly (readonly [from: number, HueFamily])[] = [
  [0, 'red'],
  [15, 'orange'],
  [45, 'yellow'],
  [70, 'green'],
  [150, 'cyan'],
  [200, 'blue'],
  [260, 'purple'],
  [300, 'pink'],
  [345, 'red'],
];
/** Below this saturation or outside this lightness people see no hue. */
const LEAST_SATURATION = 0.12;
const DARKEST = 0.06;
const LIGHTEST = 0.95;

/** The family of a colour of six hex digits; `neutral` for black, white and greys. */
export function familyOf(code: string): HueFamily {
  const [r, g, b] = [0, 2, 4].map((at) => parseInt(code.slice(at, at + 2), 16) / 255) as [number, number, number];
  const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
  const lightness = (most + least) / 2;
  const spread = most - least;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * lightness - 1));
  if (saturation < LEAST_SATURATION || lightness < DARKEST || lightness > LIGHTEST) return 'neutral';
  const sixth = most === r ? ((g - b) / spread + 6) % 6 : most === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  const angle = sixth * 60;
  return FAMILIES.findLast(([from]) => angle >= from)![1];
}

/** Share of answers that must be colours for a tally of their hues. */
const MOST = 0.8;

type Sized = Pick<Group, 'answer' | 'count'>;

/** The colours among some answers, by family, and all of these answers. */
function counted(groups: readonly Sized[], codeOf: (answer: string) => string | null): HueCounts & { all: number } {
  const counts = new Map<HueFamily, number>();
  let [n, all] = [0, 0];
  for (const { answer, count } of groups) {
    all += count;
    const code = count === 0 ? null : codeOf(answer);
    if (code === null) continue;
    n += count;
    const family = familyOf(code);
    counts.set(family, (counts.get(family) ?? 0) + count);
  }
  const families = [...counts].map(([family, count]) => ({ family, count }));
  return { n, all, families: families.sort((a, b) => b.count - a.count || (a.family < b.family ? -1 : 1)) };
}

/** The groups as one condition filled them. */
export function groupsUnder<G extends Pick<Group, 'count' | 'byCondition'>>(
  id: string,
  groups: readonly G[],
): readonly G[] {
  const under = ({ byCondition }: G) => (Object.hasOwn(byCondition, id) ? byCondition[id]! : 0);
  return groups.map((group) => ({ ...group, count: under(group) })).filter(({ count }) => count > 0);
}

/** The code of each answer, `null` of those that are no colour; `null` once these are too many. */
function codesOf(groups: readonly Sized[]): ReadonlyMap<string, string | null> | null {
  const all = groups.reduce((sum, { count }) => sum + count, 0);
  const codes = new Map<string, string | null>();
  let others = 0;
  for (const { answer, count } of groups) {
    const code = colourCode(foldText(answer));
    codes.set(answer, code);
    others += code === null ? count : 0;
    if (all - others < MOST * all) return null;
  }
  return codes;
}

/**
 * How many answers are of each family of hues, when four of five or more are colours by name or code; `null` otherwise, and
 * without answers. n: the answers that are colours. `conditions`: ids of all conditions of the run.
 */
export function hueTally(groups: readonly Group[], conditions: readonly string[]): HueTally | null {
  const codes = codesOf(groups);
  if (codes === null) return null;
  const tallied = (some: readonly Group[]) => counted(some, (answer) => codes.get(answer) ?? null);
  const { n, all, families } = tallied(groups);
  if (n === 0 || n < MOST * all) return null;
  if (conditions.length < 2) return { n, families };
  const each = conditions.map((id) => {
    const { n: own, families: ofCondition } = tallied(groupsUnder(id, groups));
    return [id, { n: own, families: ofCondition }] as const;
  });
  return { n, families, byCondition: Object.fromEntries(each) };
}

/** Whether two families are neighbours on the colour circle. */
export function areNeighbours(one: HueFamily, other: HueFamily): boolean {
  const circle = FAMILIES.slice(0, -1).map(([, family]) => family);
  const [a, b] = [circle.indexOf(one), circle.indexOf(other)];
  if (a === -1 || b === -1) return false;
  const apart = Math.abs(a - b);
  return apart === 1 || apart === circle.length - 1;
}
