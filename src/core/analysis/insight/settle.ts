import { betweenBounds, withinBounds } from '../intervals/agreement-of-models.ts';
import { BOUND } from '../../statistics/intervals/rare-agreements.ts';
import { chanceOf, countsByVoice, isOfSeveral, spokenOf, type Evidence } from './evidence.ts';
import { levelOf, mayBeHigher } from './level.ts';
import { figure, list, plural } from '../../text/prose.ts';
import { answersCounted } from '../counts.ts';
import type { Verdict } from '../../model/report.ts';

/** Larger runs than this are not proposed to anybody. */
const MOST_RUNS = 20_000;
/** Of more models or answers than this the bounds take too long to try. */
const MOST_TRIED = 2_000;

/** Two significant digits, rounded up: 37 stays, 143 becomes 150. */
function roundUp(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.ceil(count / unit) * unit;
}

/** Counts as they would be with so many times the runs. */
export const scaled = (counts: readonly number[], factor: number): readonly number[] =>
  counts.map((count) => Math.round(count * factor));

/**
 * Roughly how many times as many runs would decide the level if the answers kept their shares; `null` where that is not known
 * or more than 20,000 runs.
 */
function factorToSettle(evidence: Evidence): number | null {
  const spoken = spokenOf(evidence);
  const { voices, groups, n } = evidence;
  if (spoken === null || voices.length * groups.length > MOST_TRIED) return null;
  const counts = countsByVoice(evidence);
  const boundsOf = isOfSeveral(evidence) ? betweenBounds : withinBounds;
  const chance = chanceOf(evidence);
  for (let factor = 1.25; factor * n <= MOST_RUNS; factor *= 1.25) {
    const bounds = boundsOf(
      counts.map((own) => scaled(own, factor)),
      BOUND,
    );
    if (bounds !== null && levelOf({ value: spoken.value, bounds, chance }) !== 'undecided') return factor;
  }
  return null;
}

/** "About 50 more runs of each model would settle it.": only the models that answer are counted. `what`: what they would do. */
export function settling(evidence: Evidence, what = 'settle it'): string | null {
  // Of one that was sent until it is settled, its looks tell that.
  if (evidence.record.run.looks !== undefined) return null;
  const factor = factorToSettle(evidence);
  if (factor === null) return null;
  const { voices, cells, n } = evidence;
  const more = plural(roundUp(Math.ceil(((factor - 1) * n) / voices.length)), 'more run');
  const silent = voices.length < cells.length;
  const whose =
    voices.length === 1
      ? ''
      : ` of each of the ${silent ? `${voices.length} models that answer` : `${voices.length} models`}`;
  return `About ${more}${whose} would ${what}.`;
}

/** Looks that are named one by one. */
const MOST_LOOKS = 4;

/** What looking at a run before runs were added does to what is said of it; `null` where none were, or the looks were planned. */
export function repeatedLooks({ record: { run } }: Evidence): string | null {
  const { grown = [], looks } = run;
  if (grown.length === 0 || looks !== undefined) return null;
  const when =
    grown.length > MOST_LOOKS ? `${figure(grown.length)} times` : `at ${list(grown.map(figure))} runs per model`;
  return `Runs were added ${when}. Levels of 95% hold for one look, so a claim that appeared only now is less sure.`;
}

/** "50 runs per model are enough for this verdict and for every pair of models."; `null` where more runs could still tell something. */
export function enoughRuns(evidence: Evidence, verdict: Verdict): string | null {
  if (evidence.record.run.looks !== undefined) return null;
  const { voices, cells, between } = evidence;
  const spoken = spokenOf(evidence);
  const sizes = new Set(voices.map(({ counts }) => answersCounted(counts)));
  const [runs] = sizes;
  if (runs === undefined || sizes.size > 1 || voices.length < cells.length) return null;
  if (verdict === 'converged' ? spoken === null || mayBeHigher(spoken) : verdict !== 'each-its-own') return null;
  if (cells.length === 1) return `${plural(runs, 'run')} are enough for this verdict.`;
  const isDecided = between?.pairs.every((pair) => pair.verdict === 'differ' || pair.verdict === 'alike') ?? false;
  return isDecided
    ? `${plural(runs, 'run')} per model are enough for this verdict and for every pair of models.`
    : null;
}
