import type { LineCounter } from 'yaml';
import type { Place, Problem } from './design.ts';

/** More problems than anybody reads at once. */
const MOST_PROBLEMS = 100;

/** Where something stands, as offsets of the text: UTF-16 units, the end is behind it. */
export type Span = readonly [start: number, end: number];

/** Collects what is wrong with a probe file, and knows where things stand in it. */
export class Notes {
  readonly source: string;
  private readonly lines: LineCounter;
  private readonly found: Problem[] = [];
  private readonly told = new Set<string>();

  constructor(source: string, lines: LineCounter) {
    this.source = source;
    this.lines = lines;
  }

  /** Takes a problem in, once. */
  add([start, end]: Span, message: string): void {
    const name = `${start} ${message}`;
    if (this.told.has(name) || this.found.length >= MOST_PROBLEMS) return;
    this.told.add(name);
    this.found.push({ ...this.place([start, end]), message });
  }

  /** Lines and columns of a span. The blanks and line ends behind a text do not belong to it, and nothing is empty. */
  place([start, end]: Span): Place {
    let last = Math.min(end, this.source.length);
    while (last > start && /\s/.test(this.source[last - 1]!)) last--;
    const from = this.lines.linePos(start);
    const to = this.lines.linePos(Math.max(last, start));
    const place = { line: from.line || 1, column: from.col || 1, endLine: to.line || 1, endColumn: to.col || 1 };
    const isEmpty = place.line === place.endLine && place.column === place.endColumn;
    return isEmpty ? { ...place, endColumn: place.column + 1 } : place;
  }

  /** All problems, in the order of the text. */
  get problems(): readonly Problem[] {
    return [...this.found].sort((a, b) => a.line - b.line || a.column - b.column);
  }
}
