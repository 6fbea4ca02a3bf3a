import type { RunRecord } from '../core/model/run.ts';

/** How the command line ends. */
export const EXIT = {
  /** Every trial has an outcome other than failed. */
  ok: 0,
  /** Some trials failed; the rest is kept. Also: a provider could not list its models. */
  someFailed: 1,
  /** Bad usage or file. */
  usage: 2,
  /** A defect of this program (sysexits EX_SOFTWARE). */
  defect: 70,
  /** Interrupted; what had arrived is kept. */
  interrupted: 130,
} as const;

/** The exit code of a finished run. */
export function exitCodeOf(record: RunRecord): number {
  if (record.run.status === 'cancelled') return EXIT.interrupted;
  return record.trials.some((trial) => trial.outcome === 'failed') ? EXIT.someFailed : EXIT.ok;
}
