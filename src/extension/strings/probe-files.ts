/**
 * What is said in probe files: lines above them, and what is wrong with what they name. It is loaded with the first probe file
 * (`dist/designs.js`), so it imports nothing.
 */
export const PROBE_FILES = {
  product: 'Convergence Probe',
  run: '$(play) Run probe',
  runCondition: '$(play) Run condition',
  runWithControl: 'Run with control',
  saveFirst: (name: string) => `Save this file first: ${name} is looked up in its folder.`,
  tooLarge: (name: string) => `${name} is larger than 1 MB.`,
  notFound: (name: string) => `There is no readable file ${name}.`,
  leadsOut: (name: string) => `${name} is a link to a place outside the folder of the probe file.`,
} as const;
