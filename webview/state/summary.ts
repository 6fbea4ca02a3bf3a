import { answeredAt } from '../../src/core/model/answered-at.ts';
import { controlAmong } from '../../src/core/model/control.ts';
import { isUneven } from '../../src/core/model/planned-trials.ts';
import type { Source } from '../../src/core/model/run.ts';
import { formatCount, formatElapsed, formatTime, plural } from '../text/format.ts';
import { wantedOf } from './report.ts';
import type { Screen } from './screen.ts';
import { SPOKEN } from '../text/strings.ts';

/** Short sentences about the run itself. */

/** `3 models × 50`, `3 models × 5 conditions × 50`; `3 models × 20, until settled` while such a run goes on. */
export function sizeOf({ run }: Pick<Screen, 'run'>): string {
  const conditions = run.conditions.length > 1 ? ` × ${plural(run.conditions.length, 'condition')}` : '';
  const until = run.looks !== undefined && run.status === 'running' ? ', until settled' : '';
  return `${plural(run.targets.length, 'model')}${conditions} × ${isUneven(run) ? 'up to ' : ''}${formatCount(run.trialsPerCell)}${until}`;
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
    [cancelled, 'missing'],
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

/** What a screen reader is told: changes only at every quarter of the answers and at the end of the run. */
export function announcement({ run, report, elapsedMs }: Pick<Screen, 'run' | 'report' | 'elapsedMs'>): string {
  if (run.status === 'running') return quarterText(run, report);
  const time = elapsedMs === null ? '' : ` after ${formatElapsed(elapsedMs)}`;
  const end = run.status === 'partial' && isAllBack({ run, report }) ? SPOKEN.over : END[run.status];
  return `${end}${time}. ${answeredText({ run, report })}. ${report?.insight.headline ?? ''}`;
}

const END = {
  complete: SPOKEN.complete,
  cancelled: SPOKEN.stopped,
  partial: SPOKEN.endedEarly,
  running: '',
} as const;

/** Whether every trial has ended, some of them perhaps as failed. */
function isAllBack({ run, report }: Pick<Screen, 'run' | 'report'>): boolean {
  const { trials, cancelled } = report?.counts ?? { trials: 0, cancelled: 0 };
  return trials - cancelled >= wantedOf(run);
}

/** Failed trials have ended, too, but are no answers: with one of them, the last quarter never comes. */
function quarterText(run: Screen['run'], report: Screen['report']): string {
  const wanted = wantedOf(run);
  const { trials, failed, cancelled } = report?.counts ?? { trials: 0, failed: 0, cancelled: 0 };
  const quarter = wanted === 0 ? 0 : Math.floor(((trials - failed - cancelled) / wanted) * 4);
  if (quarter === 0) return SPOKEN.begun;
  return quarter === 4 ? SPOKEN.all : SPOKEN.quarter(quarter * 25);
}

/** How a drawing of this run is named: by its prompt, what was run, and when. */
export function drawingTitle({ run, now }: Pick<Screen, 'run' | 'now'>): {
  readonly title: string;
  readonly aside: string;
} {
  const prompt = controlAmong(run.conditions)?.prompt ?? '';
  return { title: prompt, aside: `${sizeOf({ run })} · ${formatTime(answeredAt(run), now)}` };
}
