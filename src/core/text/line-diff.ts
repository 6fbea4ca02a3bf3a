/** A line of a comparison: what both texts have, or only one of them. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * Two texts line by line: the lines that they begin and end with alike, and between those what the one has and what the other
 * has. Made for texts of which one adds to the other.
 */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const least = Math.min(old.length, now.length);
  let start = 0;
  while (start < least && old[start] === now[start]) start++;
  let end = 0;
  while (end < least - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const lines = (kind: DiffLine['kind'], texts: readonly string[]): readonly DiffLine[] =>
    texts.map((text) => ({ kind, text }));
  return [
    ...lines('same', old.slice(0, start)),
    ...lines('removed', old.slice(start, old.length - end)),
    ...lines('added', now.slice(start, now.length - end)),
    ...lines('same', end === 0 ? [] : old.slice(-end)),
  ];
}
