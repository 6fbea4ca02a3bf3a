/** The condition that the others are compared with: the one that is marked, else the first; `undefined` where there is none. */
export function controlAmong<Marked extends { readonly control: boolean }>(
  conditions: readonly Marked[],
): Marked | undefined {
  return conditions.find(({ control }) => control) ?? conditions[0];
}
