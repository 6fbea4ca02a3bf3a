import { figure, plural } from '../../core/text/prose.ts';

/** What is said of runs in files and journals, and after a run. */
export const RUNS = {
  nothingMissing: 'Nothing is missing from this run, so nothing is sent.',
  nothingIn: (journal: string) =>
    `${journal} holds nothing: its run ended before anything was sent, so start over with \`run\`.`,
  /** `journal`: `null` where no file is named that could have one. */
  noFile: (file: string, journal: string | null) =>
    `Cannot read ${file}: there is no such file${journal === null ? '' : `, and no journal ${journal} either`}.`,
  otherFile: (file: string) =>
    `${file}, where the run would be saved, is something else: name another file with --out.`,
  foreign: (journal: string, file: string | null) =>
    `${journal} belongs to another run than ${file ?? 'the file'}: resume that one by naming it, or move it away.`,
  unsaved: (journal: string, resume: string) =>
    `${journal} holds a finished run that was not saved yet: resume it with \`${resume}\`, or delete ${journal} to start over.`,
  unfinished: (journal: string, done: number, calls: number, resume: string) =>
    `${journal} holds a run that is not finished (${figure(done)} of ${plural(calls, 'call')} done): resume it with \`${resume}\`, or delete ${journal} to start over.`,
  tooManyBounds: (name: string, most: number) => `${name} has more than ${figure(most)} bounds.`,
  journal: {
    unwritable: (cause: string) =>
      `The journal of this run cannot be written, as ${cause}: answers are kept in memory until the run ends, so let it end.`,
    causes: {
      full: 'the disk is full',
      'read-only': 'the disk cannot be written to',
      denied: 'you may not write there',
      missing: 'it was removed',
      lost: 'another process has taken it over',
      other: 'the disk does not take it',
    },
    unwritten: 'The journal of this run could not be written',
  },
  /** `why` is a sentence without its full stop. */
  saving: {
    elsewhere: (why: string, command: string) => `${why}; nothing is lost, save it elsewhere with: ${command}`,
    rescued: (why: string, file: string) => `${why}; the run was saved as ${file} instead.`,
    lost: (why: string) =>
      `${why}; it could not be saved anywhere else, so only what is printed here is left of this run.`,
    withoutReport: (why: string) => `${why} It is there without its report.`,
  },
  interrupted: {
    unchanged: (file: string) => `Interrupted; ${file} is unchanged.`,
    bothUnchanged: 'Interrupted; both files are unchanged.',
    allUnchanged: 'Interrupted; all files are unchanged.',
    noReport: 'Interrupted before the report was made.',
    noReportOf: (place: string, command: string) =>
      `Interrupted before the report was made. The run is in ${place}; report on it with: ${command}`,
  },
  noReport: (problem: string, place: string, how: string) => `${problem} The run is in ${place}. ${how}`,
  tryAnotherWay: (command: string) => `Try: ${command} --extract whole --group exact`,
  next: {
    missing: (missing: number, failed: number, isOverBudget: boolean) =>
      `${plural(missing, 'call')} ${missing === 1 ? 'is' : 'are'} missing. To resume${isOverBudget ? ' with a larger budget' : ''}${failed === 0 ? '' : `; with --retry-failed also the ${plural(failed, 'failed call')}`}:`,
    failed: (failed: number) => `To send the ${plural(failed, 'failed call')} again:`,
    kept: (journal: string) => `The answers are kept in ${journal} (analyze reads it, resume --more N adds runs).`,
  },
} as const;
