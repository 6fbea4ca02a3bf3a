import * as v from 'valibot';
import { WANTS } from '../model/run.ts';
import { described, published } from '../model/schema.ts';

/**
 * What a probe file can say. Its keys, limits and single values are checked with this, `media/probe-yaml.schema.json` is made of
 * it; how the parts fit together, and where what stands, is the business of the readers beside it.
 */

/** A text with something in it; `wanted` completes "must be". */
const written = (wanted: string) => v.pipe(v.string(wanted), v.regex(/\S/, wanted));

/** A whole number; a limit is only named to those who are above it. */
function whole(least: number, most: number) {
  const wanted = `a whole number of at least ${least}`;
  const limit = `${wanted} and at most ${most.toLocaleString('en')}`;
  return v.pipe(v.number(wanted), v.maxValue(most, limit), v.safeInteger(wanted), v.minValue(least, wanted));
}

const PATH = 'the path of a file';
export const fileSchema = v.strictObject({
  file: described(
    written(PATH),
    'A text file in the folder of this file or below, with forward slashes. Front matter of a .prompt.md is left out.',
  ),
});

/** What a text must be. */
export const TEXT = 'a text, or `file:` with a path';
export const textSchema = written(TEXT);
const textOrFile = v.union([textSchema, fileSchema]);

export const promptSchema = described(textOrFile, 'What is asked: a text, or a file with it.');
export const systemSchema = described(
  v.union([v.null(), textSchema, fileSchema]),
  'The system prompt: a text or a file; null for none.',
);

export const turnSchema = v.strictObject({
  role: described(v.picklist(['user', 'assistant'], 'user or assistant'), 'Who says it.'),
  content: described(textOrFile, 'What is said.'),
});
export const messagesSchema = described(
  v.pipe(v.array(turnSchema), v.minLength(1)),
  "A conversation in place of a prompt. The last turn is the user's.",
);

const HOT = 'a number of at least 0';
export const temperatureSchema = described(
  v.pipe(v.number(HOT), v.finite(HOT), v.minValue(0, HOT)),
  'Sent only when said, under the name that each API has for it.',
);
export const maxTokensSchema = described(
  whole(1, 10_000_000),
  'Longest answer in tokens, thinking included. Sent only when said.',
);
const anything = v.record(v.string(), v.unknown());
export const parametersSchema = described(
  v.record(v.string(), anything),
  'Parameters of the API, by provider or by provider:model, such as openai: { top_p: 0.9 }.',
);

/** What is sent, and how. */
const SENT = {
  prompt: v.optional(promptSchema),
  system: v.optional(systemSchema),
  messages: v.optional(messagesSchema),
};
const ASKED = {
  temperature: v.optional(temperatureSchema),
  maxTokens: v.optional(maxTokensSchema),
  parameters: v.optional(parametersSchema),
};
const NOT_BOTH = { not: { required: ['prompt', 'messages'] } };

export const conditionSchema = published(
  v.strictObject({
    ...SENT,
    ...ASKED,
    control: v.optional(
      described(v.boolean('true or false'), 'Whether the other conditions are compared with this one.'),
    ),
  }),
  NOT_BOTH,
);

/** Longest name of a condition, UTF-16 units. */
export const LONGEST_NAME = 100;
export const conditionPromptSchema = written('a prompt, or a mapping of what is different');
const conditionsSchema = described(
  v.pipe(
    v.record(
      v.pipe(v.string(), v.maxLength(LONGEST_NAME)),
      v.union([v.null(), conditionPromptSchema, conditionSchema]),
    ),
    v.minEntries(1),
  ),
  'Variants of the prompt by name. Each says what is different from what stands at the top; nothing behind the name is the top as it is, a text is another prompt. The first one is the control unless another one says so.',
);

export const valueSchema = v.union([v.string(), v.number(), v.boolean()]);
export const itemsSchema = v.pipe(v.array(valueSchema), v.minLength(2));
export const longListSchema = v.strictObject({
  items: itemsSchema,
  separator: v.optional(described(valueSchema, 'What stands between two items; a comma and a space when not said.')),
});

/** What a target must be. */
export const SPEC = 'PROVIDER:MODEL, for example openai:gpt-6-luna';
export const specSchema = described(
  published(v.pipe(v.string(SPEC), v.regex(/^\s*[a-z][a-z0-9-]*\s*:\s*\S/, SPEC)), {
    examples: [
      ...['openai:gpt-6-luna', 'anthropic:claude-haiku-5', 'google:gemini-3.8-flash'],
      ...['simulated:narrow', 'simulated:uniform'],
    ],
  }),
  'PROVIDER:MODEL as --target takes it: openai, anthropic, google, vscode (in the editor), the name of a server of yours, simulated:narrow, or recorded:FILE.',
);
export const targetSchema = v.strictObject({
  target: specSchema,
  label: v.optional(described(written('a text'), "What people read in place of the model's name.")),
  temperature: v.optional(temperatureSchema),
  maxTokens: v.optional(maxTokensSchema),
  parameters: v.optional(described(anything, "Parameters under the names of the provider's API, for this target.")),
});

export const extractorSchema = described(
  published(written('the name of an extractor, such as number'), {
    examples: [
      ...['auto', 'whole', 'named', 'number', 'choice:A,B', 'first-line', 'title', 'joke', 'code'],
      ...['json:PATH', 'regex:RE'],
    ],
  }),
  'How an answer is read from an output, as --extract takes it. Found out when not said.',
);

/** What a domain must be. */
export const DOMAIN = 'two numbers, the lowest and the highest: [1, 100] or 1..100';
export const domainEndSchema = v.pipe(v.number('a number'), v.finite('a number'));
export const domainTextSchema = v.pipe(
  v.string(DOMAIN),
  v.regex(/^\s*-?\d+(\.\d+)?\s*\.\.\s*-?\d+(\.\d+)?\s*$/, DOMAIN),
);

export const traitSchema = published(
  v.strictObject({
    name: described(written('a text'), 'What people read; unique.'),
    pattern: v.optional(
      described(
        written('a text'),
        'A regular expression, looked for in the code of an output with its comments left out.',
      ),
    ),
    selector: v.optional(described(written('a text'), 'A CSS selector that some element of the output matches.')),
  }),
  { oneOf: [{ required: ['pattern'] }, { required: ['selector'] }] },
);

export const wantSchema = described(
  v.picklist(WANTS, `one of ${WANTS.join(', ')}`),
  'What `check` wants compared with the baseline: many (no fewer effective answers), one (no more), or unchanged, which holds when nothing is said.',
);
const FACTOR = 'a number above 1';
export const leastFactorSchema = described(
  v.pipe(v.number(FACTOR), v.finite(FACTOR), v.gtValue(1, FACTOR)),
  'The least factor of the effective answers that matters to `check`; 1.5 when not said.',
);
const SHARE = 'a share from 0 to 1, or a percentage such as 20%';
const shareSchema = v.union(
  [
    v.pipe(v.number(SHARE), v.minValue(0, SHARE), v.maxValue(1, SHARE)),
    v.pipe(v.string(SHARE), v.regex(/^(?:100(?:\.0{1,9})?|\d{1,2}(?:\.\d{1,9})?)%$/, SHARE)),
  ],
  SHARE,
);
export const boundSchema = v.strictObject({
  answer: v.optional(
    described(v.union([written('a text'), v.number('a text')], 'a text'), 'The answer whose share is bounded.'),
  ),
  parsed: v.optional(
    described(v.literal(true, 'true'), 'In place of an answer: the outputs out of which an answer could be read.'),
  ),
  atLeast: v.optional(described(shareSchema, 'The least share of the outputs, such as 95%.')),
  atMost: v.optional(described(shareSchema, 'The largest share of the outputs, such as 20%.')),
});

/** Most runs, and most calls of a run, as everywhere. */
export const MOST_RUNS = 1_000_000;

const BUDGET = 'a number of US dollars above 0';

export const probeFileSchema = described(
  published(
    v.strictObject({
      ...SENT,
      conditions: v.optional(conditionsSchema),
      control: v.optional(
        described(
          written('the name of a condition'),
          'Name of the condition that the others are compared with; the first one when not said.',
        ),
      ),
      variables: v.optional(
        described(
          v.record(
            v.string(),
            v.union([valueSchema, published(v.pipe(v.array(valueSchema), v.minLength(1)), { uniqueItems: true })]),
          ),
          'Values for {{name}} in the texts. Every combination of the values of the variables that a prompt uses becomes a condition of its own.',
        ),
      ),
      shuffle: v.optional(
        described(
          v.record(v.string(), v.union([itemsSchema, longListSchema])),
          'Lists for {{name}} in the texts, put into a fresh order for every trial. The order of each trial is kept with it and depends on the seed.',
        ),
      ),
      targets: v.optional(
        described(
          v.array(v.union([specSchema, targetSchema])),
          'Whom to ask. Without targets the editor asks, and the command line needs --target.',
        ),
      ),
      runs: v.optional(described(whole(1, MOST_RUNS), 'N: how often each target is asked in each condition.')),
      ...ASKED,
      extractor: v.optional(extractorSchema),
      domain: v.optional(
        described(
          v.union([v.strictTuple([domainEndSchema, domainEndSchema]), domainTextSchema]),
          'The lowest and the highest number that is allowed; read off the prompt when not said.',
        ),
      ),
      traits: v.optional(
        described(v.array(traitSchema), 'Properties of outputs to look for, besides those that are found anyway.'),
      ),
      seed: v.optional(described(whole(0, 2 ** 32 - 1), 'Seed of everything that is shuffled or resampled.')),
      concurrency: v.optional(
        described(whole(1, 100), 'Most calls at the same time. It only lowers what the user set.'),
      ),
      budget: v.optional(
        described(
          v.pipe(v.number(BUDGET), v.finite(BUDGET), v.gtValue(0, BUDGET)),
          'US dollars that the run may cost at most. It only lowers what the user set.',
        ),
      ),
      want: v.optional(wantSchema),
      leastFactor: v.optional(leastFactorSchema),
      bounds: v.optional(described(v.array(boundSchema), 'Shares of the outputs that `check` holds a run to.')),
    }),
    { anyOf: [{ required: ['prompt'] }, { required: ['messages'] }, { required: ['conditions'] }], ...NOT_BOTH },
  ),
  'The design of a probe: what is asked, in which variants, whom, how often, and how the answers are read. Run it from the editor, or with `convergence-probe run FILE.probe.yaml`. In texts, {{name}}, {name} and ${name} stand for variables and shuffled lists.',
);

/** The keys of a mapping, in the order in which people write them. */
export function keysOf<E extends object>({ entries }: { readonly entries: E }): readonly (keyof E & string)[] {
  return Object.keys(entries) as (keyof E & string)[];
}
