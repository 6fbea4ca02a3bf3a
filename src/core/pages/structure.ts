import type { Trait } from './trait.ts';

/** What it sounds like. */
export const AUDIO: Trait = {
  id: 'audio',
  label: 'Audio',
  family: 'technique',
  counts: 'There is an audio element or object, a Web Audio context, or Tone.js or Howler is used.',
  has: (facts) =>
    facts.names.has('audio') ||
    ['AudioContext', 'webkitAudioContext', 'OfflineAudioContext', 'Audio', 'Howl'].some((name) =>
      facts.code.calls(name).some(({ isNew }) => isNew),
    ) ||
    facts.uses('tone-js'),
};

const aria: Trait = {
  id: 'aria',
  label: 'ARIA',
  family: 'structure',
  counts: 'An element has a role or an aria- attribute, from the markup or set by a script.',
  has: ({ elements, code }) =>
    elements.some(({ attributes }) => [...attributes.keys()].some((name) => /^:?(?:role$|aria-)/.test(name))) ||
    [...code.setNames].some((name) => /^aria(?:-[a-z]|[A-Z])/.test(name)),
};

const SEMANTIC = ['main', 'nav', 'article', 'section', 'aside', 'header', 'footer', 'figure', 'dialog', 'details'];

const semanticElements: Trait = {
  id: 'semantic-elements',
  label: 'Semantic elements',
  family: 'structure',
  counts: `There is one of the elements ${SEMANTIC.join(', ')}.`,
  has: ({ names }) => SEMANTIC.some((name) => names.has(name)),
};

const severalFiles: Trait = {
  id: 'several-files',
  label: 'Several files',
  family: 'structure',
  counts: 'The output holds two or more files or blocks of code; excerpts of the longest do not count.',
  has: ({ artefact }) => artefact.sources.length > 1,
};

const classes: Trait = {
  id: 'classes',
  label: 'Classes',
  family: 'structure',
  counts: 'A script declares a class.',
  has: ({ code }) => code.found.classes.length > 0,
};

/** What it is built of. */
export const STRUCTURE = [aria, semanticElements, severalFiles, classes] as const satisfies readonly Trait[];
