import type { GroupingMode } from '../../core/model/grouping-mode.ts';
import {
  flagOr,
  membersOf,
  nearest,
  numberOrNull,
  oneOfOr,
  otherwise,
  textOr,
  texts,
} from '../../core/model/lenient.ts';
import {
  aboveZero,
  amount,
  anyObject,
  anything,
  atLeast,
  between,
  dictionary,
  only,
  optional,
  orNull,
  text,
} from '../../core/model/schema.ts';
import {
  DEFAULT_CONCURRENCY,
  DEFAULT_KEPT_RUNS,
  DEFAULT_TIMEOUT_MS,
  DEFAULT_UNASKED,
  MOST_RUNS,
} from '../../runs/limits.ts';

const GROUPINGS = ['exact', 'folded', 'lexical'] as const satisfies readonly GroupingMode[];

/** Every setting by its name. What package.json tells the editor of types, limits and defaults is this; a test compares them. */
export const SETTINGS = {
  /** N. */
  runs: nearest(1, MOST_RUNS, 10),
  /** `provider:model`, ticked at the first probe of a workspace. */
  models: texts,
  /** Name -> base URL, as written. */
  servers: membersOf(text),
  /** Whether the usual ports of this machine are asked for servers of models. */
  findLocalServers: flagOr(true),
  /** Name -> specs that are ticked together. */
  modelSets: membersOf(texts),
  /** By provider or `provider:model`. */
  parameters: membersOf(anyObject),
  systemPrompt: textOr(''),
  temperature: numberOrNull(between(0, 2)),
  maxTokens: numberOrNull(atLeast(1)),
  /** Calls under way at once, for each provider. */
  concurrency: nearest(1, 100, DEFAULT_CONCURRENCY),
  /** Longest one call may take. */
  timeoutSeconds: nearest(1, 3600, DEFAULT_TIMEOUT_MS / 1000),
  extractor: textOr('auto'),
  grouping: oneOfOr(GROUPINGS, 'lexical'),
  /** Calls above which a probe is confirmed. */
  confirmAbove: nearest(0, Number.MAX_SAFE_INTEGER, DEFAULT_UNASKED.calls),
  /** US dollars: a probe that may cost more is confirmed. */
  confirmAboveCost: otherwise(amount, DEFAULT_UNASKED.costUsd),
  /** US dollars that one run may cost. A limit that cannot be read lets nothing through, rather than everything. */
  budget: otherwise(optional(orNull(aboveZero), null), 0),
  /** Checked where they are used, by a sentence that names the one that is wrong. */
  prices: otherwise(dictionary(anything), {}),
  /** Runs kept for each workspace. */
  keepRuns: nearest(1, 1000, DEFAULT_KEPT_RUNS),
  /** Whether Probe stands above prompts. */
  codeLens: flagOr(true),
  /** Folder of the workspace that holds the runs; empty: the extension's own storage. */
  runsFolder: textOr(''),
};

export const settingsSchema = only(SETTINGS);
