import { MOST_RUNS } from '../../runs/limits.ts';

/** A number of runs on offer. */
export interface RunChoice {
  /** N; `null` for a line that only says what cannot be. */
  readonly runs: number | null;
  readonly label: string;
  readonly description: string;
  /** Whether Enter takes this one. */
  readonly preferred: boolean;
}

/** What decides which numbers are on offer. */
export interface RunChoiceFacts {
  readonly models: number;
  readonly usual: number;
  readonly recorded: number | null;
  /** What the user has typed so far. */
  readonly typed: string;
  /** What a number of runs is likely to cost; the empty string for nothing to say. */
  readonly cost?: (runs: number) => string;
}

const QUICK = [3, 5, 10, 25, 50, 100];

/** The numbers on offer: what was typed, or the quick ones with the usual one preferred. A recording is never resampled. */
export function runChoices({ models, usual, recorded, typed, cost }: RunChoiceFacts): readonly RunChoice[] {
  const most = recorded ?? MOST_RUNS;
  const choice = (runs: number, preferred: boolean): RunChoice => ({
    runs,
    label: `${grouped(runs)} ${runs === 1 ? 'run' : 'runs'} each`,
    description: [
      `= ${grouped(runs * models)} ${runs * models === 1 ? 'call' : 'calls'}`,
      ...[cost?.(runs) ?? ''].filter((said) => said !== ''),
      ...(runs === recorded ? ['all that is recorded'] : []),
      ...(runs === usual ? ['usual'] : []),
    ].join(' · '),
    preferred,
  });
  const text = typed.trim();
  if (text !== '') {
    const runs = Number(text);
    if (Number.isSafeInteger(runs) && runs >= 1 && runs <= most) return [choice(runs, true)];
    const reason =
      recorded === null
        ? `Type a whole number from 1 to ${grouped(MOST_RUNS)}.`
        : `The recording holds ${recorded} runs; type 1 to ${recorded}.`;
    return [{ runs: null, label: reason, description: '', preferred: true }];
  }
  const offered = [...new Set([...QUICK, usual, ...(recorded === null ? [] : [recorded])])];
  const possible = offered.filter((runs) => runs <= most).sort((a, b) => a - b);
  const preferred = recorded ?? usual;
  return possible.map((runs) => choice(runs, runs === preferred));
}

function grouped(value: number): string {
  return value.toLocaleString('en');
}
