/** Drawings made of block characters, one column each. */

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A horizontal bar for a share of 0 ... 1, in eighths of a column; what is not nothing shows at least one eighth. */
export function bar(share: number, columns: number): string {
  const eighths = Math.max(share > 0 ? 1 : 0, Math.round(Math.min(1, share) * columns * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}

/** One column a count, its height relative to `highest`; an empty bin is a space, so that a gap is seen as a gap. */
export function skyline(counts: readonly number[], highest: number): string {
  return counts
    .map((count) => (count <= 0 ? ' ' : (LEVELS[Math.min(7, Math.ceil((count / highest) * 8) - 1)] ?? '█')))
    .join('');
}
