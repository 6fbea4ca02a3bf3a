import { depthsOf } from './depths.ts';

/** Which column every node stands in, and in which order those of a column stand. */

/** A node, or a place that an edge passes on its way over a column. */
export interface Slot {
  /** `null` where an edge passes. */
  readonly node: number | null;
  /** Runs that go through it. */
  readonly weight: number;
  readonly before: number[];
  readonly after: number[];
}

/** From one node to another. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** Runs that take it. */
  readonly weight: number;
}

export interface Columns {
  /** By number; the first ones are the nodes. */
  readonly slots: readonly Slot[];
  /** Slots of each column from top to bottom. */
  readonly columns: readonly (readonly number[])[];
  /** Slots of each link from its node to the other one, both included. */
  readonly ways: readonly (readonly number[])[];
}

/** Times that the order of all columns is made better by that of their neighbours. */
const SWEEPS = 8;

/** Where the neighbours stand on average, as `placeOf` says of each; `null` where there are none. */
export function meanPlace(
  neighbours: readonly number[],
  slots: readonly Slot[],
  placeOf: (slot: number) => number,
): number | null {
  let [sum, weight] = [0, 0];
  for (const slot of neighbours) {
    sum += placeOf(slot) * slots[slot]!.weight;
    weight += slots[slot]!.weight;
  }
  return weight === 0 ? null : sum / weight;
}

/** Puts the nodes into columns, every link forward. `weights`: runs of each node, the most important ones first. */
export function columnsOf(weights: readonly number[], links: readonly Link[]): Columns {
  const next = weights.map((): number[] => []);
  for (const { from, to } of links) next[from]!.push(to);
  const depths = depthsOf(next);
  const slots: Slot[] = weights.map((weight, node) => ({ node, weight, before: [], after: [] }));
  const columns: number[][] = Array.from({ length: Math.max(0, ...depths.map((depth) => depth + 1)) }, () => []);
  depths.forEach((depth, node) => columns[depth]!.push(node));
  const ways = links.map(({ from, to, weight }) => {
    const way = [from];
    for (let depth = depths[from]! + 1; depth < depths[to]!; depth++) {
      columns[depth]!.push(slots.length);
      way.push(slots.push({ node: null, weight, before: [], after: [] }) - 1);
    }
    way.push(to);
    way.forEach((slot, at) => {
      if (at > 0) slots[slot]!.before.push(way[at - 1]!);
      if (at < way.length - 1) slots[slot]!.after.push(way[at + 1]!);
    });
    return way;
  });
  sortColumns(columns, slots);
  return { slots, columns, ways };
}

/** Places of all slots within their column, 0 to 1, so that columns of different lengths can be compared. */
function placesOf(columns: readonly (readonly number[])[], slots: readonly Slot[]): number[] {
  const places = new Array<number>(slots.length).fill(0);
  for (const column of columns) column.forEach((slot, at) => (places[slot] = (at + 0.5) / column.length));
  return places;
}

/** Fewer crossings: each slot as near as may be to the mean of its neighbours, column by column, there and back. */
function sortColumns(columns: number[][], slots: readonly Slot[]): void {
  const first = depthFirst(slots);
  for (const column of columns) column.sort((a, b) => first[a]! - first[b]!);
  let best = columns.map((column) => [...column]);
  let fewest = crossingsOf(best, slots);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const places = placesOf(columns, slots);
    const isForth = sweep % 2 === 0;
    for (const column of isForth ? columns : columns.toReversed()) {
      const wanted = new Map(
        column.map((slot) => {
          const { before, after } = slots[slot]!;
          return [slot, meanPlace(isForth ? before : after, slots, (other) => places[other]!) ?? places[slot]!];
        }),
      );
      column.sort((a, b) => wanted.get(a)! - wanted.get(b)! || places[a]! - places[b]!);
      column.forEach((slot, at) => (places[slot] = (at + 0.5) / column.length));
    }
    const crossings = crossingsOf(columns, slots);
    if (crossings >= fewest) continue;
    fewest = crossings;
    best = columns.map((column) => [...column]);
  }
  best.forEach((column, at) => (columns[at] = column));
}

/** When each slot is met, going along the first links to the end before the next ones: a tree in this order has no crossings. */
function depthFirst(slots: readonly Slot[]): readonly number[] {
  const met = new Array<number>(slots.length).fill(-1);
  let count = 0;
  const left = slots.flatMap(({ before }, slot) => (before.length === 0 ? [slot] : [])).reverse();
  for (let slot = left.pop(); slot !== undefined; slot = left.pop()) {
    if (met[slot] !== -1) continue;
    met[slot] = count++;
    left.push(...slots[slot]!.after.toReversed());
  }
  return met;
}

/** Runs that cross each other, in pairs. */
function crossingsOf(columns: readonly (readonly number[])[], slots: readonly Slot[]): number {
  let crossings = 0;
  columns.slice(1).forEach((column, at) => {
    const place = new Map(column.map((slot, index) => [slot, index]));
    const below = new SumFrom(column.length);
    for (const from of columns[at]!) {
      const links = slots[from]!.after.map((to) => ({
        to: place.get(to)!,
        weight: Math.min(slots[from]!.weight, slots[to]!.weight),
      }));
      for (const { to, weight } of links) crossings += weight * below.sum(to + 1);
      for (const { to, weight } of links) below.add(to, weight);
    }
  });
  return crossings;
}

/** What was added at a place or behind it (a Fenwick tree from its end). */
class SumFrom {
  readonly #sums: Float64Array;

  constructor(places: number) {
    this.#sums = new Float64Array(places + 1);
  }

  add(place: number, amount: number): void {
    for (let index = this.#sums.length - 1 - place; index < this.#sums.length; index += index & -index)
      this.#sums[index]! += amount;
  }

  sum(from: number): number {
    let sum = 0;
    for (let index = this.#sums.length - 1 - from; index > 0; index -= index & -index) sum += this.#sums[index]!;
    return sum;
  }
}
