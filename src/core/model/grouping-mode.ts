/** How far answers are joined: the same string, the same after folding, in nearly the same words, or the same as a model found. */
export const GROUPING_MODES = ['exact', 'folded', 'lexical', 'semantic'] as const;
export type GroupingMode = (typeof GROUPING_MODES)[number];
