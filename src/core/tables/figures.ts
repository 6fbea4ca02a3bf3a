/** Every statistic with its interval; the rows are those of the registries of statistics. */
export const FIGURES = {
  statistic: { id: 'statistic', title: 'Statistic', kind: 'text' },
  allModels: { id: 'all-models', title: 'All models', kind: 'figure' },
  modal: { id: 'modal-answer', title: 'Most frequent', kind: 'text' },
  value: { id: 'value', title: 'Value', kind: 'figure' },
  interval: { id: 'interval', title: '95% interval', kind: 'figure' },
  fair: { id: 'fair-draw', title: 'A fair draw', kind: 'figure' },
  n: { id: 'n', title: 'n', kind: 'count' },
} as const;

/** What a chart or a coloured cell shows, for screen readers. */
export const CELL = {
  column: { id: 'column', title: 'Column', kind: 'text' },
  figures: { id: 'figures', title: 'Figures', kind: 'text' },
} as const;

/** The same text on one stage of the funnel. */
export const STAGE = { text: { id: 'text', title: 'Text', kind: 'text' } } as const;
