/**
 * What is said in documents: lines above prompts and probe files, the light bulb, and what is wrong with what a probe file
 * names. Apart from the rest, because `dist/prompts.js` and `dist/designs.js` are loaded with the first document.
 */
export const DOCUMENTS = {
  product: 'Convergence Probe',
  prompt: {
    probe: '$(beaker) Probe',
    showResults: 'Show the results',
    compare: 'Compare',
    compareTip: 'Compare with the previous run or the baseline',
    hide: 'Hide',
    hideTip: 'Hide these lines in this file',
    action: 'Probe this prompt',
    /** What a text is that may be the prompt. */
    names: {
      selection: 'Selection',
      string: 'String',
      comment: 'Comment',
      paragraph: 'Paragraph',
      wholeFile: 'Whole file',
    },
    noUserTurn: 'The prompt does not end with a user turn; add one, then probe again.',
  },
  probeFile: {
    run: '$(play) Run probe',
    runCondition: '$(play) Run condition',
    runWithControl: 'Run with control',
    saveFirst: (name: string) => `Save this file first: ${name} is looked up in its folder.`,
    tooLarge: (name: string) => `${name} is larger than 1 MB.`,
    notFound: (name: string) => `There is no readable file ${name}.`,
    leadsOut: (name: string) => `${name} is a link to a place outside the folder of the probe file.`,
  },
} as const;
