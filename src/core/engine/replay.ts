import type { Provenance, Run } from '../model/run.ts';
import { answeredAt } from '../model/answered-at.ts';

/** What a run that only replays recorded answers takes over from their runs. */
export interface ReplayFacts {
  readonly recordedAt?: string;
  readonly provenance?: Provenance;
  /** The same answers have the same intervals, whoever replays them. */
  readonly seed?: number;
}

/** Nothing where a target is asked itself, or `null`; the provenance and the seed of a single recording. */
export function replayFacts(recordings: readonly (Run | null)[]): ReplayFacts {
  const runs = new Map<string, Run>();
  for (const run of recordings) {
    if (run === null) return {};
    runs.set(run.id, run);
  }
  const [first, ...others] = [...runs.values()];
  if (first === undefined) return {};
  const recordedAt = [...runs.values()]
    .map(answeredAt)
    .reduce((latest, at) => (Date.parse(at) > Date.parse(latest) ? at : latest));
  if (others.length > 0) return { recordedAt };
  const { provenance, seed } = first;
  return { recordedAt, ...(provenance && { provenance }), seed };
}
