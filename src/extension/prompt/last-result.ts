/** A prompt of a document, as the run that was made of it last is looked for. */
export interface PromptPlace {
  /** As in the origin of a run. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** Whether the file is one prompt from end to end, so that its runs are found wherever it began then. */
  readonly isWhole: boolean;
  /** What would be sent now; `null` when that has gaps. */
  readonly prompt: string | null;
}

/** What the last run of a prompt found. */
export interface LastResult {
  readonly key: string;
  /** One line. */
  readonly title: string;
  /** Whether there is an earlier run to compare it with. */
  readonly canCompare: boolean;
}

/** Where lenses learn what was found before. */
export interface LastResults {
  /** One entry per place; `null` where nothing was run. */
  readonly of: (places: readonly PromptPlace[]) => Promise<readonly (LastResult | null)[]>;
  /** Calls back when that may have changed. */
  readonly onDidChange: (listener: () => void) => { dispose(): unknown };
}
