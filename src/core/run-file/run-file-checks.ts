import type {
  Agreement,
  AgreementReport,
  Counts,
  Favourite,
  FieldReport,
  Funnel,
  Group,
  GroupVariant,
  Insight,
  Interval,
  NamedReport,
  PossibleAnswers,
  Report,
  Statistic,
  TrialReading,
} from '../model/report.ts';
import { READING_STATUSES } from '../model/report.ts';
import type {
  Condition,
  CustomTrait,
  GroupEdit,
  Message,
  Price,
  PromptOrigin,
  Provenance,
  ReadingWishes,
  Run,
  RunDesign,
  ShuffledList,
  Target,
  Trial,
  TrialError,
  TrialKey,
  Usage,
} from '../model/run.ts';
import {
  isAmount,
  isCount,
  isFlag,
  isList,
  isNumber,
  isObject,
  isOneOf,
  isRecordOf,
  isSha256,
  isShallow,
  isShape,
  isText,
  isTime,
  optional,
  orElse,
  orNull,
  refuse,
  type Check,
} from './check.ts';

/** What a saved run must look like; the same as `media/probe-file.schema.json`. */

const isInterval: Check<Interval> = (value, path) => {
  const ends = isList(isNumber)(value, path);
  return ends.length === 2 ? [ends[0]!, ends[1]!] : refuse(path, 'two numbers, the lower and the upper end');
};

const isMessage = isShape<Message>({ role: isOneOf(['user', 'assistant']), text: isText });

const isShuffledList = isShape<ShuffledList>({ name: isText, items: isList(isText), separator: isText });

const isCondition = isShape<Condition>({
  id: isText,
  prompt: isText,
  system: orNull(isText),
  messages: optional(isList(isMessage)),
  control: isFlag,
  comparedWith: optional(orNull(isText)),
  variables: optional(isRecordOf(isText)),
  shuffled: optional(isList(isShuffledList)),
  parameters: optional(isRecordOf(isShallow)),
  sha256: isSha256,
});

const isTarget = isShape<Target>({
  id: isText,
  provider: isText,
  model: isText,
  label: isText,
  baseUrl: orNull(isText),
  parameters: isShallow,
});

const isOrigin = isShape<PromptOrigin>({ path: isText, line: isCount });
const isProvenance = isShape<Provenance>({
  title: isText,
  url: orNull(isText),
  note: isText,
  from: optional(isText),
  leftOut: optional(isList(isText)),
});
const isTrait = isShape<CustomTrait>({ name: isText, pattern: optional(isText), selector: optional(isText) });
const isReadingWishes = isShape<ReadingWishes>({
  extractor: optional(isText),
  domain: optional(isInterval),
  traits: optional(isList(isTrait)),
});
const isDesign = isShape<RunDesign>({
  file: isText,
  concurrency: optional(isCount),
  budgetUsd: optional(isAmount),
});
/** The price of a model's tokens. */
export const checkPrice = isShape<Price>({
  inputPerMillion: isAmount,
  outputPerMillion: isAmount,
  name: isText,
  source: isOneOf(['table', 'user']),
});
const isTool = isShape<Run['tool']>({ name: isText, version: isText });

/** The run of a file; one that still runs is never saved. */
export const checkRun: Check<Run> = isShape<Run>({
  id: isText,
  createdAt: isTime,
  finishedAt: orNull(isTime),
  status: isOneOf(['complete', 'partial', 'cancelled']),
  tool: isTool,
  trialsPerCell: isCount,
  conditions: isList(isCondition),
  targets: isList(isTarget),
  seed: orElse(isNumber, 1),
  origin: optional(isOrigin),
  provenance: optional(isProvenance),
  reading: optional(isReadingWishes),
  design: optional(isDesign),
  prices: optional(isRecordOf(checkPrice)),
  continuedAt: optional(isTime),
  endNote: optional(isText),
});

/** Tokens as a provider counted them. */
export const checkUsage = isShape<Usage>({
  inputTokens: orNull(isCount),
  outputTokens: orNull(isCount),
  reasoningTokens: optional(orNull(isCount)),
});

const isError = isShape<TrialError>({
  reason: isOneOf([
    'authentication',
    'permission',
    'not-found',
    'quota',
    'rate-limited',
    'overloaded',
    'network',
    'timeout',
    'bad-request',
    'content-filter',
    'not-recorded',
    'unsupported',
    'unknown',
  ]),
  message: isText,
  status: orNull(isCount),
});

const KEY = { target: isText, condition: isText, trialIndex: isCount };
const isKey = isShape<TrialKey>(KEY);

/** One trial of a file. */
export const checkTrial: Check<Trial> = isShape<Trial>({
  ...KEY,
  outcome: isOneOf(['completed', 'refused', 'empty', 'failed', 'cancelled']),
  text: isText,
  finishReason: orNull(isText),
  truncated: orElse(isFlag, false),
  usage: orElse(orNull(checkUsage), null),
  startedAt: orNull(isTime),
  latencyMs: orNull(isNumber),
  attempts: isCount,
  requested: isShallow,
  honoured: isShallow,
  modelReported: orElse(orNull(isText), null),
  source: isOneOf(['live', 'recorded', 'simulated', 'batch', 'imported']),
  sha256: orNull(isSha256),
  variables: orElse(isRecordOf(isText), {}),
  error: orElse(orNull(isError), null),
  note: optional(orNull(isText)),
  cached: optional(isFlag),
});

/** One merge or split by hand. */
export const checkEdit: Check<GroupEdit> = isShape<GroupEdit>({
  kind: isOneOf(['merge', 'split']),
  members: isList(isKey),
});

const isCounts = isShape<Counts>({
  trials: isCount,
  completed: isCount,
  refused: isCount,
  empty: isCount,
  failed: isCount,
  cancelled: isCount,
  unparsed: isCount,
  outOfRange: isCount,
  truncated: isCount,
  echoed: optional(isCount),
  unreadable: optional(isCount),
});

const isFunnel = isShape<Funnel>({
  outputs: isCount,
  raw: isCount,
  unwrapped: optional(isCount),
  folded: isCount,
  extracted: isCount,
  groups: isCount,
});

const isStatistic = isShape<Statistic>({
  value: orNull(isNumber),
  interval: orNull(isInterval),
  nullBand: orNull(isInterval),
  n: isCount,
});
const isStatistics = isRecordOf(isStatistic);

const isVariant = isShape<GroupVariant>({ text: isText, count: isCount, byTarget: isRecordOf(isCount), why: isText });

/** One group of a report. */
export const checkGroup: Check<Group> = isShape<Group>({
  id: isText,
  answer: isText,
  count: isCount,
  share: isNumber,
  interval: orNull(isInterval),
  byTarget: isRecordOf(isCount),
  byCondition: isRecordOf(isCount),
  members: isList(isKey),
  variants: orElse(isList(isVariant), []),
  why: isText,
});

/** How one trial was read. */
export const checkReading: Check<TrialReading> = isShape<TrialReading>({
  ...KEY,
  answer: orNull(isText),
  group: orNull(isText),
  status: isOneOf(READING_STATUSES),
  setAside: isList(isInterval),
});

const isInsight = isShape<Insight>({
  // Files of earlier versions have none.
  verdict: orElse(
    isOneOf([
      'refused',
      'unreadable',
      'determinism',
      'converged',
      'each-its-own',
      'no-preference',
      'varied',
      'undecided',
    ]),
    'undecided',
  ),
  level: isOneOf(['none', 'weak', 'moderate', 'strong', 'undecided']),
  headline: isText,
  details: isList(isText),
});

const isCell = isShape<Report['cells'][number]>({
  target: isText,
  condition: isText,
  counts: isCounts,
  modalAnswer: orNull(isText),
  medianLatencyMs: orElse(orNull(isNumber), null),
  statistics: isStatistics,
});

const isAgreement = isShape<Agreement>({
  value: isNumber,
  interval: orNull(isInterval),
  bounds: orNull(isInterval),
  n: isCount,
});

const isAgreementReport = isShape<AgreementReport>({
  within: orNull(isAgreement),
  between: orNull(isAgreement),
  tooFew: isList(isText),
});

const isNumbers = isShape<Report['numbers'] & object>({
  pooled: isObject as Check<unknown> as Check<NonNullable<Report['numbers']>['pooled']>,
  byTarget: isRecordOf(isObject) as Check<unknown> as Check<NonNullable<Report['numbers']>['byTarget']>,
  byCondition: optional(isRecordOf(isObject)) as Check<unknown> as Check<NonNullable<Report['numbers']>['byTarget']>,
});

const isNamed = isShape<NamedReport>({
  named: isCount,
  whole: isCount,
  items: optional(isList(isShape<NonNullable<NamedReport['items']>[number]>({ item: isText, outputs: isCount }))),
});

const isField = isShape<FieldReport>({
  field: isText,
  extractor: orNull(isText),
  outputs: isCount,
  different: isCount,
  values: isList(isShape<FieldReport['values'][number]>({ value: isText, outputs: isCount })),
});

/** The report of a file. It can always be made anew from the trials, so parts that only add to it are checked lightly. */
export const checkReport: Check<Report> = isShape<Report>({
  extractor: isText,
  extractorReason: orElse(orNull(isText), null),
  named: optional(isNamed),
  fields: optional(isList(isField)),
  grouping: isText,
  domain: orNull(isInterval),
  possible: orElse(isShape<PossibleAnswers>({ size: orNull(isCount), isFairPick: isFlag }), {
    size: null,
    isFairPick: false,
  }),
  favourite: optional(
    isShape<Favourite>({ answer: isText, count: isCount, n: isCount, expected: isNumber, pHolm: isNumber }),
  ),
  seed: isNumber,
  cost: isRecordOf(orNull(isNumber)),
  counts: isCounts,
  funnel: isFunnel,
  groups: isList(checkGroup),
  pooled: isStatistics,
  cells: isList(isCell),
  agreement: orElse(isAgreementReport, { within: null, between: null, tooFew: [] }),
  between: orNull(isObject) as Check<unknown> as Check<Report['between']>,
  numbers: orNull(isNumbers),
  rarefaction: orElse(orNull(isObject) as Check<unknown> as Check<Report['rarefaction']>, null),
  hues: orElse(orNull(isObject) as Check<unknown> as Check<Report['hues']>, null),
  phrases: orNull(isList(isObject)) as Check<unknown> as Check<Report['phrases']>,
  sharedParts: optional(orNull(isList(isObject)) as Check<unknown> as Check<NonNullable<Report['sharedParts']> | null>),
  signatures: orNull(isRecordOf(isList(isObject))) as Check<unknown> as Check<Report['signatures']>,
  echo: orNull(isList(isObject)) as Check<unknown> as Check<Report['echo']>,
  traits: orNull(isList(isObject)) as Check<unknown> as Check<Report['traits']>,
  archetype: optional(orNull(isObject) as Check<unknown> as Check<NonNullable<Report['archetype']> | null>),
  code: optional(orNull(isObject) as Check<unknown> as Check<NonNullable<Report['code']> | null>),
  conditions: orElse(orNull(isObject) as Check<unknown> as Check<Report['conditions']>, null),
  titles: orElse(orNull(isObject) as Check<unknown> as Check<Report['titles']>, null),
  insight: isInsight,
  readings: isList(checkReading),
});
