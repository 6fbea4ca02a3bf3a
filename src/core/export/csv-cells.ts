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

/** One record that was read, and the 1-based line it began on. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads one quoted cell that starts behind the quotation mark at `start`; `end` is behind the closing one, -1 without one. */
function quotedCell(text: string, start: number): { readonly cell: string; readonly end: number } {
  let cell = '';
  for (let from = start; ;) {
    const close = text.indexOf('"', from);
    if (close === -1) return { cell, end: -1 };
    cell += text.slice(from, close);
    if (text[close + 1] !== '"') return { cell, end: close + 1 };
    cell += '"';
    from = close + 2;
  }
}

/**
 * All records, blank lines left out. Lines may end in LF or CR LF, the first one says whether a comma or a semicolon (as
 * spreadsheets in many countries write) is the separator. An unclosed quotation mark is reported by its line.
 */
export function parseCsv(text: string): readonly CsvRecord[] | { readonly unclosed: number } {
  const head = text.slice(0, text.search(/[\r\n]|$/u));
  const separator = !head.includes(',') && head.includes(';') ? ';' : ',';
  const ends = new RegExp(`${separator}|\\r?\\n`, 'gu');
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  for (let at = 0; at <= text.length;) {
    let cell = '';
    let from = at;
    if (text[at] === '"') {
      const read = quotedCell(text, at + 1);
      if (read.end === -1) return { unclosed: line };
      line += text.slice(at, read.end).split('\n').length - 1;
      cell = read.cell;
      from = read.end;
    }
    ends.lastIndex = from;
    const end = ends.exec(text);
    cells.push(cell + text.slice(from, end?.index ?? text.length));
    at = end === null ? text.length + 1 : end.index + end[0].length;
    if (end?.[0] === separator) continue;
    if (cells.length > 1 || cells[0] !== '') records.push({ line: begun, cells });
    cells = [];
    line += 1;
    begun = line;
  }
  return records;
}
