import type { RunRecord } from '../../core/model/run.ts';
import { missingTrials } from '../../core/run-file/journal.ts';
import { keyHints } from '../key-hints.ts';
import { resumeLine } from '../resume-line.ts';
import { isSpare, type Keeping } from './keeping.ts';
import { RUNS } from '../strings/runs.ts';

/** Which key is missing, and how to resume a run of which something is missing, or where it is kept. */
export function nextSteps(record: RunRecord, keeping: Keeping): readonly string[] {
  const { run, trials } = record;
  const atOwnAddress = run.targets.filter(({ baseUrl }) => baseUrl !== null);
  return [...keyHints({ targets: atOwnAddress, trials }, keeping.wanted), ...resuming(record, keeping)];
}

/** The last line is the command. */
function resuming(record: RunRecord, keeping: Keeping): readonly string[] {
  const { out, resumable, further, wanted, journal } = keeping;
  const { run, trials } = record;
  const failed = trials.filter(({ outcome, source }) => outcome === 'failed' && source !== 'recorded').length;
  const missing = missingTrials(run, trials).length;
  if (missing > 0) {
    // Under the same budget it would end at once.
    const spent = run.endNote !== undefined && wanted.budgetUsd !== null;
    const budgetUsd = spent ? 2 * wanted.budgetUsd : wanted.budgetUsd;
    return [RUNS.next.missing(missing, failed, spent), resumeLine(resumable, further, { ...wanted, budgetUsd })];
  }
  if (failed > 0) {
    return [RUNS.next.failed(failed), resumeLine(resumable, ['--retry-failed', ...further], wanted)];
  }
  return out === null && journal !== null && !isSpare(record, keeping) ? [RUNS.next.kept(journal.file)] : [];
}
