import type { Row } from '../figures.ts';
import type { Bench } from '../machine/bench.ts';
import type { Promptfoo } from '../machine/promptfoo.ts';

/** A measurement; it may fill more than one row of the table. */
export interface Line {
  /** Kebab-case: what `--only` takes. */
  readonly name: string;
  /** What is measured, with all settings; printed below the table. */
  readonly settings: string;
  /** Rejects when something breaks; a figure that is worse than its target is no such thing. */
  measure(bench: Bench): Promise<readonly Row[]>;
}

/** A longer explanation does not fit into a column. */
const NOTE_COLUMNS = 24;

/** promptfoo's figure, when it was asked for; what goes wrong with it is a note, not a failure of the benchmark. */
export async function peerOf(
  bench: Bench,
  measure: (bench: Bench & { readonly promptfoo: Promptfoo }) => Promise<NonNullable<Row['peer']>>,
): Promise<Pick<Row, 'peer'>> {
  const { promptfoo } = bench;
  if (promptfoo === null) return {};
  try {
    return { peer: await measure({ ...bench, promptfoo }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`promptfoo: ${message}\n`);
    return { peer: { measured: NaN, note: message.length <= NOTE_COLUMNS ? message : 'gave no figure' } };
  }
}
