import type { Source } from '../../core/model/run.ts';

/** Sources whose times belong to another run, or to none. */
const NOT_TIMED: readonly Source[] = ['recorded', 'imported'];

/** Whether these answers took time in this program; replaying a recording is over in no time and says nothing. */
export function isTimed(sources: readonly Source[]): boolean {
  return !sources.some((source) => NOT_TIMED.includes(source));
}
