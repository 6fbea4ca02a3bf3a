import { trialsOf } from '../../core/model/planned-trials.ts';
import type { Run } from '../../core/model/run.ts';
import type { OpenRun } from './open-run.ts';
import { STRINGS } from '../strings.ts';

/** `Probe: 63 of 150`, over all parts of the run: what was kept of earlier ones is there already, as in the panel. */
export function progressWords(
  run: Pick<Run, 'targets' | 'conditions' | 'trialsPerCell'>,
  { settled, wanted }: OpenRun['sent'],
): string {
  const all = trialsOf(run);
  return STRINGS.probe.progress.text(all - wanted + settled, all);
}
