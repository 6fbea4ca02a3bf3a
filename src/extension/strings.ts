/**
 * What the extension says in notifications and asks in dialogs. Tests that wait for a sentence take it from here, so that it
 * can be reworded in one place. What a quick pick lists is written where it is listed.
 */
export const STRINGS = {
  unexpected: {
    text: 'Unexpected error. See the log for details.',
    showLog: 'Show Log',
  },
  probe: {
    noEditor: 'Open a file and select the prompt to probe.',
    noPrompt: 'There is no prompt here. Select the text to probe, then run Probe This Prompt again.',
    editFirst: 'Change the prompt, keep it selected, and probe it again.',
    again: 'Probe This Prompt',
    over: (calls: number) => `The probe is over: ${calls} ${calls === 1 ? 'call' : 'calls'}.`,
    openResults: 'Open Results',
  },
  models: {
    chosen: (names: readonly string[]) => `The next probe asks ${names.join(', ')}.`,
  },
  keys: {
    stored: (label: string) => `The key for ${label} is in VS Code's secret storage.`,
    none: 'No key is stored. Keys in environment variables are cleared where they are set.',
    clear: 'Clear API Key',
    which: 'Which key should be removed?',
    removed: (label: string) => `The key for ${label} was removed.`,
  },
  files: {
    saved: (name: string) => `Saved ${name}.`,
    exported: (name: string) => `Exported to ${name}.`,
    open: 'Open',
    damaged: 'A probe could not be opened again; its file may be damaged.',
  },
  gallery: {
    taken: (count: number) => (count === 1 ? 'One file exists already.' : `${count} files exist already.`),
    replace: 'Replace',
    others: 'Save the Others',
    saving: 'Saving pages',
  },
} as const;
