/** Texts as paths through shared words. Numbers only: what a word is, others know. */

/** Words by number, and the way of each text through them. */
export interface WordPaths {
  /** Key of each word. */
  readonly keys: readonly string[];
  /** Words of each text in order, by number. */
  readonly paths: readonly (readonly number[])[];
}
