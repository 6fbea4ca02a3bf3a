/** CSV as RFC 4180 has it, tab-separated tables, and the guard of both against formulas. */

/** A number as spreadsheets read it: "-3", "+1,234.5", "-.5", "-2e-7", "-5%". */
const PLAIN_NUMBER = /^[+-]?(?:\d+(?:[.,]\d+)*|\.\d+)(?:e[+-]?\d+)?%?$/iu;
/** What begins a formula, of full width too, behind what programs skip: white space, quotation marks, characters that show nothing. */
const FORMULA_LIKE = /^[\s"'‘’“”\u0000-\u001f\u00ad\u200b-\u200f\u2060]*[=+\-@＝＋－＠]|^'*[\t\r\n]/u;

/**
 * Free text that a spreadsheet would take for a formula gets an apostrophe in front, unless it is just a number. Text that
 * begins with apostrophes before such a character gets one more, so that `unguardCell` gives back exactly what was
 * written. For every table that leaves the program: CSV and what the panel copies or saves.
 */
export function guardCell(text: string): string {
  return FORMULA_LIKE.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** Takes the apostrophe of `guardCell` off again. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && FORMULA_LIKE.test(text) ? text.slice(1) : text;
}

/**
 * A table as tab-separated lines, for the clipboard and for files. Tabs and line breaks inside a cell become spaces; texts
 * are guarded like those of a CSV, numbers are written as they are. A quotation mark at the beginning of a cell would
 * swallow what follows it, so such a cell is quoted.
 */
export function tabSeparated(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map(tabCell).join('\t')).join('\n');
}

function tabCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const line = guardCell(cell.replace(/[\t\r\n\u2028\u2029]+/gu, ' '));
  return line.startsWith('"') ? quoted(line) : line;
}

/** One record: cells in quotation marks where they need them, ended by CR LF. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/u.test(cell) ? quoted(cell) : cell)).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
