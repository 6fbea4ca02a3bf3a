/** Lines of a document, ends included. */
export interface LineRange {
  /** 0-based. */
  readonly first: number;
  readonly last: number;
}

/**
 * The lines of the prompt around a line: the inside of a Markdown code fence when it stands in one, else the
 * paragraph between blank lines. `null` on a blank line outside a fence.
 */
export function paragraphAt(lines: readonly string[], line: number): LineRange | null {
  return fenceAround(lines, line) ?? paragraphAround(lines, line);
}

function paragraphAround(lines: readonly string[], line: number): LineRange | null {
  const breaks = (at: number): boolean => isBlank(lines[at]) || isFence(lines[at]);
  if (breaks(line)) return null;
  let first = line;
  let last = line;
  while (first > 0 && !breaks(first - 1)) first--;
  while (last < lines.length - 1 && !breaks(last + 1)) last++;
  return { first, last };
}

function fenceAround(lines: readonly string[], line: number): LineRange | null {
  let opened: number | null = null;
  for (const [at, text] of lines.entries()) {
    if (!isFence(text)) continue;
    if (opened === null) {
      if (at > line) return null;
      opened = at;
    } else {
      if (opened <= line && line <= at) return at - opened > 1 ? { first: opened + 1, last: at - 1 } : null;
      opened = null;
    }
  }
  return null;
}

function isFence(text: string | undefined): boolean {
  return text !== undefined && /^\s*(```|~~~)/.test(text);
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
