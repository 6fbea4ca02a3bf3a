/**
 * What a run is, as plain read-only data. Everything here survives `JSON.stringify`: it is what the journal
 * holds, what the panel is sent and what an export contains.
 */

/** A parameter of a provider under the name its API gives it, for example `temperature` or `topP`. */
export type Parameters = Readonly<Record<string, unknown>>;

/** One turn of a conversation that is sent to a model. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** A provider, a model and the parameters it is asked with. */
export interface Target {
  /** Unique within a run: `provider:model`, with `#2`, `#3` ... when the same pair is there more than once. */
  readonly id: string;
  /** Id of the provider, for example `openai`. */
  readonly provider: string;
  /** Name of the model as the provider's API takes it. */
  readonly model: string;
  /** What people read. */
  readonly label: string;
  /** Base URL when it is not the provider's own; `null` otherwise. Never carries credentials. */
  readonly baseUrl: string | null;
  /** Only what the user set. */
  readonly parameters: Parameters;
}

/** A list that is put into the prompt in a fresh order for every trial (see `engine/render.ts`). */
export interface ShuffledList {
  /** Name of its placeholder. */
  readonly name: string;
  /** At least two. */
  readonly items: readonly string[];
  /** What stands between two items. */
  readonly separator: string;
}

/** A variant of the prompt. A plain probe has one, with the id `default`. */
export interface Condition {
  readonly id: string;
  /** What is sent, apart from the placeholders of `shuffled`. */
  readonly prompt: string;
  readonly system: string | null;
  /** The turns, when the prompt file has more than one; `prompt` is then the last turn of the user. */
  readonly messages?: readonly Message[];
  /** Whether other conditions are compared with this one. */
  readonly control: boolean;
  /**
   * Id of the condition that this one is compared with, where that is not the control: with other values of its variables, say;
   * `null` for one that is compared with nothing.
   */
  readonly comparedWith?: string | null;
  /** The values that stand in the texts of this condition, by variable. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly shuffled?: readonly ShuffledList[];
  /** By target id: parameters that this condition asks for; they go before the target's own. */
  readonly parameters?: Readonly<Record<string, Parameters>>;
  /** SHA-256, lower-case hex, of the canonical JSON of what this condition sends (see `engine/digest.ts`). */
  readonly sha256: string;
}

/** How a trial ended. */
export type Outcome = 'completed' | 'refused' | 'empty' | 'failed' | 'cancelled';

/** Where an answer came from. Only `live` and `batch` were measured by this run. */
export type Source = 'live' | 'recorded' | 'simulated' | 'batch' | 'imported';

/** Tokens as the provider counted them; `null` when it did not say. */
export interface Usage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** The part of `outputTokens` that was spent thinking, where the provider tells. */
  readonly reasoningTokens?: number | null;
}

/** Why a trial failed, in a form that code can branch on. */
export type FailureReason =
  | 'authentication' // the key is missing or wrong
  | 'permission' // the key may not use this model
  | 'not-found' // no such model or address
  | 'quota' // the account has no credit left
  | 'rate-limited' // still limited after all retries
  | 'overloaded' // 5xx or 529 after all retries
  | 'network' // no connection, reset, malformed or truncated body
  | 'timeout'
  | 'bad-request' // the server does not take what was asked
  | 'content-filter' // the request was blocked before a model saw it
  | 'not-recorded' // a recording holds no such trial
  | 'unsupported' // this provider cannot do that
  | 'unknown';

/** Why a trial failed; `message` is one plain sentence and never holds a key. */
export interface TrialError {
  readonly reason: FailureReason;
  readonly message: string;
  /** HTTP status, or `null` when there was none. */
  readonly status: number | null;
}

/** Names a trial within a run. */
export interface TrialKey {
  /** Target id. */
  readonly target: string;
  /** Condition id. */
  readonly condition: string;
  /** 0 ... `trialsPerCell` - 1. */
  readonly trialIndex: number;
}

/** One call, settled. */
export interface Trial extends TrialKey {
  readonly outcome: Outcome;
  /** What the model said, exactly; the empty string when it said nothing. Hostile text. */
  readonly text: string;
  /** The provider's own word for why it stopped; `null` when it gave none. */
  readonly finishReason: string | null;
  /** Whether the model was stopped by a length limit. */
  readonly truncated: boolean;
  readonly usage: Usage | null;
  /** ISO-8601 UTC with milliseconds: when the attempt that settled began; `null` when none did. */
  readonly startedAt: string | null;
  /** Milliseconds of the attempt that settled, by a monotonic clock; `null` when unknown. */
  readonly latencyMs: number | null;
  /** Calls made for this trial, retries included; 0 when none was sent. */
  readonly attempts: number;
  /** Parameters the user asked for. */
  readonly requested: Parameters;
  /** Parameters that were sent in the attempt that settled. */
  readonly honoured: Parameters;
  /** The model name in the provider's reply; `null` when it gave none. */
  readonly modelReported: string | null;
  readonly source: Source;
  /** SHA-256 of exactly what was sent, lower-case hex; `null` when unknown (imported files). */
  readonly sha256: string | null;
  /** Values of the variables of the prompt in this trial. */
  readonly variables: Readonly<Record<string, string>>;
  readonly error: TrialError | null;
  /** Why an answer is refused or empty, in plain words ("spent all 512 output tokens thinking"); absent when there is nothing to say. */
  readonly note?: string | null;
  /** Whether a cache answered in place of the model, so that this is no fresh draw; absent when nothing said so. */
  readonly cached?: boolean;
}

/** How far a run got. `running` is never written to a saved file. */
export type RunStatus = 'running' | 'complete' | 'partial' | 'cancelled';

/** Where the answers of a recorded or imported run were published. */
export interface Provenance {
  readonly title: string;
  readonly url: string | null;
  /** What a reader must know: how the answers were taken, what is unknown. */
  readonly note: string;
  /** Of an imported run: what wrote its file, as in "imported from Inspect AI 0.3.100"; absent in older files. */
  readonly from?: string;
  /** Of an imported run: what of its file is no trial, a sentence each; `note` holds them as well. Absent for nothing. */
  readonly leftOut?: readonly string[];
}

/** Where the prompt stands in the user's files. */
export interface PromptOrigin {
  /** Path relative to the workspace folder, with forward slashes; for an untitled document its name. */
  readonly path: string;
  /** 1-based line. */
  readonly line: number;
}

/** What a model's tokens cost, US dollars for a million of them. */
export interface Price {
  /** At least 0. */
  readonly inputPerMillion: number;
  /** At least 0; thinking counts as output. */
  readonly outputPerMillion: number;
  /** The entry of the price table that matched, so that a wrong match can be seen; or the user's own words. */
  readonly name: string;
  readonly source: 'table' | 'user';
}

/** A property of outputs that the user looks for. Exactly one of `pattern` and `selector` is there. */
export interface CustomTrait {
  /** What people read; unique within a run. */
  readonly name: string;
  /** A regular expression, looked for in the code of an output with its comments left out. */
  readonly pattern?: string;
  /** A CSS selector that some element of the output matches. */
  readonly selector?: string;
}

/** How the answers of a run are to be read, as its probe file says; what is absent is found out. */
export interface ReadingWishes {
  /** An extractor as `--extract` takes it. */
  readonly extractor?: string;
  /** Lowest and highest allowed number. */
  readonly domain?: readonly [number, number];
  readonly traits?: readonly CustomTrait[];
}

/** The probe file that a run was made from. */
export interface RunDesign {
  /** Its name without folders, such as `colours.probe.yaml`. */
  readonly file: string;
  /** Most calls in flight that it asks for; absent when it does not. Like the budget it only lowers what the user set. */
  readonly concurrency?: number;
  /** US dollars that the run may cost, its later parts included; absent when it sets no limit. */
  readonly budgetUsd?: number;
}

/** Name of the tool in a run that was made of a list of answers from elsewhere. */
export const IMPORT_TOOL = 'import';

/** Everything known of a run before its first answer. */
export interface RunHeader {
  readonly id: string;
  /** ISO-8601 UTC. */
  readonly createdAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** N: trials for each target and condition. */
  readonly trialsPerCell: number;
  readonly conditions: readonly Condition[];
  readonly targets: readonly Target[];
  /** Seed of everything that is shuffled or resampled in this run. */
  readonly seed: number;
  readonly origin?: PromptOrigin;
  readonly provenance?: Provenance;
  readonly reading?: ReadingWishes;
  /** Absent for a run that was made without a probe file. */
  readonly design?: RunDesign;
  /** Prices by target id as they were known when the run was sent; a target that is not here has an unknown price. */
  readonly prices?: Readonly<Record<string, Price>>;
  /** ISO-8601 UTC of the last time the run was taken up again; absent when it was sent in one go. */
  readonly continuedAt?: string;
}

/** The run itself: its header, and how far it got. */
export interface Run extends RunHeader {
  /** ISO-8601 UTC; `null` while it runs. */
  readonly finishedAt: string | null;
  readonly status: RunStatus;
  /** Why it ended before everything was sent ("the budget of $0.50 is used up"); absent when there is nothing to say. */
  readonly endNote?: string;
}

/** A merge or a split of groups that the user made by hand. It names trials and means their answers (see `analysis/edits.ts`). */
export interface GroupEdit {
  readonly kind: 'merge' | 'split';
  readonly members: readonly TrialKey[];
}

/** Answers that were found to be the same in other words. */
export interface SemanticClass {
  /** Extracted answers, at least two; all are the same as the first. */
  readonly answers: readonly string[];
  /** Cosine similarity of each answer to the first, -1 ... 1; `null` when a judge said it. */
  readonly similarity: readonly number[] | null;
}

/** What a model of the user's choice was asked about the answers of a run: kept, so that a report needs no second asking. */
export interface SemanticGrouping {
  readonly method: 'embedding' | 'judge';
  /** `provider:model`. */
  readonly target: string;
  /** Base URL when it is not the provider's own; `null` otherwise. */
  readonly baseUrl: string | null;
  /** Least similarity of any two answers of a class, 0 ... 1; `null` for a judge. */
  readonly threshold: number | null;
  /** ISO-8601 UTC: when it was asked. */
  readonly at: string;
  /** Calls that were sent, retries included. */
  readonly calls: number;
  /** Of all answered calls together; `null` members where one did not say. */
  readonly usage: Usage;
  /** What the model's tokens cost then; absent when not known. */
  readonly price?: Price;
  /** How many different answers were compared. */
  readonly answers: number;
  /** A digest of each of them (`answerDigest`), so that answers which came later can be told. */
  readonly compared: readonly string[];
  /** Replies of a judge that could not be read, and so merged nothing. */
  readonly unreadable: number;
  /** Proposed pairs that were too many for a judge to be asked about, and so merged nothing; absent for none. */
  readonly unasked?: number;
  readonly same: readonly SemanticClass[];
}

/** A run with all its settled trials, in any order. */
export interface RunRecord {
  readonly run: Run;
  readonly trials: readonly Trial[];
  readonly edits: readonly GroupEdit[];
  /** What was last found out about the meaning of the answers; absent when nobody asked. */
  readonly semantic?: SemanticGrouping;
}
