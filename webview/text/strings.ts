import { formatCount, plural } from './format.ts';

/**
 * What the panel, the gallery and the page of a comparison say in more than one place, or what tests wait for: buttons, what a
 * press says when it is done, what a tab says while it is empty, and what is left to send. Tests take it from here, so that it
 * can be reworded in one place. A label, title or note that one template alone shows stays in that template; explanations of
 * figures are in `explanations.ts`, names of columns in `src/core/tables`, sentences about data in `src/core/analysis/insight`.
 */
export const BUTTONS = {
  resume: 'Resume',
  retry: 'Retry',
  retryAll: 'Retry all',
  setKey: 'Set the API key…',
  showLog: 'Show the log',
  stop: 'Stop',
  runAgain: 'Run again',
  runMore: (runs: number) => `Run ${formatCount(runs)} more`,
  runOther: 'Other…',
  runSettled: 'Run again until settled',
  otherNumber: 'Run another number',
  tryModels: 'Try this prompt on my models',
  edit: 'Edit and rerun',
  compare: 'Compare…',
  tryRewrites: 'Try rewrites',
  insertWinner: 'Insert winner',
  insertRewrite: 'Insert',
  findSentences: 'Find deciding sentences',
  gallery: 'Gallery',
  openGallery: 'Open gallery',
  export: 'Export',
  exportTo: 'Export…',
  more: 'More actions',
  showPrompt: 'Show the whole prompt',
  showLess: 'Show less',
  showAll: (characters: number) => `Show all ${formatCount(characters)} characters`,
  allFigures: 'All figures',
  explain: 'How it is computed ›',
  stacked: 'Stacked',
  previousColumn: 'Previous column',
  nextColumn: 'Next column',
  copyTable: 'Copy table',
  saveTable: 'Save table…',
  copyPicture: 'Copy picture',
  savePng: 'Save as PNG…',
  saveSvg: 'Save as SVG…',
} as const;

/** What is said for a moment when something is done, or why it is not. */
export const SAID = {
  copiedTable: 'Copied the table.',
  copiedRow: 'Copied the row.',
  copiedFindings: 'Copied the findings.',
  copiedOutput: 'Copied the output.',
  copiedPicture: 'Copied the picture.',
  noCopyOfPictures: 'The editor does not let the panel copy pictures; save it as a PNG.',
  noPicture: 'The picture could not be made; try again.',
  outputGone: 'This output is not there any more.',
  merged: 'Merged.',
  splitOff: 'Split off.',
  undone: 'Undone.',
  echoCounted: 'Answers that the prompt already holds count again.',
  echoLeftOut: 'Answers that the prompt already holds are left out.',
  dropOne: 'Drop one file at a time.',
  dropFile: 'Only files can be dropped here.',
  dropSmaller: (megabytes: number) => `This file is larger than ${megabytes} MB; choose it with Open Run.`,
  dropUnreadable: 'This could not be read; drop a file, not a folder.',
} as const;

/** What a tab says while it has nothing to show: what is the case, and what comes of what. */
export const EMPTY = {
  waiting: ['Waiting for the first answer.', 'Figures appear here as answers arrive; stopping keeps them.'],
  cutOff: ['No answer has arrived.', `Press “${BUTTONS.resume}” to ask the models for the missing ones.`],
  noAnswers: [
    'This run has no answers.',
    `Press “${BUTTONS.runAgain}” to ask the models once more, or drop a run file or a result file of another tool here (hold Shift).`,
  ],
  answers: ['No answers yet.', 'Each different answer gets a row here, with how often it was given.'],
  outputs: ['No outputs yet.', 'Each call gets a card here, one column per model.'],
  signatures: ['No outputs yet.', 'Once models have answered, their words are compared.'],
  traits: ['No traits yet.', 'What pages and code are made of is counted here, trait by trait.'],
  models: [
    'Nothing to compare yet.',
    'Once two models have answered, a table shows here how far apart their answers are and how sure that is.',
  ],
  rewrites: [
    'Nothing to compare yet.',
    'Once the models have answered, each rewrite is compared with the prompt as it stands.',
  ],
  conditions: ['Nothing to compare yet.', 'Once two conditions have answers, they are compared here.'],
} as const satisfies Readonly<Record<string, readonly [title: string, step: string]>>;

/** Why there is no graph of the outputs, and what is not in it. */
export const GRAPH = {
  none: 'No graph to draw.',
  tooMany: (different: number) =>
    `${formatCount(different)} outputs are different: a graph is for shorter ones, and for fewer.`,
  unlike: 'The outputs begin with different words, and there are too many to draw them all.',
  long: 'A graph is for outputs of up to a few sentences; these are longer.',
  waiting: 'Once models have answered, their words are joined to a graph.',
  tree: (least: number) =>
    `There are many, so the outputs share words only as long as they begin alike, and words of fewer than ${formatCount(least)} are not drawn.`,
  rarer: (outputs: number) => `${plural(outputs, 'output')} begin with words that few others begin with.`,
  longer: (outputs: number, words: number) =>
    `${plural(outputs, 'output')} of more than ${words} words left out: a graph is for shorter ones.`,
} as const;

/** What is left of a run that is not being sent from here. */
export const REMAINDER = {
  elsewhere: 'Another window or program is sending this run. Further answers are shown here when it is done.',
  stopped: 'This run was stopped',
  cutOff: 'This run was cut off',
  incomplete: 'This run is not complete',
  missing: (missing: number, wanted: number) =>
    `${formatCount(missing)} of ${plural(wanted, 'answer')} ${missing === 1 ? 'is' : 'are'} missing.`,
} as const;

/** What a screen reader is told of a run. */
export const SPOKEN = {
  begun: 'The run has begun.',
  quarter: (percent: number) => `${percent}% of the answers are here.`,
  all: 'All answers are here.',
  complete: 'The run is complete',
  stopped: 'The run was stopped',
  endedEarly: 'The run has ended early',
  over: 'The run is over',
} as const;

/** Two runs side by side. */
export const COMPARE = {
  baseline: '★ Baseline',
  useAsBaseline: 'Use as Baseline',
  baselineSet: 'Baseline set',
  prompt: 'Prompt',
  promptDiff: 'Prompt diff',
} as const;

/** The gallery of pages. */
export const GALLERY = {
  stopAll: 'Stop all',
  start: 'Run those in sight',
  saveAs: 'Save as file…',
  saveAll: 'Save all…',
  none: 'No output of this run is a page or a drawing.',
  noMatch: 'No page matches.',
  pages: (pages: number, outputs: number) => `${pages} of ${outputs} outputs are pages`,
  matching: (shown: number, pages: number) => `${shown} of ${pages} pages`,
  running: (running: number) => `${running} running`,
  allStopped: 'All pages are stopped.',
  reducedMotion: 'No page starts by itself, because you asked for reduced motion.',
  many: (pages: number) =>
    `None of the ${pages} pages starts by itself. Start those in sight, twelve at most, with “Run those in sight”.`,
  shared:
    'This editor runs pages in the same process as the gallery: one that hangs takes the gallery with it. They start one at a time, on a click.',
  replaced: 'The gallery stopped responding and was opened again. No page starts by itself.',
  failed: 'Unexpected error. See the log for details.',
} as const;

/** Below the parts of a prompt and what they do. */
export const SENTENCES = {
  legend:
    'Points of a hundred by which the most frequent answer to the whole prompt comes more often with the part than without it, with 95% intervals. Only the fresh runs, in which one part alone is left out, confirm anything.',
  aliasing:
    'Effects in the screening are averages over versions that lack about half of the parts: where two parts act only together, a third of that shows in the effects of others.',
} as const;
