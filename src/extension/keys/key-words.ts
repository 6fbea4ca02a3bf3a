import type { Source } from '../../core/model/run.ts';
import { STRINGS } from '../strings.ts';

/** What stands beside the field for a key: why it is asked for now, where that is not plain, and where it goes. */
export function keyWords(origin: string, why: string | null): string {
  return `${why === null ? '' : `${why} `}${STRINGS.keys.prompt(origin)}`;
}

/** Why running something again takes a key when its answers came without one; `null` when they took one, too. */
export function whyAgain(sources: readonly Source[]): string | null {
  if (sources.includes('live') || sources.length === 0) return null;
  return sources.includes('imported') ? STRINGS.sending.needsKey.imported : STRINGS.sending.needsKey.recorded;
}
