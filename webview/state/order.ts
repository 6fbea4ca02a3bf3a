/**
 * The ids of `ranked` in an order that does not jump: ids that were there keep their places, ids that left give their
 * places to those that came, and the rest follows. While a run is going rows are shown in this order.
 */
export function stableOrder(previous: readonly string[], ranked: readonly string[]): readonly string[] {
  const present = new Set(ranked);
  const known = new Set(previous);
  const entering = ranked.filter((id) => !known.has(id));
  const kept: string[] = [];
  for (const id of previous) {
    const next = present.has(id) ? id : entering.shift();
    if (next !== undefined) kept.push(next);
  }
  return [...kept, ...entering];
}

/** `rows` sorted by their place in `order`; rows that are not in it keep their order and come last. */
export function sortByOrder<Row extends { readonly id: string }>(
  rows: readonly Row[],
  order: readonly string[],
): readonly Row[] {
  const place = new Map(order.map((id, index) => [id, index]));
  return [...rows].sort((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length));
}
