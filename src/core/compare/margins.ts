/** What counts as no change. */
export interface Margins {
  /** Factor of the effective answers, above 1. */
  readonly ratio: number;
  /** Difference of the share of an answer, 0 to 1. */
  readonly share: number;
}

/** Half as many again, and 15 percentage points, as for conditions. */
export const MARGINS: Margins = { ratio: 1.5, share: 0.15 };
