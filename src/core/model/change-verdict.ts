/** What two runs of a prompt can be found to say of each other. */
export const CHANGE_VERDICTS = ['more-varied', 'less-varied', 'other-answers', 'unchanged', 'undecided'] as const;

/**
 * `more-varied`, `less-varied`: the effective answers changed. `other-answers`: the models say something else, and whether it is more or
 * less varied is not shown. `unchanged`: any change is certainly smaller than the margin. `undecided`: too few runs for either.
 */
export type ChangeVerdict = (typeof CHANGE_VERDICTS)[number];
