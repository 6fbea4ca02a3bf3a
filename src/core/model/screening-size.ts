/** Parts that fresh runs check. */
export const CHECKED = 2;

/** Runs of each model in each prompt that is checked, unless somebody says otherwise. */
export const DEFAULT_SCREENING_RUNS = 20;
