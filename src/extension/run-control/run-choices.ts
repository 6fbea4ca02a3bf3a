import { FIRST_LOOK } from '../../core/statistics/sequential.ts';
import { MOST_RUNS, MOST_UNTIL_SETTLED } from '../../runs/limits.ts';
import { STRINGS } from '../strings.ts';

/** A number of runs on offer. */
export interface RunChoice {
  /** N; `null` for a line that only says what cannot be. */
  readonly runs: number | null;
  /** Whether it is the most of each model, for a run that ends once it is settled. */
  readonly untilSettled?: boolean;
  readonly label: string;
  readonly description: string;
  /** Whether Enter takes this one. */
  readonly preferred: boolean;
}

/** What decides which numbers are on offer. */
export interface RunChoiceFacts {
  readonly models: number;
  /** Calls of a number of runs, where that is not one of each model for each run. */
  readonly calls?: (runs: number) => number;
  readonly usual: number;
  readonly recorded: number | null;
  /** What the user has typed so far. */
  readonly typed: string;
  /** Whether it may be sent until it is settled. */
  readonly canSettle?: boolean;
  /** What a number of runs is likely to cost, or costs at most when it ends once it is settled; the empty string for nothing to say. */
  readonly cost?: (runs: number, untilSettled?: boolean) => string;
}

const words = STRINGS.probe.runs;
const QUICK = [3, 5, 10, 25, 50, 100];

/** The numbers on offer: what was typed, or the quick ones with the usual one preferred. A recording is never resampled. */
export function runChoices({
  models,
  calls,
  usual,
  recorded,
  typed,
  cost,
  canSettle = false,
}: RunChoiceFacts): readonly RunChoice[] {
  const most = recorded ?? MOST_RUNS;
  const choice = (runs: number, preferred: boolean): RunChoice => ({
    runs,
    label: words.choice(runs),
    description: [
      words.calls(calls?.(runs) ?? runs * models),
      ...[cost?.(runs) ?? ''].filter((said) => said !== ''),
      ...(runs === recorded ? [words.allRecorded] : []),
      ...(runs === usual ? [words.usual] : []),
    ].join(' · '),
    preferred,
  });
  const text = typed.trim();
  if (text !== '') {
    const runs = Number(text);
    if (Number.isSafeInteger(runs) && runs >= 1 && runs <= most) return [choice(runs, true)];
    const reason = recorded === null ? words.outOfRange(MOST_RUNS) : words.notRecorded(recorded);
    return [{ runs: null, label: reason, description: '', preferred: true }];
  }
  const offered = [...new Set([...QUICK, usual, ...(recorded === null ? [] : [recorded])])];
  const possible = offered.filter((runs) => runs <= most).sort((a, b) => a - b);
  const preferred = recorded ?? usual;
  const settling: RunChoice = {
    ...{ runs: MOST_UNTIL_SETTLED, untilSettled: true, preferred: false },
    label: words.untilSettled,
    description: [
      words.settling(FIRST_LOOK, MOST_UNTIL_SETTLED),
      words.mostCalls(MOST_UNTIL_SETTLED * models),
      ...[cost?.(MOST_UNTIL_SETTLED, true) ?? ''].filter((said) => said !== ''),
    ].join(' · '),
  };
  return [...possible.map((runs) => choice(runs, runs === preferred)), ...(canSettle ? [settling] : [])];
}
