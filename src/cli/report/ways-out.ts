import { shellWord } from '../resume-line.ts';
import { RUNS } from '../strings/runs.ts';

/** What a person can do who has no report. */

/** The command that reports on a file. */
export function analyzeCommandOf(file: string, ...options: readonly string[]): string {
  return ['convergence-probe', 'analyze', file.startsWith('-') ? `./${file}` : file, ...options]
    .map((word) => shellWord(word))
    .join(' ');
}

/** What to try when a report cannot be made. */
export function tryAnotherWay(command: string): string {
  return RUNS.tryAnotherWay(command);
}

/** What is said when there was no time for the report. `place`: where the run is; `null` when no disk took it. */
export function notReported(place: string | null): string {
  return place === null ? RUNS.interrupted.noReport : RUNS.interrupted.noReportOf(place, analyzeCommandOf(place));
}
