import type { Report } from '../../model/report.ts';
import { recalled } from '../../memory.ts';
import type { Run } from '../../model/run.ts';
import { readKey, type TrialRead } from '../trial-read.ts';
import { beginStage } from '../../watch.ts';
import { archetypeOf } from './archetype.ts';
import { codeReport } from './code-report.ts';
import type { TraitReader } from '../../pages/output-traits.ts';
import { arePages, outputsRead, traitTable } from './trait-table.ts';

/**
 * The parts of a report that are about pages and code. `traits` alone, and `null`, when fewer than half of the completed outputs are one and the
 * user looks for no trait.
 */
export const traitPart = recalled(keyOf, partOf);

function keyOf(reads: readonly TrialRead[], { targets, conditions, reading }: Run): string {
  const ids = [...targets, ...conditions].map(({ id }) => id);
  return JSON.stringify([ids, reading?.traits ?? [], reads.map(readKey)]);
}

function partOf(
  reads: readonly TrialRead[],
  run: Run,
  reader: TraitReader,
): Pick<Report, 'traits' | 'archetype' | 'code'> {
  const outputs = outputsRead(reads, reader);
  beginStage('wording');
  if (!arePages(outputs) && (run.reading?.traits ?? []).length === 0) return { traits: null };
  const traits = traitTable(outputs, run, reader);
  return { traits, archetype: archetypeOf(outputs, traits), code: codeReport(outputs, run) };
}
