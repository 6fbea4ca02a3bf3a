import type { RunHeader } from '../../core/model/run.ts';
import type { Recordings } from '../storage/recordings.ts';

/** How many runs the recordings that a run replays hold, the least of them; `null` when it replays none. */
export async function recordedRuns(
  { targets }: Pick<RunHeader, 'targets'>,
  recordings: Pick<Recordings, 'recordFor'>,
): Promise<number | null> {
  const replayed = targets.filter(({ provider }) => provider === 'recorded');
  const held = await Promise.all(
    replayed.map(({ model }) =>
      recordings.recordFor(model).then(
        ({ trials }) => trials.length,
        () => 0, // the recording is not there any more
      ),
    ),
  );
  return held.length === 0 ? null : Math.min(...held);
}
