/**
 * Tells what is being worked on, so that somebody outside can end work that does not end by itself. The analysis never
 * yields while it works: a timer of its own thread would not fire, but another thread sees where it is.
 */
export interface Watch {
  /** Work on one text begins: an output, or a form of it such as its answer. It lasts until the next call of `text` or `stage`. */
  text(text: string): void;
  /** Work on all outputs at once begins. */
  stage(stage: Stage): void;
  /** Whether work on this text was ended before, so that it must not begin again. */
  isUnreadable(text: string): boolean;
}

/** Work on all outputs at once. */
export type Stage = 'idle' | 'reading' | 'grouping' | 'wording' | 'comparing' | 'writing';

/** Nobody watches. */
const UNWATCHED: Watch = { text: () => undefined, stage: () => undefined, isUnreadable: () => false };

// One for the thread and no parameter: a text is worked on in dozens of places, most of which know nothing of a run.
let current = UNWATCHED;
let stageNow: Stage = 'idle';

/** Lets `watch` hear of every text and stage of this thread from now on; `null`: nobody. */
export function watchWith(watch: Watch | null): void {
  current = watch ?? UNWATCHED;
}

/** Does some work on one text; what comes behind it is work on all outputs again. */
export function onText<Value>(text: string, work: () => Value): Value {
  current.text(text);
  try {
    return work();
  } finally {
    current.stage(stageNow);
  }
}

/** Work on all outputs at once begins. */
export function beginStage(stage: Stage): void {
  stageNow = stage;
  current.stage(stage);
}

/** Whether work on `text` was ended before. */
export function isUnreadable(text: string): boolean {
  return current.isUnreadable(text);
}
