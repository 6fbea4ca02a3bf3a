import { hasEnd } from '../../core/run-file/journal-lines.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { STRINGS } from '../strings.ts';

/** Where cut-off runs are looked for. */
export interface CutOffSearch {
  /** The latest first. */
  readonly runs: readonly KeptRun[];
  /** Keys that were offered in an earlier window. */
  readonly offered: readonly string[];
  readonly isShown: (run: KeptRun) => boolean;
  readonly read: (key: string) => Promise<string | null>;
}

/** Journals that are looked into at most: older runs were seen before, or nobody misses them. */
const MOST_LOOKS = 5;

/**
 * Runs that a crash or a closed window cut off: trials are missing, nobody sends them, and the journal tells no end.
 * A run that was stopped tells one. Those that a panel shows, or that were offered before, are left out.
 */
export async function findCutOff({ runs, offered, isShown, read }: CutOffSearch): Promise<readonly KeptRun[]> {
  const possible = runs.filter(
    (run) => run.missing > 0 && !run.elsewhere && !offered.includes(run.key) && !isShown(run),
  );
  const looked = await Promise.all(
    possible.slice(0, MOST_LOOKS).map(async (run) => ({ run, journal: await read(run.key) })),
  );
  return looked.filter(({ journal }) => journal !== null && !hasEnd(journal)).map(({ run }) => run);
}

/** What is said of the one that is offered. */
export function cutOffSentence({ wanted, missing }: KeptRun): string {
  return STRINGS.runs.cutOff.text(wanted - missing, wanted);
}
