import type { KeptRun } from '../../runs/kept-run.ts';

/** Runs of one prompt, the latest first. */
export interface RunGroup {
  /** Stays the same while runs come and go at its end. */
  readonly id: string;
  readonly runs: readonly KeptRun[];
}

/** What makes runs those of one prompt: its text, the place where it stands, or the probe file. */
function tiesOf({ promptDigest, file, line, design }: KeptRun): readonly string[] {
  const place = design ?? (file === undefined || file.startsWith('untitled') ? null : `${file}:${line ?? 0}`);
  return place === null ? [`prompt ${promptDigest}`] : [`prompt ${promptDigest}`, `place ${place}`];
}

/**
 * Runs by prompt, the prompt that was run last first. An edited prompt stays the same prompt as long as it stands where it
 * stood: that is what before and after an edit are compared by.
 */
export function groupRuns(runs: readonly KeptRun[]): readonly RunGroup[] {
  const leaders = new Map<string, string>();
  const leaderOf = (tie: string): string => {
    const next = leaders.get(tie);
    if (next === undefined || next === tie) return tie;
    const leader = leaderOf(next);
    leaders.set(tie, leader);
    return leader;
  };
  for (const run of runs) {
    const [first, ...others] = tiesOf(run);
    for (const other of others) leaders.set(leaderOf(other), leaderOf(first!));
  }
  const groups = new Map<string, KeptRun[]>();
  for (const run of [...runs].sort(byTime)) {
    const leader = leaderOf(tiesOf(run)[0]!);
    const group = groups.get(leader);
    if (group === undefined) groups.set(leader, [run]);
    else group.push(run);
  }
  return [...groups.values()].map((own) => ({ id: `group ${own.at(-1)!.key}`, runs: pinnedFirst(own) }));
}

/** Pinned runs stand above the others of their prompt. */
const pinnedFirst = (runs: readonly KeptRun[]): readonly KeptRun[] => [
  ...runs.filter(({ marks }) => marks.isPinned),
  ...runs.filter(({ marks }) => !marks.isPinned),
];

function byTime(one: KeptRun, other: KeptRun): number {
  return one.createdAt < other.createdAt ? 1 : one.createdAt > other.createdAt ? -1 : 0;
}

/** The run of the same prompt that was made last before this one; `null` when it is the first. */
export function previousOf(run: KeptRun, { runs }: RunGroup): KeptRun | null {
  const earlier = runs.filter(({ createdAt, key }) => createdAt < run.createdAt && key !== run.key);
  return [...earlier].sort(byTime)[0] ?? null;
}

/** The baseline of a prompt; `null` without one. */
export function baselineOf({ runs }: RunGroup): KeptRun | null {
  // Asked for every run of a prompt: only the few that are marked are sorted.
  return runs.filter(({ marks }) => marks.isBaseline).sort(byTime)[0] ?? null;
}

/** The baseline that a run is later than, and so is told by what changed since; `null` without one. */
export function baselineBefore(run: KeptRun, group: RunGroup): KeptRun | null {
  const baseline = baselineOf(group);
  return baseline !== null && baseline.key !== run.key && baseline.createdAt < run.createdAt ? baseline : null;
}

/** Which run it is, and how many of its trials there are: one that is sent on is another baseline. */
export const baselineStamp = ({ key, wanted, missing }: KeptRun): string => `${key} ${wanted - missing}`;

/** Whether a run has this text in its prompt, name, models, answers or verdict, capital or not. */
export function isFound({ prompt, marks, targets, digest, file, design }: KeptRun, text: string): boolean {
  const held = [prompt, marks.name, file, design, ...targets, digest?.claim, ...(digest?.answers ?? [])];
  return held.some((one) => one?.toLowerCase().includes(text.toLowerCase()));
}
