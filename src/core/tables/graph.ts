import { columnsOver } from './column.ts';
import { type Named, type Spread, spreadColumns } from './common.ts';

/** Outputs that are equal, or words that outputs pass. */
export interface PassedRow extends Spread {
  /** Hostile text. */
  readonly text: string;
  readonly count: number;
}

/** What a graph of outputs draws: as sentences, and word by word. */
export function graphColumns(targets: readonly Named[]) {
  const { text, count } = columnsOver<PassedRow>();
  return {
    output: text('output', 'Output', (row) => row.text),
    words: text('words', 'Words', (row) => row.text),
    outputs: count('outputs', 'Outputs', (row) => row.count),
    ...spreadColumns<PassedRow>(targets),
  };
}
