/** Lines of a document, ends included. */
export interface LineRange {
  /** 0-based. */
  readonly first: number;
  readonly last: number;
}

/** The prompt around a line of a text. */
export interface Paragraph extends LineRange {
  readonly text: string;
}

/**
 * The prompt around a line: the inside of a Markdown code fence when it stands in one, else the paragraph between blank
 * lines. The marks of a block quote, and the indentation of a fence in a list, are none of it. `null` on a blank line
 * outside a fence.
 */
export function paragraphIn(lines: readonly string[], line: number): Paragraph | null {
  const quote = quoteAround(lines, line);
  const read = quote?.lines ?? lines;
  const offset = quote?.first ?? 0;
  const range = paragraphAt(read, line - offset);
  if (!range) return null;
  const columns = isFence(read[range.first - 1]) ? indentOf(read[range.first - 1] ?? '') : 0;
  const text = read.slice(range.first, range.last + 1).map((one) => one.slice(Math.min(columns, indentOf(one))));
  return { first: range.first + offset, last: range.last + offset, text: text.join('\n').trim() };
}

/** The lines of the prompt around a line. `null` on a blank line outside a fence. */
export function paragraphAt(lines: readonly string[], line: number): LineRange | null {
  return fenceAround(lines, line) ?? paragraphAround(lines, line);
}

const QUOTE_MARK = /^ {0,3}> ?/;

/** A text without the marks of a block quote; `null` when it is none. Lines that go on with its paragraph need no mark. */
export function unquoted(lines: readonly string[]): readonly string[] | null {
  const isQuote = lines.every((line, at) => {
    const before = lines[at - 1];
    return isBlank(line) || QUOTE_MARK.test(line) || (before !== undefined && !isBlank(before));
  });
  const first = lines.find((line) => !isBlank(line)) ?? '';
  return isQuote && QUOTE_MARK.test(first) ? lines.map((line) => line.replace(QUOTE_MARK, '')) : null;
}

/** The block quote that a line stands in, without its marks. */
function quoteAround(
  lines: readonly string[],
  line: number,
): { readonly first: number; readonly lines: readonly string[] } | null {
  const isQuoted = (at: number): boolean => QUOTE_MARK.test(lines[at] ?? '');
  if (!isQuoted(line)) return null;
  let [first, last] = [line, line];
  while (isQuoted(first - 1)) first--;
  while (isQuoted(last + 1)) last++;
  return { first, lines: lines.slice(first, last + 1).map((one) => one.replace(QUOTE_MARK, '')) };
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
  // A fence that nothing closes goes on to the end of the document.
  const last = lines.length - 1;
  return opened !== null && opened.at < last ? { first: opened.at + 1, last } : null;
}

/**
 * The backticks or tildes with which a line opens or closes a block of code; `null` for any other line. It may be the first
 * of a list item; behind backticks no more of them follow, or it is code within a line.
 */
function fenceOf(text: string): string | null {
  const match = /^\s*(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})?(`{3,}|~{3,})/.exec(text);
  if (!match || (match[1]?.startsWith('`') && text.includes('`', match[0].length))) return null;
  return match[1] ?? null;
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

/** Columns before a text, and before the fence that is the first of a list item. */
function indentOf(text: string): number {
  return /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}(?=[`~]))?/.exec(text)?.[0].length ?? 0;
}
