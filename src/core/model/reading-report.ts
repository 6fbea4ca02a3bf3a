/** How outputs were read, as a report tells it. */

/** How outputs were read where the thing that each names is read out of it. */
export interface NamedReport {
  /** Outputs that name one thing, or list what was asked for; 0 where they are read whole by choice. */
  readonly named: number;
  /** Outputs that count and name none, so that they are read whole. */
  readonly whole: number;
  /** The things listed and how many outputs list each, most frequent first; absent where one thing was asked for. */
  readonly items?: readonly { readonly item: string; readonly outputs: number }[];
}

/** One field of outputs that are JSON objects. */
export interface FieldReport {
  /** Its name, behind those of the objects around it: `result.score`. */
  readonly field: string;
  /** What reads outputs by this field, as `--extract` takes it; `null` where its name cannot be written there. */
  readonly extractor: string | null;
  /** Outputs that have it. */
  readonly outputs: number;
  /** Different values. */
  readonly different: number;
  /** The most frequent values, in their most frequent spelling. */
  readonly values: readonly { readonly value: string; readonly outputs: number }[];
}
