import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Interval } from '../../src/core/model/report.ts';

/** How often intervals were shown, and held what they say. */
export class Coverage {
  rounds = 0;
  shown = 0;
  held = 0;
  /** Shown, with its lower end above the truth. */
  above = 0;

  add(interval: Interval | null, truth: number): void {
    this.rounds++;
    if (interval === null) return;
    this.shown++;
    // Rounding must not count as a miss.
    const slack = 1e-9 * Math.max(1, Math.abs(truth));
    if (interval[0] <= truth + slack && interval[1] >= truth - slack) this.held++;
    if (interval[0] > truth + slack) this.above++;
  }

  /** Share of all samples in which an interval was shown that missed the truth. */
  get missed(): number {
    return (this.shown - this.held) / this.rounds;
  }

  /** Share of the shown ones that held. */
  get share(): number {
    return this.held / this.shown;
  }

  /** As a cell of a table: "96%", "97% of 52%" where not all samples had an interval, "too few runs" where hardly any had. */
  toString(): string {
    const percent = (share: number) => `${Math.round(share * 100)}%`;
    if (this.shown < 0.01 * this.rounds) return 'too few runs';
    return this.shown === this.rounds
      ? percent(this.share)
      : `${percent(this.share)} of ${percent(this.shown / this.rounds)}`;
  }
}

/**
 * The largest count of events among `rounds` that a true chance of `chance` allows with 99.95% certainty (normal
 * approximation of the binomial): what a simulation may show before it speaks against the claim.
 */
export function mostEvents(rounds: number, chance: number): number {
  return Math.ceil(rounds * chance + 3.3 * Math.sqrt(rounds * chance * (1 - chance)));
}

/** A Markdown table, columns padded. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head!), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)].join('\n');
}

const DOCS = 'docs/statistics.md';

/** Percentages and words of a table, so that another machine's last digit does not count. */
const cellsOf = (table: string) => table.split('\n').flatMap((line) => line.split('|').map((cell) => cell.trim()));

/** Asserts that the documentation shows this table under this title, but for the last digit of a percentage. */
export function assertTableInDocs(table: string, title: string): void {
  const docs = cellsOf(readFileSync(DOCS, 'utf8').replace(/\r/g, ''));
  const cells = cellsOf(table);
  const from = docs.indexOf(title);
  assert.ok(from >= 0, `${DOCS} has no table headed "${title}"`);
  const shown = docs.slice(from).filter((cell) => cell !== '' && !/^-+$/.test(cell));
  const wanted = cells.filter((cell) => cell !== '' && !/^-+$/.test(cell));
  const wordsOf = (cell: string) => cell.replace(/\d+/g, '#');
  const numbers = (cell: string) => [...cell.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  wanted.forEach((cell, index) => {
    const there = shown[index + 1] ?? '';
    const [own, other] = [numbers(cell), numbers(there)];
    const near =
      wordsOf(cell) === wordsOf(there) &&
      own.length === other.length &&
      own.every((value, at) => Math.abs(value - other[at]!) <= 1);
    assert.ok(
      near,
      `${title}: ${DOCS} says "${there}" where the simulation gives "${cell}"; put the printed table there`,
    );
  });
}
