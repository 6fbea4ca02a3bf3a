import type { RunRecord } from '../core/model/run.ts';

/** How the command line ends. */
export const EXIT = {
  /** Every trial has an outcome other than failed. */
  ok: 0,
  /** Some trials failed or were beyond the budget; the rest is kept. Also: no report could be made, or a provider could not list its models. */
  someFailed: 1,
  /** Bad usage or file. */
  usage: 2,
  /** `check`: too few runs to tell. */
  undecided: 3,
  /** A defect of this program (sysexits EX_SOFTWARE). */
  defect: 70,
  /** Interrupted; what had arrived is kept. */
  interrupted: 130,
} as const;

/** The exit code of a run that has ended: by itself, by Ctrl+C, or because its budget was used up. */
export function exitCodeOf({ run, trials }: RunRecord): number {
  const cutShort = trials.some(({ outcome }) => outcome === 'cancelled') || run.status === 'cancelled';
  if (cutShort && run.endNote === undefined) return EXIT.interrupted;
  return cutShort || trials.some(({ outcome }) => outcome === 'failed') ? EXIT.someFailed : EXIT.ok;
}
