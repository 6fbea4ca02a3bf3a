/** Restricted Damerau-Levenshtein distance: insertions, deletions, replacements and swaps of neighbours, each costs 1. */
function distance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = least;
    }
  }
  return rows[a.length]![b.length]!;
}

/** The known word that was probably meant: nearest within a third of its length, or the only one that begins like this. */
export function nearest(word: string, known: readonly string[]): string | null {
  const typed = word.toLowerCase().slice(0, 40);
  const [best] = known
    .map((candidate) => ({ candidate, far: distance(typed, candidate) }))
    .filter(({ candidate, far }) => far <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.far - b.far);
  if (best !== undefined) return best.candidate;
  const beginning = typed.length < 2 ? [] : known.filter((candidate) => candidate.startsWith(typed));
  return beginning.length === 1 ? beginning[0]! : null;
}
