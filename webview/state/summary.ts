import type { TargetProgress } from '../../src/core/model/events.ts';
import type { CellReport } from '../../src/core/model/report.ts';
import type { Source } from '../../src/core/model/run.ts';
import { formatCount, formatElapsed, formatLatency, plural, secondsUntil } from '../text/format.ts';
import { wantedOf } from './report.ts';
import type { Screen } from './screen.ts';

/** Short sentences about the run itself. */

/** `3 models × 50`, `3 models × 5 conditions × 50`. */
export function sizeOf({ run }: Pick<Screen, 'run'>): string {
  const conditions = run.conditions.length > 1 ? ` × ${plural(run.conditions.length, 'condition')}` : '';
  return `${plural(run.targets.length, 'model')}${conditions} × ${formatCount(run.trialsPerCell)}`;
}

/** `63 of 150 answered`: with what `losses` names, it makes up all that has come, as in the models' table. */
export function answeredText({ run, report }: Pick<Screen, 'run' | 'report'>): string {
  const answered = report?.counts.completed ?? 0;
  return `${formatCount(answered)} of ${formatCount(wantedOf(run))} answered`;
}

/** Outcomes a reader must know of: `8 failed`, `2 refused`. Nothing for those that did not happen. */
export function losses({ report }: Pick<Screen, 'report'>): readonly string[] {
  if (report === null) return [];
  const { failed, refused, empty, truncated, cancelled } = report.counts;
  const named: readonly (readonly [number, string])[] = [
    [failed, 'failed'],
    [refused, 'refused'],
    [empty, 'empty'],
    [truncated, 'cut off'],
    [cancelled, 'cancelled'],
  ];
  return named.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);
}

/** Labels for answers that this run did not measure. */
export function badgesOf({ run, snapshot }: Pick<Screen, 'run' | 'snapshot'>): readonly Source[] {
  const labelled: readonly Source[] = ['recorded', 'simulated', 'imported'];
  const fromTargets = run.targets.map(({ provider }) => provider);
  const found = new Set<string>([...(snapshot.sources ?? []), ...fromTargets]);
  // Where the host did not say, answers that were published before are recorded ones.
  if (snapshot.sources === undefined && run.provenance !== undefined) found.add('recorded');
  return labelled.filter((source) => found.has(source));
}

/** What a target is doing, in words. */
export function progressText(progress: TargetProgress, cell: CellReport | undefined, now: number): string {
  const { state, reason, inFlight, failed } = progress;
  const failures = failed > 0 ? `${formatCount(failed)} failed` : '';
  const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
  switch (state) {
    case 'waiting':
      return reason ?? 'waiting for its turn';
    case 'paused': {
      const next =
        progress.resumesAt === null ? '' : `, next try in ${secondsUntil(Date.parse(progress.resumesAt), now)} s`;
      return `${reason ?? 'paused'}${next}`;
    }
    case 'running': {
      const pace = cell?.medianLatencyMs == null ? '' : `${formatLatency(cell.medianLatencyMs)} a call`;
      return join(failures, reason ?? pace, inFlight > 0 ? `${formatCount(inFlight)} at a time` : '');
    }
    case 'done':
      return join('done', failures, reason ?? '');
    case 'stopped':
      return join(reason ?? 'stopped', failures);
  }
}

/** What a screen reader is told: changes only at every quarter of the run and at its end. */
export function announcement({ run, report, elapsedMs }: Pick<Screen, 'run' | 'report' | 'elapsedMs'>): string {
  const settled = report?.counts.trials ?? 0;
  const wanted = wantedOf(run);
  if (run.status === 'running') {
    const quarter = wanted === 0 ? 0 : Math.floor((settled / wanted) * 4);
    return quarter === 0 ? 'The run has begun.' : `${quarter * 25} % of the answers are here.`;
  }
  const time = elapsedMs === null ? '' : ` after ${formatElapsed(elapsedMs)}`;
  const end = run.status === 'complete' ? 'The run is complete' : 'The run has ended early';
  return `${end}${time}. ${answeredText({ run, report })}. ${report?.insight.headline ?? ''}`;
}
