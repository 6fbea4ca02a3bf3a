/** What the runner asks of the process that tries the cases, one at a time. */
export type Task =
  | { readonly kind: 'case'; readonly seed: number; readonly index: number }
  /** The same input, only made and sent back. */
  | { readonly kind: 'show'; readonly seed: number; readonly index: number }
  | { readonly kind: 'input'; readonly input: unknown }
  | { readonly kind: 'end' };

/** What became of a task. */
export type Verdict = { readonly kind: 'held' } | { readonly kind: 'shown'; readonly input: unknown } | Broken;

/** A promise was broken. */
export interface Broken {
  readonly kind: 'broken';
  /** Broken promises with the same name are the same finding. */
  readonly promise: 'threw' | 'slow' | 'hung' | 'died';
  readonly message: string;
}

/** What the process is started with, as its last argument. */
export interface Start {
  readonly fuzzer: string;
  /** Files of the corpus, absolute. */
  readonly corpus: readonly string[];
}

/** CPU time a case may take where its fuzzer does not say, ms. */
export const BUDGET_MS = 2_000;
