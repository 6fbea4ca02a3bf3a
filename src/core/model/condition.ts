import {
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
});
/** A list that is put into the prompt in a fresh order for every trial (see `prompt/render.ts`). */
export interface ShuffledList extends Of<typeof shuffledListSchema> {}

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
    sha256: described(sha256, 'SHA-256, lower-case hex, of the canonical JSON of what this condition sends.'),
  }),
  'A variant of the prompt. A plain probe has one, with the id default.',
);
export interface Condition extends Of<typeof conditionSchema> {}
