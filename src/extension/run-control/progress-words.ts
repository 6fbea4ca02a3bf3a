import type { Run } from '../../core/model/run.ts';
import type { OpenRun } from './open-run.ts';
import { STRINGS } from '../strings.ts';

/** `Probe: 63 of 150`, over all parts of the run: what was kept of earlier ones is there already, as in the panel. */
export function progressWords(
  { targets, conditions, trialsPerCell }: Pick<Run, 'targets' | 'conditions' | 'trialsPerCell'>,
  { settled, wanted }: OpenRun['sent'],
): string {
  const all = targets.length * conditions.length * trialsPerCell;
  return STRINGS.probe.progress.text(all - wanted + settled, all);
}
