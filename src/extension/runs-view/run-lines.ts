import type { ChangeVerdict } from '../../core/model/change-verdict.ts';
import type { RunDigest } from '../../core/model/kept-runs.ts';
import { answeredAt } from '../../core/model/answered-at.ts';
import { abbreviated } from '../../core/text/shortened.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { dayOf, timeOf } from './days.ts';
import { baselineStamp, type RunGroup } from './group-runs.ts';
import { STRINGS } from '../strings.ts';

/** What the lines of the Runs view say. Prompts and answers are hostile text: nothing here is Markdown or an icon. */

const words = STRINGS.runs.line;

/** How far a run that this window sends has come. */
export interface Progress {
  readonly settled: number;
  readonly wanted: number;
}

export type RunState = 'running' | 'elsewhere' | 'interrupted' | 'over';

/** A line of the view. */
export interface Line {
  readonly label: string;
  /** Stands behind the label, smaller. */
  readonly description: string;
  readonly tooltip: string;
}

const LONGEST_LABEL = 80;

/** On one line, without control characters and marks that turn the direction of what follows. */
export function oneLine(text: string, longest = LONGEST_LABEL): string {
  const plain = text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').replace(/[\s\p{Cc}]+/gu, ' ');
  return abbreviated(plain.trim(), longest);
}

export function stateOf({ elsewhere, missing }: KeptRun, progress: Progress | undefined): RunState {
  if (progress !== undefined) return 'running';
  if (elsewhere) return 'elsewhere';
  return missing > 0 ? 'interrupted' : 'over';
}

export function groupLine({ runs }: RunGroup): Line {
  const [latest] = [...runs].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  const prompt = oneLine(latest!.prompt);
  const label = latest!.design === undefined ? prompt : oneLine(latest!.design);
  const where = latest!.design ?? latest!.file;
  return {
    label: label === '' ? words.noPrompt : label,
    description: words.runs(runs.length),
    tooltip: [oneLine(latest!.prompt, 500), ...(where === undefined ? [] : [oneLine(where)])].join('\n'),
  };
}

/** `baseline`: the one that the run is later than. */
export function runLine(
  run: KeptRun,
  progress: Progress | undefined,
  now: Date,
  baseline: KeptRun | null = null,
): Line {
  const { marks } = run;
  const verdict = foundIn(run, progress);
  const found = changedWords(run, progress, now, baseline) ?? verdict;
  const name = oneLine(marks.name);
  const day = dayOf(answeredAt(run), now);
  const star = marks.isBaseline ? ` ★ ${words.baseline}` : '';
  return {
    label: name === '' ? found : name,
    description: `${name === '' ? '' : `${found} · `}${day}${star}${marks.isPinned ? ` · ${words.pinned}` : ''}`,
    tooltip: tooltipOf(run, found === verdict ? [verdict] : [found, verdict]),
  };
}

/** What changed since the baseline; `null` when that is not known of a run that is over, or not decided. */
export function changeSince(
  run: KeptRun,
  progress: Progress | undefined,
  baseline: KeptRun | null,
): Exclude<ChangeVerdict, 'undecided'> | null {
  const change = run.digest?.change;
  if (baseline === null || change?.since !== baselineStamp(baseline) || stateOf(run, progress) !== 'over') return null;
  return change.verdict === 'undecided' ? null : change.verdict;
}

/** "more varied than 24 Nov". */
function changedWords(
  run: KeptRun,
  progress: Progress | undefined,
  now: Date,
  baseline: KeptRun | null,
): string | null {
  const change = changeSince(run, progress, baseline);
  return change === null ? null : words.change[change](dayOf(answeredAt(baseline!), now).replace('today ', ''));
}

/** What a run found, or how far it is. */
export function foundIn(run: KeptRun, progress: Progress | undefined): string {
  const { wanted, missing, digest } = run;
  switch (stateOf(run, progress)) {
    case 'running':
      return words.running(progress!.settled, progress!.wanted);
    case 'elsewhere':
      return words.elsewhere(wanted - missing, wanted);
    case 'interrupted':
      return words.interrupted(missing, wanted);
    case 'over':
      if (digest === null) return sizeOf(run);
      if (digest.claim === '') return `${words.noReport} · ${sizeOf(run)}`;
      return foundWords(digest);
  }
}

/** Longest verdict with its answers, so that the day has room behind it. */
const LONGEST_FOUND = 32;

/** "Strongly converged · 42, 73": as many of the answers as there is room for, one at least. */
function foundWords({ claim, answers }: RunDigest): string {
  const [first, ...others] = answers.map((answer) => oneLine(answer, 24));
  if (first === undefined) return claim;
  return others.reduce((said, answer) => {
    const more = `${said}, ${answer}`;
    return more.length > LONGEST_FOUND ? said : more;
  }, `${claim} · ${first}`);
}

/** "3 models × 50". */
export function sizeOf({ targets, trialsPerCell, wanted }: KeptRun): string {
  const conditions = Math.round(wanted / Math.max(1, targets.length * trialsPerCell));
  return words.size(targets.length, conditions, trialsPerCell);
}

function tooltipOf(run: KeptRun, found: readonly string[]): string {
  const { prompt, targets, digest, file, design } = run;
  const where = design ?? file;
  return [
    ...found,
    `${timeOf(answeredAt(run))}, ${sizeOf(run)}`,
    oneLine(targets.join(', '), 200),
    ...(digest === null || digest.answers.length === 0
      ? []
      : [words.mostFrequent(digest.answers.map((answer) => oneLine(answer)))]),
    ...(digest?.effective == null ? [] : [words.effective(digest.effective)]),
    ...(where === undefined ? [] : [oneLine(where)]),
    oneLine(prompt, 300),
  ].join('\n');
}
