import { figure, plural, quote } from '../../core/text/prose.ts';

interface Counts {
  readonly count: number;
  readonly n: number;
}

/** From the prompt to a run that is being sent: which prompt, its values, how many runs, whether to send, how far it is. */
export const PROBE = {
  again: 'Probe This Prompt',
  noEditor: 'Open a file and select the prompt to probe.',
  noPrompt: 'There is no prompt here. Select the text to probe, then run Probe This Prompt again.',
  which: {
    title: 'Probe This Prompt',
    placeholder: 'Nothing is selected. Which text is the prompt?',
    candidate: (name: string, line: number) => `$(play) ${name}, line ${figure(line)}`,
    edit: '$(edit) Edit first',
    editDetail: 'Opens the text in a new editor; change it and probe it there.',
  },
  value: {
    title: (at: number, of: number) => `Probe This Prompt: value ${at} of ${of}`,
    prompt: (source: string) => `What replaces ${source}? Leave it empty to send ${source} as it is.`,
  },
  asks: {
    text: (asks: string) =>
      `The file asks for ${asks}. A probe asks the models that you choose, with the parameters of your settings.`,
    openSettings: 'Open Settings',
  },
  lines: {
    hidden: 'Probe is no longer shown above the prompts of this file.',
    undo: 'Undo',
    hideAll: 'Hide in All Files',
  },
  promptFile: {
    title: 'Probe Prompt File',
    placeholder: 'Which prompt?',
    noFile: 'Choose a prompt file in the explorer.',
    noneInFolder: 'This folder holds no prompt files (.md, .txt, .prompty, .prompt).',
  },
  probeFile: {
    none: 'Open a probe file (a file whose name ends in .probe.yaml), then run it; Show Example Probe File makes one.',
    problem: (line: number, message: string, more: number) =>
      `Line ${line}: ${message}${more === 0 ? '' : more === 1 ? ' There is 1 more mistake.' : ` There are ${figure(more)} more mistakes.`}`,
  },
  conditions: {
    title: 'Compare as Conditions',
    placeholder: 'What is selected?',
    noEditor: 'Open a file and select the prompts to compare.',
    tooFew:
      'Select at least two different prompts: with several cursors, or one selection that holds several strings, paragraphs or parts between lines of ---.',
    tooMany: (selected: number, most: number) => `${figure(selected)} prompts are selected; compare at most ${most}.`,
    several: (prompts: number) => `$(list-unordered) ${figure(prompts)} prompts, one for each paragraph`,
    one: '$(edit) One prompt, to be compared with a variant of it',
    oneDetail: 'The variant is the same text to begin with; change it in the probe file.',
  },
  edit: {
    first: 'Change the prompt, keep it selected, and probe it again.',
    noPrompt: 'This run has no prompt to edit.',
    noOrigin: 'The source of this prompt is not known.',
    notHere: 'The file of this prompt is not in this workspace.',
  },
  /** Over a sentence of a prompt in the editor. */
  sentences: {
    command: 'Find Deciding Sentences',
    status: {
      confirmed: 'Changes the answer: confirmed in fresh runs.',
      checked: 'Checked in fresh runs; no certain change.',
      screened: 'Screened only, not checked in fresh runs.',
    },
    /** `answer`: `null` where models have answers of their own. */
    effect: (effect: string, answer: string | null) =>
      `${effect}: how much more often ${answer === null ? 'the most frequent answer of each model' : quote(answer, 'text')} comes with it than without it.`,
    counts: (one: Counts, other: Counts) =>
      `With it ${figure(one.count)} of ${plural(one.n, 'output')}, without it ${figure(other.count)} of ${figure(other.n)}.`,
  },
  runs: {
    title: (models: number) =>
      `Probe This Prompt: how many runs ${models === 1 ? 'of the model' : `of each of the ${figure(models)} models`}?`,
    placeholder: 'Choose, or type a number',
    choice: (runs: number) => `${plural(runs, 'run')} each`,
    calls: (calls: number) => `= ${plural(calls, 'call')}`,
    mostCalls: (calls: number) => `at most ${plural(calls, 'call')}`,
    untilSettled: 'Until settled',
    settling: (first: number, most: number) => `${figure(first)} to ${figure(most)} runs each, as many as are needed`,
    cannotSettle: 'Only a run of one prompt that asks models can be sent until it is settled.',
    allRecorded: 'all that is recorded',
    usual: 'usual',
    outOfRange: (most: number) => `Type a whole number from 1 to ${figure(most)}.`,
    notRecorded: (recorded: number) => `The recording holds ${plural(recorded, 'run')}; type 1 to ${figure(recorded)}.`,
    tooMany: (runs: number, most: number) =>
      `${figure(runs)} runs are too many; a probe takes at most ${figure(most)} of each model.`,
  },
  progress: {
    tooltip: 'Show the running probe',
    show: 'Show',
    text: (done: number, of: number) => `Probe: ${figure(done)} of ${figure(of)}`,
    over: (calls: number) => `The probe is over: ${plural(calls, 'call')}.`,
    openResults: 'Open Results',
  },
} as const;
