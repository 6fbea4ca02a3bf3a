import {
  atLeast,
  checkedAs,
  count,
  described,
  dictionary,
  flag,
  list,
  oneOf,
  optional,
  orNull,
  sha256,
  shallow,
  shape,
  text,
  type Of,
} from './schema.ts';

/** What is asked, and of whom. */

export const parametersSchema = described(
  shallow,
  'Parameters of a provider under the names its API gives them, for example `temperature` or `topP`.',
);
export type Parameters = Of<typeof parametersSchema>;

/** One turn of a conversation that is sent to a model. */
const messageSchema = shape({ role: oneOf(['user', 'assistant']), text });
export interface Message extends Of<typeof messageSchema> {}

export const targetSchema = described(
  shape({
    id: described(text, 'provider:model, with #2, #3 ... when the same pair is there more than once.'),
    provider: described(text, 'Id of the provider, for example openai.'),
    model: described(text, 'Name of the model as the API of the provider takes it.'),
    label: described(text, 'What people read.'),
    baseUrl: described(
      orNull(text),
      'Base URL when it is not that of the provider itself; null otherwise. Never carries credentials.',
    ),
    parameters: described(parametersSchema, 'Only what the user set, under the names of the API.'),
  }),
  'A provider, a model and the parameters it is asked with.',
);
export interface Target extends Of<typeof targetSchema> {}

const shuffledListSchema = shape({
  name: described(text, 'Name of the placeholder.'),
  items: described(list(text), 'At least two.'),
  separator: described(text, 'What stands between two items.'),
  drawn: optional(
    described(checkedAs(atLeast(1), count), 'How many of them are put in, drawn afresh for every trial; absent: all.'),
  ),
});
/** A list that is put into the prompt in a fresh order for every trial (see `prompt/render.ts`). */
export interface ShuffledList extends Of<typeof shuffledListSchema> {}

/** What a rewrite may be meant to do. */
const REWRITE_WANTS = ['many', 'one'] as const;

const chainSchema = shape({
  length: described(checkedAs(atLeast(2), count), 'Calls of a chain, one after the other.'),
  width: described(
    checkedAs(atLeast(1), count),
    'Chains side by side: the call before the one with the index i has the index i - width.',
  ),
  again: described(text, 'The turn of the user that asks for one more answer.'),
});
/** Calls that see the answers of earlier ones (see `prompt/chain.ts`). */
export interface Chain extends Of<typeof chainSchema> {}

const rewriteSchema = shape({
  template: described(text, 'Id of the template that it was made with; as-it-stands: the prompt itself.'),
  want: described(oneOf(REWRITE_WANTS), 'Whether more different answers are wanted, or one.'),
  changes: optional(described(text, 'What the rewrite changes, in a sentence; absent for the prompt itself.')),
  source: optional(described(text, 'Where the method was published; absent where it was not.')),
  parameter: optional(
    described(text, 'The parameter that makes the difference, as people call it; absent where the text does.'),
  ),
  answers: optional(
    described(
      checkedAs(atLeast(2), count),
      'Answers that one call is asked for, each in a response element; absent for one.',
    ),
  ),
  chain: optional(described(chainSchema, 'Where calls see the answers of earlier ones; absent where they do not.')),
  confirms: optional(
    described(text, 'Id of the condition that is sent once more, with fresh runs; absent in the first part.'),
  ),
});
/** What makes a condition a rewrite of the prompt that is tried. */
export interface Rewrite extends Of<typeof rewriteSchema> {}

export const conditionSchema = described(
  shape({
    id: text,
    prompt: described(text, 'What is sent, apart from the placeholders of shuffled lists.'),
    system: orNull(text),
    messages: optional(
      described(list(messageSchema), 'The turns, when there are several; `prompt` is then the last turn of the user.'),
    ),
    control: described(flag, 'Whether other conditions are compared with this one.'),
    comparedWith: optional(
      described(
        orNull(text),
        'Id of the condition that this one is compared with, where that is not the control: with other values of its variables, say; null: with none.',
      ),
    ),
    variables: optional(
      described(dictionary(text), 'The values that stand in the texts of this condition, by variable.'),
    ),
    shuffled: optional(
      described(list(shuffledListSchema), 'Lists that are put into the prompt in a fresh order for every trial.'),
    ),
    parameters: optional(
      described(
        dictionary(parametersSchema),
        "By target id: parameters that this condition asks for; they go before the target's own.",
      ),
    ),
    rewrite: optional(
      described(rewriteSchema, 'Of a run that tries rewrites: which one this is; absent in other runs.'),
    ),
    runs: optional(
      described(count, 'Trials of each target under this condition, where that is fewer than trialsPerCell.'),
    ),
    sha256: described(sha256, 'SHA-256, lower-case hex, of the canonical JSON of what this condition sends.'),
  }),
  'A variant of the prompt. A plain probe has one, with the id default.',
);
export interface Condition extends Of<typeof conditionSchema> {}
