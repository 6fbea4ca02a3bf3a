/**
 * What is said above prompts in documents and in the light bulb. It is loaded with the first document (`dist/prompts.js`), so it
 * imports nothing.
 */
export const PROMPT_LINES = {
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
} as const;
