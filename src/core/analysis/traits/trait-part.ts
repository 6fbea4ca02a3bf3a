import type { Report } from '../../model/report.ts';
import type { Run } from '../../model/run.ts';
import type { TrialRead } from '../trial-read.ts';
import { beginStage } from '../../watch.ts';
import { archetypeOf } from './archetype.ts';
import { codeReport } from './code-report.ts';
import type { TraitReader } from '../../pages/output-traits.ts';
import { arePages, outputsRead, traitTable } from './trait-table.ts';

/** The parts of a report that are about pages and code. */
export type TraitPart = Pick<Report, 'traits' | 'archetype' | 'code'>;

/** `traits` alone, and `null`, when fewer than half of the completed outputs are pages or code and the user looks for no trait. */
export function traitPart(reads: readonly TrialRead[], run: Run, reader: TraitReader): TraitPart {
  if (!arePages(reads, reader) && (run.reading?.traits ?? []).length === 0) return { traits: null };
  const outputs = outputsRead(reads, reader);
  beginStage('wording');
  const traits = traitTable(outputs, run, reader);
  return { traits, archetype: archetypeOf(outputs, traits), code: codeReport(outputs, run) };
}
