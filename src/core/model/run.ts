import * as v from 'valibot';
import {
  aboveZero,
  amount,
  atLeast,
  between,
  checkedAs,
  count,
  described,
  dictionary,
  flag,
  interval,
  list,
  number,
  oneOf,
  optional,
  orNull,
  sha256,
  shape,
  text,
  time,
  type Of,
} from './schema.ts';
import { conditionSchema, parametersSchema, targetSchema } from './condition.ts';

import { screeningSchema } from './screening.ts';

export * from './condition.ts';
export type { Screening, ScreeningRow } from './screening.ts';

/**
 * What a run is, as plain read-only data. Everything here survives `JSON.stringify`: it is what the journal
 * holds, what the panel is sent and what an export contains.
 */

const OUTCOMES = ['completed', 'refused', 'empty', 'failed', 'cancelled'] as const;
/** How a trial ended. */
export type Outcome = (typeof OUTCOMES)[number];

const SOURCES = ['live', 'recorded', 'simulated', 'batch', 'imported'] as const;
/** Where an answer came from. Only `live` and `batch` were measured by this run. */
export type Source = (typeof SOURCES)[number];

const USAGE = {
  inputTokens: orNull(count),
  outputTokens: orNull(count),
  reasoningTokens: optional(
    described(orNull(count), 'The part of `outputTokens` that was spent thinking, where the provider tells.'),
  ),
};
export const usageSchema = described(shape(USAGE), 'Tokens as the provider counted them; null when it did not say.');
export interface Usage extends Of<typeof usageSchema> {}

const FAILURE_REASONS = [
  'authentication', // the key is missing or wrong
  'permission', // the key may not use this model
  'not-found', // no such model or address
  'quota', // the account has no credit left
  'rate-limited', // still limited after all retries
  'overloaded', // 5xx or 529 after all retries
  'network', // no connection, reset, malformed or truncated body
  'timeout',
  'bad-request', // the server does not take what was asked
  'content-filter', // the request was blocked before a model saw it
  'not-recorded', // a recording holds no such trial
  'unsupported', // this provider cannot do that
  'unknown',
] as const;
/** Why a trial failed, in a form that code can branch on. */
export type FailureReason = (typeof FAILURE_REASONS)[number];

export const errorSchema = described(
  shape({
    reason: oneOf(FAILURE_REASONS),
    message: described(text, 'One plain sentence; never holds a key.'),
    status: described(orNull(count), 'HTTP status; null when there was none.'),
  }),
  'Why a trial failed.',
);
export interface TrialError extends Of<typeof errorSchema> {}

const KEY = {
  target: described(text, 'Target id.'),
  condition: described(text, 'Condition id.'),
  trialIndex: described(count, '0 ... trialsPerCell - 1.'),
};
export const trialKeySchema = described(shape(KEY), 'Names a trial within a run.');
export interface TrialKey extends Of<typeof trialKeySchema> {}

export const trialSchema = described(
  shape({
    ...KEY,
    outcome: oneOf(OUTCOMES),
    text: described(text, 'What the model said, exactly; empty when it said nothing. Hostile text.'),
    finishReason: described(orNull(text), "The provider's own word for why it stopped; null when it gave none."),
    truncated: optional(described(flag, 'Whether the model was stopped by a length limit.'), false),
    usage: optional(orNull(usageSchema), null),
    startedAt: described(orNull(time), 'When the attempt that settled began, with milliseconds; null when none did.'),
    latencyMs: described(
      orNull(number),
      'Milliseconds of the attempt that settled, by a monotonic clock; null when unknown.',
    ),
    attempts: described(count, 'Calls made for this trial, retries included; 0 when none was sent.'),
    requested: described(parametersSchema, 'Parameters the user asked for.'),
    honoured: described(parametersSchema, 'Parameters that were sent in the attempt that settled.'),
    modelReported: optional(
      described(orNull(text), "The model name in the provider's reply; null when it gave none."),
      null,
    ),
    source: oneOf(SOURCES),
    sha256: described(
      orNull(sha256),
      'SHA-256, lower-case hex, of exactly what was sent; null when unknown (imported files).',
    ),
    variables: optional(described(dictionary(text), 'Values of the variables of the prompt in this trial.'), {}),
    error: optional(orNull(errorSchema), null),
    note: optional(
      described(
        orNull(text),
        'Why an answer is refused or empty, in plain words; absent when there is nothing to say.',
      ),
    ),
    cached: optional(
      described(
        flag,
        'Whether a cache answered in place of the model, so that this is no fresh draw; absent when nothing said so.',
      ),
    ),
  }),
  'One call, settled.',
);
export interface Trial extends Of<typeof trialSchema> {}

/** How a run can have ended. */
export const ENDS = ['complete', 'partial', 'cancelled'] as const;
/** How far a run got. `running` is never written to a saved file. */
export type RunStatus = 'running' | (typeof ENDS)[number];

const provenanceSchema = shape({
  title: text,
  url: orNull(text),
  note: described(text, 'What a reader must know: how the answers were taken, what is unknown.'),
  from: optional(
    described(
      text,
      'Of an imported run: what wrote its file, as in "imported from Inspect AI 0.3.100"; absent in older files.',
    ),
  ),
  leftOut: optional(
    described(
      list(text),
      'Of an imported run: what of its file is no trial, a sentence each; the note holds them as well. Absent for nothing.',
    ),
  ),
});
/** Where the answers of a recorded or imported run were published. */
export interface Provenance extends Of<typeof provenanceSchema> {}

const originSchema = shape({
  path: described(text, 'Relative to the workspace folder, with forward slashes; for an untitled document its name.'),
  line: described(count, '1-based.'),
  isPart: optional(
    described(flag, 'Whether only a part of that prompt was asked, such as selected lines; absent when it was not.'),
  ),
});
/** Where the prompt stands in the user's files. */
export interface PromptOrigin extends Of<typeof originSchema> {}

export const priceSchema = described(
  shape({
    inputPerMillion: amount,
    outputPerMillion: described(amount, 'Thinking counts as output.'),
    name: described(
      text,
      "The entry of the price table that matched, so that a wrong match can be seen; or the user's own words.",
    ),
    source: described(
      oneOf(['table', 'user', 'machine']),
      'Where the price comes from; `machine`: a server on the machine that asked it, which counts as free unless the user says otherwise.',
    ),
  }),
  "What a model's tokens cost, US dollars for a million of them.",
);
export interface Price extends Of<typeof priceSchema> {}

const traitSchema = shape({
  name: described(text, 'What people read; unique within a run.'),
  pattern: optional(
    described(text, 'A regular expression, looked for in the code of an output with its comments left out.'),
  ),
  selector: optional(described(text, 'A CSS selector that some element of the output matches.')),
});
/** A property of outputs that the user looks for. Exactly one of `pattern` and `selector` is there. */
export interface CustomTrait extends Of<typeof traitSchema> {}

const readingSchema = shape({
  extractor: optional(described(text, 'An extractor as --extract takes it.')),
  domain: optional(described(interval, 'Lowest and highest allowed number.')),
  traits: optional(list(traitSchema)),
});
/** How the answers of a run are to be read, as its probe file says; what is absent is found out. */
export interface ReadingWishes extends Of<typeof readingSchema> {}

// Files with a 0 are opened, too.
const atLeastOne = checkedAs(atLeast(1), count);

const boundSchema = shape({
  answer: optional(
    described(text, 'Of the outputs that give this answer; absent: of those that could be read at all.'),
  ),
  atLeast: optional(described(between(0, 1), 'The least that is wanted.')),
  atMost: optional(described(between(0, 1), 'The most that is wanted.')),
});
/** How large a share of the outputs may be. */
export interface ShareBound extends Of<typeof boundSchema> {}

/** What a prompt is wanted to be, compared with its baseline. */
export const WANTS = ['many', 'one', 'unchanged'] as const;

const ABOVE_ONE = 'a number above 1';
const aboveOne = v.pipe(v.number(ABOVE_ONE), v.finite(ABOVE_ONE), v.gtValue(1, ABOVE_ONE));

const wishesSchema = shape({
  want: optional(described(oneOf(WANTS), 'No fewer effective answers, no more, or no change; absent: no change.')),
  leastFactor: optional(described(aboveOne, 'Least factor of the effective answers that matters; absent: 1.5.')),
  bounds: optional(list(boundSchema)),
});
/** What `check` is to hold a run to. */
export interface CheckWishes extends Of<typeof wishesSchema> {}

const designSchema = shape({
  file: described(text, 'Its name without folders, such as `colours.probe.yaml`.'),
  concurrency: optional(
    described(atLeastOne, 'Most calls in flight; it only lowers what the user set. Absent when it says nothing.'),
  ),
  budgetUsd: optional(
    described(
      aboveZero,
      'US dollars that the run may cost, its later parts included; it only lowers what the user set. Absent when it says nothing.',
    ),
  ),
  check: optional(described(wishesSchema, 'What `check` holds the run to; absent when it says nothing.')),
});
/** The probe file that a run was made from. */
export interface RunDesign extends Of<typeof designSchema> {}

/** Name of the tool in a run that was made of a list of answers from elsewhere. */
export const IMPORT_TOOL = 'import';

const HEADER = {
  id: text,
  createdAt: time,
  tool: shape({ name: text, version: text }),
  trialsPerCell: described(count, 'N: trials for each target and condition.'),
  conditions: list(conditionSchema),
  targets: list(targetSchema),
  seed: optional(described(number, 'Seed of everything that is shuffled or resampled in this run.'), 1),
  origin: optional(described(originSchema, "Where the prompt stands in the user's files.")),
  provenance: optional(described(provenanceSchema, 'Where the answers of a recorded or imported run were published.')),
  recordedAt: optional(
    described(
      time,
      'Of a run that only replays recorded answers: when the newest of them were recorded. Absent for others.',
    ),
  ),
  reading: optional(
    described(readingSchema, 'How the answers are to be read, as the probe file said; what is absent is found out.'),
  ),
  design: optional(described(designSchema, 'The probe file that the run was made from; absent without one.')),
  looks: optional(
    described(
      list(count),
      'Of a run that is sent until it is settled: the numbers of runs in each cell at which it is looked at, rising; its verdict and its comparisons of models share one error rate over all of them. Absent for a run of a fixed size.',
    ),
  ),
  grown: optional(
    described(
      list(count),
      'The numbers of runs in each cell that the run had each time runs were added to it, rising: its answers may have been looked at then. Absent when none were added.',
    ),
  ),
  screening: optional(
    described(
      screeningSchema,
      'Of a run that finds out which parts of its prompt make its answer: what each condition leaves out. Absent for others.',
    ),
  ),
  prices: optional(
    described(
      dictionary(priceSchema),
      'Prices by target id as they were known when the run was sent; the price of a target that is not here is unknown.',
    ),
  ),
  continuedAt: optional(
    described(time, 'The last time the run was taken up again; absent when it was sent in one go. ISO-8601 UTC.'),
  ),
  earlierMs: optional(
    described(
      count,
      'Milliseconds that all parts before the last one were being sent, the pauses between them left out; absent when it was sent in one go, or that is not known.',
    ),
  ),
};
export const headerSchema = shape(HEADER);
/** Everything known of a run before its first answer. */
export interface RunHeader extends Of<typeof headerSchema> {}

const END = {
  finishedAt: described(orNull(time), 'ISO-8601 UTC; null for a run that did not end.'),
  status: described(oneOf(ENDS), 'How far it got.'),
  endNote: optional(
    described(
      text,
      'Why it ended before everything was sent ("the budget of $0.50 is used up"); absent when there is nothing to say.',
    ),
  ),
};
/** A run that is saved: it does not go on. */
export const savedRunSchema = described(shape({ ...HEADER, ...END }), 'One press of the button.');

/** The run itself: its header, and how far it got. */
export interface Run extends RunHeader, Omit<Of<typeof savedRunSchema>, 'status'> {
  readonly status: RunStatus;
}

export const editSchema = described(
  shape({ kind: oneOf(['merge', 'split']), members: list(trialKeySchema) }),
  'A merge or a split of groups that was made by hand. It names trials and means their answers.',
);
export interface GroupEdit extends Of<typeof editSchema> {}

const SAME = {
  answers: described(
    v.pipe(list(text), v.minLength(2, 'at least two answers')),
    'Extracted answers; all are the same as the first.',
  ),
  similarity: described(
    orNull(list(number)),
    'Cosine similarity of each answer to the first, -1 ... 1; null when a judge said it.',
  ),
};
const semanticClassSchema = v.pipe(
  shape(SAME),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { answers, similarity } = dataset.value;
    if (similarity === null || similarity.length === answers.length) return;
    const input = { ...dataset.value };
    const path = { type: 'object', origin: 'value', input, key: 'similarity', value: similarity } as const;
    addIssue({ message: 'one number for each answer', path: [path] });
  }),
);
/** Answers that were found to be the same in other words. */
export interface SemanticClass extends Of<typeof semanticClassSchema> {}

export const semanticSchema = described(
  shape({
    method: oneOf(['embedding', 'judge']),
    target: described(text, 'provider:model.'),
    baseUrl: described(orNull(text), 'Base URL when it is not that of the provider itself; null otherwise.'),
    threshold: described(
      orNull(amount),
      'Least cosine similarity of any two answers of a class, 0 ... 1; null for a judge.',
    ),
    at: described(time, 'When it was asked. ISO-8601 UTC.'),
    calls: described(count, 'Calls that were sent, retries included.'),
    usage: described(
      shape(USAGE),
      'Tokens of all answered calls together, as the provider counted them; null when one did not say.',
    ),
    price: optional(priceSchema),
    answers: described(count, 'How many different answers were compared.'),
    compared: described(list(text), 'A short digest of each of them, so that answers which came later can be told.'),
    unreadable: described(count, 'Replies of a judge that could not be read, and so merged nothing.'),
    unasked: optional(
      described(
        count,
        'Proposed pairs that were too many for a judge to be asked about, and so merged nothing; absent for none.',
      ),
    ),
    same: described(list(semanticClassSchema), 'Answers that are the same in other words.'),
  }),
  'What a model was asked about the meaning of the answers, kept so that a report can be made again without asking. Absent when nobody asked.',
);
export interface SemanticGrouping extends Of<typeof semanticSchema> {}

/** A run with all its settled trials, in any order. */
export interface RunRecord {
  readonly run: Run;
  readonly trials: readonly Trial[];
  readonly edits: readonly GroupEdit[];
  /** What was last found out about the meaning of the answers; absent when nobody asked. */
  readonly semantic?: SemanticGrouping;
  /** Of a run that was just read: its file holds a report, which is not kept. Never written, and absent otherwise. */
  readonly hadReport?: true;
}
