import { figure, percent, plural } from '../../core/text/prose.ts';

/** Runs that are kept, and what stands above the figures of one that is open. */
export const RUNS = {
  gone: 'This run no longer exists.',
  choose: 'Choose a run in the Runs view.',
  choosePrompt: 'Choose a prompt in the Runs view.',
  being: {
    interrupted: 'The analysis was interrupted and starts again.',
    wayOut:
      'Its answers are kept: export the run file, or set "convergenceProbe.extractor" to "whole" and "convergenceProbe.grouping" to "exact".',
    remade: (from: string, here: string) =>
      `Version ${from} made this run; its report was worked out anew by version ${here}.`,
    notKept: 'This run could not be kept for the next window; open its file again then.',
    elsewhere: 'Another window is sending this run; merge and split there, or wait until it is done.',
    resuming: 'This run is about to be resumed; answer that question first.',
    starting: 'This run is still starting; try again in a moment.',
    foreignId: 'This run cannot be opened; this program did not make its id.',
    changed: 'This run has changed in the meantime; check it, then try again.',
    closed: 'This run was closed in the meantime; open it again.',
    unknownRequest: 'The panel asked for something unknown.',
  },
  /** Lines of the Runs view. */
  line: {
    noPrompt: 'No prompt',
    noReport: 'No report',
    baseline: 'baseline',
    pinned: 'pinned',
    runs: (runs: number) => plural(runs, 'run'),
    running: (done: number, wanted: number) => `running, ${figure(done)} of ${figure(wanted)}`,
    elsewhere: (done: number, wanted: number) => `in another window, ${figure(done)} of ${figure(wanted)}`,
    interrupted: (missing: number, wanted: number) => `interrupted, ${figure(missing)} of ${figure(wanted)} missing`,
    change: {
      'more-varied': (day: string) => `more varied than ${day}`,
      'less-varied': (day: string) => `less varied than ${day}`,
      'other-answers': (day: string) => `other answers than ${day}`,
      unchanged: (day: string) => `unchanged since ${day}`,
    },
    size: (models: number, conditions: number, runs: number) =>
      `${plural(models, 'model')}${conditions > 1 ? ` × ${figure(conditions)} conditions` : ''} × ${figure(runs)}`,
    mostFrequent: (answers: readonly string[]) => `Most frequent: ${answers.join(', ')}`,
    effective: (answers: number) => `${answers.toFixed(1)} effective answers`,
  },
  /** The last run of a prompt, in the line above it. */
  last: {
    title: (size: string, day: string, found: string, note: string) => `${size}, ${day}: ${found}${note}`,
    changed: ' · prompt changed since',
    part: ' · part of this prompt',
    interrupted: 'interrupted',
    noReport: 'no report',
    say: (share: number, answers: readonly string[]) => {
      const others = answers.slice(0, -1).join(', ');
      return `${percent(share)} say ${others === '' ? '' : `${others} or `}${answers.at(-1) ?? ''}`;
    },
  },
  cutOff: {
    text: (done: number, wanted: number) => `A probe was cut off at ${figure(done)} of ${plural(wanted, 'answer')}.`,
    open: 'Open',
  },
  open: {
    title: 'Open Run',
    placeholder: 'A run of this workspace, or a file',
    filter: 'Runs and answers',
    file: '$(folder-opened) Open a file…',
    fileDetail: 'a saved run, or answers of another tool',
    elsewhere: (done: number, wanted: number) => ` · ${figure(done)} of ${figure(wanted)}, sent by another window`,
    resumable: (done: number, wanted: number) => ` · ${figure(done)} of ${figure(wanted)}, can be resumed`,
  },
  sample: {
    title: 'Open Sample Run',
    placeholder: 'Published answers to look at; nothing is sent',
    size: (models: number, runs: number) => `${plural(models, 'model')} × ${plural(runs, 'run')}, recorded`,
    published: (title: string) => `Published in ${title}`,
  },
  rename: {
    title: 'Rename Run',
    prompt: 'A name for this run; empty to show what it found',
  },
  filter: {
    title: 'Filter Runs',
    prompt: 'A part of the prompt, the name, a model, an answer or the verdict; empty to show all',
  },
  delete: {
    isSent: 'This run is being sent; stop it first.',
    done: (runs: number) => `Deleted ${plural(runs, 'run')}.`,
    undo: 'Undo',
  },
} as const;

/** Two runs of a prompt side by side. */
export const COMPARE = {
  title: 'Compare Runs',
  withWhich: 'With which run?',
  file: '$(folder-opened) A run in a file…',
  several: 'Choose two or more runs',
  withFile: 'Compare With',
  exportTitle: 'Export Comparison',
  baselineTitle: 'Save Baseline',
  runFile: 'Run file',
  first: 'This is the first run of its prompt; there is nothing to compare it with.',
  tooFewForTimeline: 'A timeline needs two finished runs of this prompt.',
  sameFile: 'Choose two different files.',
  noTwoInFiles: 'These files do not hold two runs.',
  noTwoYet: 'There are no two runs to compare yet.',
  chooseTwo: 'Choose two runs to compare.',
  different: 'Choose two different runs.',
  goneOne: 'One of the runs no longer exists.',
  nothingToExport: 'There is nothing to export yet.',
  unknownRequest: 'The page asked for something unknown.',
} as const;
