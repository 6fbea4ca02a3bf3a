import type { TraitReport } from '../../model/traits-report.ts';
import type { Run } from '../../model/run.ts';
import { wilsonInterval } from '../../statistics/intervals/wilson.ts';
import type { TrialRead } from '../trial-read.ts';
import type { OutputTraits, TraitReader } from '../../pages/output-traits.ts';

/** A completed output and what it has; `found` is `null` when it is no page and no code. */
export interface OutputRead {
  readonly target: string;
  readonly condition: string;
  readonly found: OutputTraits | null;
}

/** The completed outputs of a run, read. A refusal is no output. */
export function outputsRead(reads: readonly TrialRead[], reader: TraitReader): readonly OutputRead[] {
  return reads.flatMap(({ trial, reading, status }) =>
    reading === null || status === 'refused'
      ? []
      : [{ target: trial.target, condition: trial.condition, found: reader.read(reading.repaired) }],
  );
}

/** Share of outputs that must be pages or code for a table of traits that nobody asked for. */
const MOST = 0.5;

/** Whether the completed outputs of a run are pages or code: half of them or more. A few words between two tags are none. */
export function arePages(reads: readonly TrialRead[], reader: TraitReader): boolean {
  let [pages, outputs] = [0, 0];
  for (const { reading, status } of reads) {
    if (reading === null || status === 'refused') continue;
    outputs++;
    const found = reader.read(reading.repaired);
    if (found !== null && !found.isScrap) pages++;
  }
  return pages > 0 && pages >= MOST * outputs;
}

/**
 * How often each trait comes in each cell, condition by condition in the order of the run. n: the completed outputs of the cell, those
 * that are no page among them: they lack every trait. Traits that no output has are left out, but for those of the user. By share
 * over all cells, largest first, then by id.
 */
export function traitTable(
  outputs: readonly OutputRead[],
  { conditions, targets }: Run,
  { traits }: Pick<TraitReader, 'traits'>,
): readonly TraitReport[] {
  const cells = conditions.flatMap(({ id: condition }) =>
    targets.map(({ id: target }) => ({
      target,
      condition,
      own: outputs.filter((output) => output.target === target && output.condition === condition),
    })),
  );
  const rows = traits.map(({ id, label, family }): TraitReport => {
    const countOf = (own: readonly OutputRead[]) => own.filter(({ found }) => found?.traits.has(id) ?? false).length;
    const count = countOf(outputs);
    const of = (own: readonly OutputRead[]) => {
      const held = countOf(own);
      const n = own.length;
      return { count: held, n, share: n === 0 ? null : held / n, interval: wilsonInterval(held, n) };
    };
    const pooled = { count, n: outputs.length, share: outputs.length === 0 ? null : count / outputs.length };
    const table = cells.map(({ target, condition, own }) => ({ target, condition, ...of(own) }));
    return { trait: id, label, family, ...pooled, cells: table, differences: [] };
  });
  return rows
    .filter(({ count, family }) => count > 0 || family === 'own')
    .sort((a, b) => b.count - a.count || (a.trait < b.trait ? -1 : 1));
}
