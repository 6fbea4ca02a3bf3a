import type { Report, Verdict } from '../../model/report.ts';
import type { Run, RunRecord } from '../../model/run.ts';
import { BOUND, surer } from '../../statistics/intervals/rare-agreements.ts';
import { randomStream } from '../../statistics/random.ts';
import { figure, list, plural } from '../../text/prose.ts';
import { ALIKE_OVERLAP, LEVEL } from '../comparison/between.ts';
import { pairedCounts } from '../comparison/divergence-table.ts';
import { labelTest } from '../comparison/label-test.ts';
import { overlapBound } from '../comparison/overlap-bound.ts';
import { betweenBounds, withinBounds } from '../intervals/agreement-of-models.ts';
import { errorShare } from '../looks.ts';
import { labelOf } from './details.ts';
import { chanceOf, countsByVoice, evidenceOf, isOfSeveral, spokenOf, type Evidence } from './evidence.ts';
import { levelOf, mayBeHigher } from './level.ts';
import { scaled } from './settle.ts';

/** What a look at a run says that is sent until it is settled. */
export interface Settlement {
  /**
   * `settled`: the verdict and every pair of models are decided; `futile`: what is open would stay open up to the last look, if the
   * answers kept their shares; `open`: more runs may decide it.
   */
  readonly kind: 'settled' | 'open' | 'futile';
  /** What is not decided, in words for a sentence; empty when settled. */
  readonly open: readonly string[];
}

/** Looks before this one see too little to tell that more runs would decide nothing. */
const FIRST_FUTILE = 2;

/** Whether more runs may change a verdict: there is none yet, or the level may be higher than can be claimed. */
function isVerdictOpen(evidence: Evidence, verdict: Verdict): boolean {
  if (verdict === 'undecided') return true;
  const spoken = spokenOf(evidence);
  return verdict === 'converged' && spoken !== null && mayBeHigher(spoken);
}

const pairsOf = ({ between, voices }: Evidence) => {
  const places = new Map(voices.map(({ target }, place) => [target, place] as const));
  return (between?.pairs ?? []).flatMap((pair) => {
    const [a, b] = [places.get(pair.a), places.get(pair.b)];
    return a === undefined || b === undefined || pair.verdict === null ? [] : [{ ...pair, places: [a, b] as const }];
  });
};

/** Whether the level would be decided at the last look. */
function wouldSettle(
  evidence: Evidence,
  verdict: Verdict,
  counts: readonly (readonly number[])[],
  share: number,
): boolean {
  const spoken = spokenOf(evidence);
  if (spoken === null) return true;
  const bounds = (isOfSeveral(evidence) ? betweenBounds : withinBounds)(counts, surer(BOUND, share));
  if (bounds === null) return true;
  const measured = { value: spoken.value, bounds, chance: chanceOf(evidence) };
  return verdict === 'undecided' ? levelOf(measured) !== 'undecided' : !mayBeHigher(measured);
}

/** Whether a pair would be told apart, or be alike, at the last look. */
function wouldDecide([a, b]: readonly (readonly number[])[], pairs: number, share: number, seed: number): boolean {
  const error = LEVEL * share;
  const paired = pairedCounts(a!, b!);
  if (paired === null) return false;
  if (labelTest(paired, randomStream(seed), pairs / share).p * pairs < error) return true;
  return overlapBound(a!, b!, { least: ALIKE_OVERLAP, error }, randomStream(seed)) !== null;
}

/** The same of a run and its report. */
export const settlementIn = (record: RunRecord, report: Report): Settlement =>
  settlementOf(evidenceOf(record, report), report.insight.verdict);

/** How a run of one prompt stands at a look. For runs with `looks`. */
export function settlementOf(evidence: Evidence, verdict: Verdict): Settlement {
  const { run } = evidence.record;
  const isOpen = isVerdictOpen(evidence, verdict);
  const pairs = pairsOf(evidence);
  const undecided = pairs.filter((pair) => pair.verdict === 'undecided');
  if (!isOpen && undecided.length === 0) return { kind: 'settled', open: [] };
  const open = [
    ...(isOpen ? ['how much the answers converge'] : []),
    ...(undecided.length === 0 ? [] : [whichOf(run, undecided)]),
  ];
  const { looks = [], trialsPerCell } = run;
  if (looks.indexOf(trialsPerCell) < FIRST_FUTILE) return { kind: 'open', open };
  const last = looks.at(-1)!;
  const share = errorShare({ looks, trialsPerCell: last });
  const counts = countsByVoice(evidence).map((own) => scaled(own, last / trialsPerCell));
  const isHopeful =
    (isOpen && wouldSettle(evidence, verdict, counts, share)) ||
    undecided.some(({ places }) =>
      wouldDecide(
        places.map((place) => counts[place]!),
        pairs.length,
        share,
        run.seed,
      ),
    );
  return { kind: isHopeful ? 'open' : 'futile', open };
}

/** "Settled after 20 of at most 160 runs per model."; `null` for a run of a fixed size, and while it is sent. */
export function lookSentence(evidence: Evidence, verdict: Verdict): string | null {
  const { looks, trialsPerCell, status, conditions } = evidence.record.run;
  if (looks === undefined || status === 'running' || conditions.length > 1) return null;
  const last = Math.max(trialsPerCell, ...looks);
  const runs = trialsPerCell < last ? `${figure(trialsPerCell)} of at most ${figure(last)} runs` : plural(last, 'run');
  const { kind, open } = settlementOf(evidence, verdict);
  if (kind === 'settled') return `Settled after ${runs} per model.`;
  const isFutile = kind === 'futile' && trialsPerCell < last;
  return `Not settled after ${runs} per model: ${isFutile ? 'more would hardly show' : 'open is'} ${list(open)}.`;
}

/** "whether gpt and gemini answer alike", "6 pairs of models". */
function whichOf(run: Run, pairs: readonly { readonly a: string; readonly b: string }[]): string {
  const [pair] = pairs;
  return pairs.length > 1
    ? `which of ${figure(pairs.length)} pairs of models answer alike`
    : `whether ${list([labelOf(run, pair!.a), labelOf(run, pair!.b)])} answer alike`;
}
