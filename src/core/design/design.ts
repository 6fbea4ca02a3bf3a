import type { PromptRequest } from '../engine/plan.ts';
import type { CheckWishes, Parameters, ReadingWishes, ShuffledList } from '../model/run.ts';

/** What a probe file (`*.probe.yaml`) says: the design of a run, before anybody has been asked. Not a saved run. */

/** Where something stands in a probe file; lines and columns count from 1, columns in UTF-16 units, the end is behind it. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Something that is wrong with a probe file: one sentence that helps, and where. */
export interface Problem extends Place {
  readonly message: string;
}

/** Parameters as people name them, to be translated for each provider; what is absent is not sent. */
export interface CommonParameters {
  readonly temperature?: number;
  /** Tokens. */
  readonly maxTokens?: number;
}

/** Parameters for all targets. */
export interface SharedParameters extends CommonParameters {
  /** Under the names of the API, by provider or by `provider:model`; the model's own go first. */
  readonly parameters: ReadonlyMap<string, Parameters>;
}

/** Somebody to ask. */
export interface DesignTarget extends CommonParameters {
  readonly provider: string;
  /** A model; for `recorded` a file inside the probe file's folder, with or without `#TARGET`. */
  readonly rest: string;
  readonly label?: string;
  /** Under the names of the API. */
  readonly parameters: Parameters;
  readonly place: Place;
}

/** One variant of the prompt, with values for the variables that it uses. */
export interface DesignCondition extends PromptRequest {
  /** Unique: the name, the values, or both: `expanded · topic=sea`. */
  readonly id: string;
  /** Its name in the file; several conditions have the same one when variables have several values. */
  readonly name: string;
  readonly control: boolean;
  /** Id of the condition that this one is compared with, where that is not the control; `null` for none. */
  readonly comparedWith?: string | null;
  readonly variables: Readonly<Record<string, string>>;
  readonly shuffled: readonly ShuffledList[];
  readonly shared: SharedParameters;
}

/** A whole probe file that makes sense. */
export interface Design {
  /** At least one; exactly one is the control. */
  readonly conditions: readonly DesignCondition[];
  /** Empty when the file leaves it to whoever runs it. */
  readonly targets: readonly DesignTarget[];
  /** N; `null` when the file does not say. */
  readonly runs: number | null;
  readonly shared: SharedParameters;
  /** `null` when the file says nothing about it. */
  readonly reading: ReadingWishes | null;
  readonly seed: number | null;
  /** Most calls in flight; it only lowers what the user set. */
  readonly concurrency: number | null;
  /** US dollars; it only lowers what the user set. */
  readonly budgetUsd: number | null;
  /** What `check` is to hold the run to; `null` when the file says nothing about it. */
  readonly check: CheckWishes | null;
}

/** A text file that a probe file names, relative to its folder. */
export interface FileReference {
  /** With forward slashes; never leads out of the folder. */
  readonly path: string;
  readonly place: Place;
}

/** Where a condition is named, for whoever offers to run it. */
export interface NamedCondition {
  readonly name: string;
  /** Whether the others are compared with it. */
  readonly control: boolean;
  readonly place: Place;
}

/** What reading a probe file gives. */
export interface DesignReading {
  /** `null` exactly when there are problems, or files whose text was not given. */
  readonly design: Design | null;
  readonly problems: readonly Problem[];
  /** Files whose text is needed, each once. */
  readonly files: readonly FileReference[];
  /** Conditions as they stand in the file, also of one with problems. */
  readonly named: readonly NamedCondition[];
}
