import type { GroupRow } from '../../src/core/analysis/rows.ts';
import type { Look } from './look.ts';

/** The tally as a table for the clipboard: a head, then one row per group. Shares are plain numbers 0 ... 1. */
export function tallyTable(
  groups: readonly GroupRow[],
  looks: ReadonlyMap<string, Look>,
): readonly (readonly (string | number)[])[] {
  const models = [...looks.values()];
  const head = ['Answer', 'Times', 'Share', ...models.map(({ label }) => label)];
  const rows = groups.map(({ answer, count, share, byTarget }) => [
    answer,
    count,
    Number(share.toFixed(4)),
    ...models.map(({ target }) => byTarget[target] ?? 0),
  ]);
  return [head, ...rows];
}
