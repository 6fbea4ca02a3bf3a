/** What the panel of a benchmark shows. */
export interface PanelWish {
  /** Answers over all models. */
  readonly answers: number;
  /** How many settle a second; `null`: all of them have. */
  readonly perSecond: number | null;
}

/** What the page of the panel tells a benchmark; it is `globalThis.bench` there. */
export interface PanelBench {
  /** From the moment the first snapshot reached the page to the frame that showed its tabs, ms; `null` before. */
  firstPaintMs(): number | null;
  /** Lengths of the tasks of the main thread over 50 ms since the last call, ms. */
  longTasks(): readonly number[];
  /** Nodes of the document, texts included. */
  nodes(): number;
  /** Scrolls the open listing to its end, so many pixels a frame; resolves with the most nodes that were there. */
  scroll(pixels: number): Promise<number>;
  /** Whether the run on show has ended. */
  ended(): boolean;
}
