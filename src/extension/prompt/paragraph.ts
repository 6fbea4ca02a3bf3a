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
  let opened: { readonly at: number; readonly fence: string } | null = null;
  for (const [at, text] of lines.entries()) {
    if (opened === null) {
      const fence = fenceOf(text);
      if (fence === null) continue;
      if (at > line) return null;
      opened = { at, fence };
    } else if (closes(text, opened.fence)) {
      if (opened.at <= line && line <= at) return at - opened.at > 1 ? { first: opened.at + 1, last: at - 1 } : null;
      opened = null;
    }
  }
  return null;
}

/** The backticks or tildes with which a line opens or closes a block of code; `null` for any other line. */
function fenceOf(text: string): string | null {
  return /^\s*(`{3,}|~{3,})/.exec(text)?.[1] ?? null;
}

/** A fence is closed by one of its own characters that is as long or longer and has nothing behind it. */
function closes(text: string, fence: string): boolean {
  const found = fenceOf(text);
  return found !== null && found.startsWith(fence) && text.trim() === found;
}

function isFence(text: string | undefined): boolean {
  return text !== undefined && fenceOf(text) !== null;
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
