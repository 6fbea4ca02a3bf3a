/** One record that was read, and the 1-based line it began on. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A record longer than this is not read, characters. */
export const LONGEST_RECORD = 128 * 2 ** 20;

/** Why a table cannot be read, and the 1-based line where that shows. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly kind: 'unclosed' | 'too long' | 'after quote';
  readonly line: number;

  constructor(kind: CsvError['kind'], line: number) {
    super(kind);
    this.kind = kind;
    this.line = line;
  }
}

/**
 * Reads a table that comes in pieces, record by record; blank lines are left out. Lines may end in LF or CR LF. The first one
 * tells the separator: it is that of `sep=;`, a line of its own that spreadsheets write, or the first of a comma, a semicolon
 * (as spreadsheets in many countries write) and a tab (as they save "Unicode text") that stands in it.
 */
export class CsvReader {
  private readonly take: (record: CsvRecord) => void;
  private readonly longest: number;
  private separator: Separator | null = null;
  /** What follows the last whole record. */
  private rest = '';
  /** Length of `rest` that is worth another look: else a long record would be read from its begin for every piece. */
  private worthALook = 0;
  private line = 1;

  constructor(take: (record: CsvRecord) => void, longest = LONGEST_RECORD) {
    this.take = take;
    this.longest = longest;
  }

  /** Throws a `CsvError` when a record is too long or not one. */
  push(text: string): void {
    this.rest += text;
    if (this.rest.length < this.worthALook) return;
    this.read(false);
    if (this.rest.length > this.longest) throw new CsvError('too long', this.line);
    this.worthALook = 2 * this.rest.length;
  }

  /** Throws a `CsvError` when a quotation mark is never closed. */
  end(): void {
    this.read(true);
  }

  private read(isWhole: boolean): void {
    const text = this.rest;
    let at = 0;
    if (this.separator === null) {
      const begin = beginOf(text, isWhole);
      if (begin === null) return;
      this.separator = begin.separator;
      at = begin.end;
      if (at > 0) this.line += 1;
    }
    while (at < text.length) {
      const { cells, goesOn, lines, end } = recordAt(text, at, this.separator);
      if (end === null && !isWhole) break;
      if (goesOn) throw new CsvError('after quote', this.line);
      if (cells === null) throw new CsvError('unclosed', this.line + lines);
      if (cells.length > 1 || cells[0] !== '') this.take({ line: this.line, cells });
      this.line += lines;
      at = end ?? text.length;
    }
    this.rest = text.slice(at);
  }
}

type Separator = ',' | ';' | '\t';

/** The line that only names the separator, with its line end. */
const SEP_LINE = /^"?sep=([,;\t])"?\r?(?:\n|$)/iu;

/** The separator, and where the table begins; `null` while the first line is not whole. */
function beginOf(text: string, isWhole: boolean): { readonly separator: Separator; readonly end: number } | null {
  const feed = text.search(/[\r\n]/u);
  // A carriage return may be followed by its line feed.
  if ((feed === -1 || feed === text.length - 1) && !isWhole) return null;
  const named = SEP_LINE.exec(text);
  if (named !== null) return { separator: named[1] as Separator, end: named[0].length };
  const head = feed === -1 ? text : text.slice(0, feed);
  const separator = ([',', ';', '\t'] as const).find((one) => head.includes(one)) ?? ',';
  return { separator, end: 0 };
}

interface FoundRecord {
  /** `null` when a quotation mark is not closed. */
  readonly cells: readonly string[] | null;
  /** Whether a cell goes on behind its closing quotation mark. */
  readonly goesOn: boolean;
  /** Line feeds in it; those before the quotation mark that is not closed. */
  readonly lines: number;
  /** Behind its line feed; `null` when the text ends before one. */
  readonly end: number | null;
}

const ENDS = { ',': /,|\r?\n/gu, ';': /;|\r?\n/gu, '\t': /\t|\r?\n/gu } as const;

function recordAt(text: string, start: number, separator: Separator): FoundRecord {
  const ends = ENDS[separator];
  const cells: string[] = [];
  let lines = 0;
  let goesOn = false;
  for (let at = start; ;) {
    let cell: string | null = null;
    let from = at;
    if (text[at] === '"') {
      const read = quotedCell(text, at + 1);
      if (read.end === -1) return { cells: null, goesOn, lines, end: null };
      lines += lineFeeds(text, at, read.end);
      cell = read.cell;
      from = read.end;
    }
    ends.lastIndex = from;
    const end = ends.exec(text);
    const rest = text.slice(from, end?.index ?? text.length);
    goesOn ||= cell !== null && rest.trim() !== '';
    cells.push(cell ?? rest);
    if (end === null) return { cells, goesOn, lines, end };
    at = end.index + end[0].length;
    if (end[0] !== separator) return { cells, goesOn, lines: lines + 1, end: at };
  }
}

/** Reads one quoted cell that starts behind the quotation mark at `start`; `end` is behind the closing one, -1 without one. */
function quotedCell(text: string, start: number): { readonly cell: string; readonly end: number } {
  const parts: string[] = [];
  for (let from = start; ;) {
    const close = text.indexOf('"', from);
    if (close === -1) return { cell: '', end: -1 };
    parts.push(text.slice(from, close));
    if (text[close + 1] !== '"') return { cell: parts.join(''), end: close + 1 };
    parts.push('"');
    from = close + 2;
  }
}

function lineFeeds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
