import { figure, plural } from '../../core/text/prose.ts';

/** Files that are opened, saved and exported; `name` is a file's. */
export const FILES = {
  saved: (name: string) => `Saved ${name}.`,
  exported: (name: string) => `Exported to ${name}.`,
  open: 'Open',
  damaged: 'A probe could not be opened again; its file may be damaged.',
  nameless: 'This file',
  isFolder: (name: string) => `${name} is a folder; open a file in it.`,
  tooLarge: (name: string) => `${name} is larger than 200 MB; open a part of it.`,
  unreadable: (name: string) => `${name} could not be read; it may have been moved, or belong to somebody else.`,
  dropped: {
    elsewhere: 'Only files of this machine or of an opened folder can be dropped here.',
    noFile: 'Only files can be dropped here.',
  },
  save: {
    title: (kind: string) => `Save ${kind}`,
    kinds: {
      png: 'PNG picture',
      svg: 'SVG picture',
      tsv: 'Tab-separated values',
      csv: 'Comma-separated values',
    },
    noPicture: 'The picture could not be made; try again.',
  },
  export: {
    title: 'Export Results',
    allFiles: 'All files',
    placeholder: (name: string) => `Which format should ${name} have? Its extension does not say.`,
    noResults: 'No results are open. Probe a prompt or open a run first.',
  },
  runFile: {
    asText:
      'Its text can be opened with the command “Reopen Editor With…”, or with the button in the title of this editor.',
    openFirst: 'Open a run file first.',
  },
} as const;

/** Pages and drawings that models wrote. */
export const GALLERY = {
  none: 'No output of this run is a page or a drawing.',
  gone: 'This page is not part of the run any more.',
  noneToSave: 'There is no page to save; show all pages first.',
  saveTitle: 'Save Page',
  saveAllTitle: (count: number) => (count === 1 ? 'Save 1 Page' : `Save ${figure(count)} Pages`),
  saveHere: 'Save Here',
  drawing: 'SVG drawing',
  page: 'HTML page',
  taken: (count: number) => (count === 1 ? 'One file exists already.' : `${figure(count)} files exist already.`),
  replace: 'Replace',
  others: 'Save the Others',
  saving: 'Saving pages',
  progress: (done: number, of: number) => `${figure(done)} of ${figure(of)}`,
  failed: (name: string, written: number, wanted: number, folder: string) =>
    `${name} could not be written. ${plural(written, 'page')} of ${figure(wanted)} had been saved in ${folder}.`,
  savedSome: (written: number, wanted: number, folder: string) =>
    `Saved ${figure(written)} of ${plural(wanted, 'page')} in ${folder}.`,
  /** `left`: files that were there already and were not replaced. */
  saved: (written: number, left: number, folder: string) => {
    const besides =
      left === 0 ? '' : left === 1 ? '; the one that existed was kept' : `; the ${figure(left)} that existed were kept`;
    return `Saved ${plural(written, 'page')} in ${folder}${besides}.`;
  },
  unknownRequest: 'The gallery asked for something unknown.',
} as const;
