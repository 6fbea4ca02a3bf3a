import * as v from 'valibot';
import { betweenSchema, rarefactionSchema } from './between-report.ts';
import { conditionsSchema, titlesSchema } from './conditions-report.ts';
import { numbersSchema } from './numbers-report.ts';
import { fieldSchema, namedSchema } from './reading-report.ts';
import { screeningReportSchema } from './screening-report.ts';
import { READING_STATUSES } from './reading-status.ts';
import {
  editSchema,
  savedRunSchema,
  semanticSchema,
  trialKeySchema,
  trialSchema,
  type GroupEdit,
  type Run,
  type SemanticGrouping,
  type Trial,
} from './run.ts';
import {
  always,
  anyObject,
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
  shape,
  share,
  text,
  type Of,
  type Schema,
} from './schema.ts';
import { intervalOrNull, statisticsSchema, tallySchema } from './statistic.ts';
import { rewritesSchema } from './rewrites-report.ts';
import { archetypeSchema, codeSchema, traitReportSchema } from './traits-report.ts';
import { echoTermSchema, huesSchema, phraseSchema, sharedPartSchema, signatureTermSchema } from './words-report.ts';

export type { BetweenReport, PairReport, Rarefaction, TargetTree, ToldApartReport } from './between-report.ts';
export type { NumberKind, NumberReport, NumberReports, Spike } from './numbers-report.ts';
export type { FieldReport, NamedReport } from './reading-report.ts';
export type { ReadingStatus } from './reading-status.ts';
export type { Interval } from './schema.ts';
export type { Statistic, Statistics } from './statistic.ts';
export type {
  EchoTerm,
  HueCounts,
  HueFamily,
  HueTally,
  SharedPart,
  SharedPhrase,
  SignatureTerm,
} from './words-report.ts';

/**
 * Everything derived from a run. The panel, the command line and the exports all show this one document.
 * Figures that are undefined are `null`, never 0 or NaN. Field names are a published contract: add, do not rename.
 */

export const countsSchema = described(
  shape({
    trials: described(count, 'All settled trials: completed + refused + empty + failed + cancelled.'),
    completed: count,
    refused: count,
    empty: count,
    failed: count,
    cancelled: count,
    unparsed: described(count, 'Part of completed: the extractor found no answer.'),
    outOfRange: described(count, 'Part of completed: the answer lies outside the domain.'),
    truncated: described(count, 'Part of completed: stopped by a length limit.'),
    echoed: optional(
      described(
        count,
        'Part of completed: the answer stands in the prompt and was left out on request; absent when nobody asked for that.',
      ),
    ),
    unreadable: optional(
      described(
        count,
        'Part of completed: reading the output took too long, so it was set aside; absent when there is none.',
      ),
    ),
  }),
  'Trials by outcome, and parts of the completed ones.',
);
export interface Counts extends Of<typeof countsSchema> {}

export const funnelSchema = described(
  shape({
    outputs: count,
    raw: count,
    unwrapped: optional(
      described(
        count,
        'Without reasoning and without what only marks the answer (labels, tags, boxes); absent where no output held any.',
      ),
    ),
    folded: count,
    extracted: count,
    groups: count,
  }),
  'Number of distinct values on each rung, over the n answers that count.',
);
export interface Funnel extends Of<typeof funnelSchema> {}

const variantSchema = shape({
  text: described(text, 'The output as it came, as one member wrote it (the first by target, condition, index).'),
  count,
  byTarget: tallySchema,
  why: described(
    text,
    'In plain words: "folded: emoji, \'!\'", "closing offer set aside; wording 0.83 alike". Empty for the wording that names the group, unless it was split off by hand.',
  ),
});
/** One different wording inside a group, and why it was joined. */
export interface GroupVariant extends Of<typeof variantSchema> {}

export const groupSchema = described(
  shape({
    id: described(text, 'Stable under reordering of the trials: derived from the answer.'),
    answer: described(text, 'The answer as most members wrote it.'),
    count,
    share: described(share, 'count / n.'),
    interval: described(intervalOrNull, 'Wilson interval of the share; null when not computed.'),
    byTarget: tallySchema,
    byCondition: tallySchema,
    members: list(trialKeySchema),
    variants: optional(described(list(variantSchema), 'The different wordings, and why each was joined.'), []),
    why: described(text, 'One sentence: what was merged into this group.'),
  }),
  'Answers that are the same.',
);
export interface Group extends Of<typeof groupSchema> {}

export const cellSchema = described(
  shape({
    target: text,
    condition: text,
    counts: countsSchema,
    modalAnswer: orNull(text),
    medianLatencyMs: optional(described(orNull(number), 'Median of the latencies of the settled answers, ms.'), null),
    statistics: statisticsSchema,
  }),
  'One target under one condition.',
);
export interface CellReport extends Of<typeof cellSchema> {}

const possibleSchema = shape({
  size: described(orNull(count), 'K, 2 or more; null when it is not known.'),
  isFairPick: described(
    flag,
    'Whether the prompt asks for a random pick among equally likely values, so that a fair draw says what to expect.',
  ),
});
/** How many answers there could be. */
export interface PossibleAnswers extends Of<typeof possibleSchema> {}

const favouriteSchema = shape({
  answer: text,
  count,
  n: described(count, 'Answers that were counted.'),
  expected: described(number, '1 / K, the share that a fair draw gives.'),
  pHolm: described(number, 'Below 0.05; exact binomial, corrected for all K answers and for all that the report says.'),
});
/** An answer that came more often than a fair draw among all possible ones gives any. */
export interface Favourite extends Of<typeof favouriteSchema> {}

export const agreementSchema = described(
  shape({
    value: number,
    interval: described(intervalOrNull, '95% confidence interval.'),
    bounds: described(intervalOrNull, 'One-sided 95% bounds, each on its own: what the level rests on.'),
    n: described(count, 'Answers that it was computed on.'),
  }),
  'The chance that two runs agree.',
);
export interface Agreement extends Of<typeof agreementSchema> {}

const agreementReportSchema = shape({
  within: described(
    orNull(agreementSchema),
    'Two runs of one model, mean over the models, each model equal; null when none answered often enough.',
  ),
  between: described(
    orNull(agreementSchema),
    'Runs of two models, mean over the pairs of models; null for fewer than two.',
  ),
  tooFew: described(list(text), 'Targets that answered in fewer than 5, or than a fifth, of their runs.'),
});
/** How much runs agree, over the models that answered often enough to stand for themselves; of several conditions, under the control. */
export interface AgreementReport extends Of<typeof agreementReportSchema> {}

const LEVELS = ['none', 'weak', 'moderate', 'strong', 'undecided'] as const;
/** How much the answers converge, or that this cannot be said yet. */
export type ConvergenceLevel = (typeof LEVELS)[number];

const VERDICTS = [
  ...(['refused', 'unreadable', 'determinism', 'converged', 'each-its-own'] as const),
  ...(['no-preference', 'varied', 'undecided'] as const),
] as const;
/** What was found, in one word; see docs/statistics.md, "The verdict". */
export type Verdict = (typeof VERDICTS)[number];

export const insightSchema = described(
  shape({
    verdict: optional(
      described(oneOf(VERDICTS), 'What was found, in one word. Files of earlier versions have none.'),
      'undecided',
    ),
    level: described(oneOf(LEVELS), 'Of what the verdict speaks of.'),
    headline: text,
    details: list(text),
  }),
  'What was found, in plain words. Every figure in it is in the report.',
);
export interface Insight extends Of<typeof insightSchema> {}

export const trialReadingSchema = described(
  shape({
    ...trialKeySchema.entries,
    answer: described(orNull(text), 'The extracted answer; null when there is none (not completed, unparsed).'),
    group: described(orNull(text), 'Group id; null when the trial does not count.'),
    status: oneOf(READING_STATUSES),
    setAside: described(
      list(interval),
      'Parts of the text that were set aside (a closing offer, a greeting), as [start, end) offsets in UTF-16 units of its text.',
    ),
  }),
  'What one trial became: how its answer was read and where it was put.',
);
export interface TrialReading extends Of<typeof trialReadingSchema> {}

/**
 * A part that only adds to a report. The report can always be made anew from the trials, so that a file opens as long as
 * such a part is an object at all.
 */
// @__NO_SIDE_EFFECTS__
function extra<S extends Schema>(schema: S): S {
  return checkedAs(schema, anyObject);
}

// @__NO_SIDE_EFFECTS__
function extras<S extends Schema>(item: S): Schema<readonly Of<S>[]> {
  return checkedAs(list(item), list(anyObject));
}

export const reportSchema = described(
  shape({
    extractor: text,
    extractorReason: optional(
      described(orNull(text), 'Why this extractor, when it was chosen by auto; null when the user named it.'),
      null,
    ),
    named: optional(
      described(
        namedSchema,
        'How outputs were read where the thing that each names is read out of it; absent where they were read in another way.',
      ),
    ),
    fields: optional(
      described(
        list(fieldSchema),
        'JSON objects with several fields, field by field, those in most outputs first; absent where outputs are none.',
      ),
    ),
    grouping: text,
    domain: intervalOrNull,
    possible: optional(described(possibleSchema, 'How many answers there could be.'), {
      size: null,
      isFairPick: false,
    }),
    favourite: optional(
      described(
        favouriteSchema,
        'Of a fair pick among options: the answer that came more often than a fair draw gives any; absent where there is none.',
      ),
    ),
    seed: number,
    cost: described(
      dictionary(orNull(number)),
      'US dollars by target id: tokens as the provider counted them, times the price; null where a price or the usage of an answer is unknown.',
    ),
    counts: countsSchema,
    funnel: funnelSchema,
    groups: list(groupSchema),
    pooled: statisticsSchema,
    cells: list(cellSchema),
    agreement: optional(
      described(
        agreementReportSchema,
        'How much runs agree, over the models that answered often enough to stand for themselves; of several conditions, under the control.',
      ),
      { within: null, between: null, tooFew: [] },
    ),
    between: described(
      orNull(extra(v.union([betweenSchema, dictionary(betweenSchema)]))),
      'null for one target and for a run with a screening design; by condition id when there are several conditions.',
    ),
    numbers: described(
      orNull(
        checkedAs(
          numbersSchema,
          shape({ pooled: anyObject, byTarget: dictionary(anyObject), byCondition: optional(dictionary(anyObject)) }),
        ),
      ),
      'null when the answers are not numbers.',
    ),
    rarefaction: optional(
      described(
        orNull(extra(rarefactionSchema)),
        'Different answers of each cell at the smallest n of all; null when all have the same n, or fewer than two answered.',
      ),
      null,
    ),
    hues: optional(
      described(
        orNull(extra(huesSchema)),
        'Answers that are colours, by family of hues; null when they are no colours.',
      ),
      null,
    ),
    phrases: described(
      orNull(extras(phraseSchema)),
      'Phrases that several outputs hold, most telling first, without what sharedParts tell; null for answers too short to hold phrases.',
    ),
    sharedParts: optional(
      described(
        orNull(extras(sharedPartSchema)),
        'Names, words and phrases in at least 30% of the outputs that the prompt did not contain, in any form of their words, most telling first; null when the answers are numbers. Absent in files of earlier versions.',
      ),
    ),
    signatures: described(
      orNull(checkedAs(dictionary(list(signatureTermSchema)), dictionary(list(anyObject)))),
      'By target id: terms it uses more than the others, largest z first; null for one target.',
    ),
    echo: described(
      orNull(extras(echoTermSchema)),
      'What the outputs took from the prompt or the system prompt, most frequent first; null when there is no prompt to echo.',
    ),
    traits: described(
      orNull(extras(traitReportSchema)),
      'How often the pages or code of each cell have a trait, largest share first; null when fewer than half of the outputs are pages or code and the user looks for no trait.',
    ),
    archetype: optional(
      described(
        orNull(extra(archetypeSchema)),
        'Traits that come together: the set that half of the outputs have, and pairs with their lift. Absent when traits is null; null without outputs.',
      ),
    ),
    code: optional(
      described(
        orNull(extra(codeSchema)),
        'Sizes of pages and scripts, and names and sequences of names that several of them share. Absent when traits is null; null when no output is code.',
      ),
    ),
    conditions: optional(
      described(
        orNull(extra(conditionsSchema)),
        'All conditions against the control; null for one condition and for a run with a screening design.',
      ),
      null,
    ),
    rewrites: optional(
      described(
        extra(rewritesSchema),
        'Of a run that tries rewrites of its prompt: what each is worth. Absent for other runs.',
      ),
    ),
    screening: optional(
      described(
        extra(screeningReportSchema),
        'Which parts of the prompt make its answer; absent for runs that do not ask.',
      ),
    ),
    titles: optional(
      described(
        orNull(extra(titlesSchema)),
        'Titles of outputs that are pages or documents; null unless most outputs are such with a title.',
      ),
      null,
    ),
    insight: insightSchema,
    readings: list(trialReadingSchema),
  }),
  'Everything derived from the run. Undefined figures are null.',
);
export interface Report extends Of<typeof reportSchema> {}

/** The whole of a `*.probe.json`; files are read part by part. */
export const runFileSchema = described(
  shape({
    schemaVersion: always(1),
    run: savedRunSchema,
    trials: list(trialSchema),
    edits: list(editSchema),
    semantic: optional(semanticSchema),
    report: optional(reportSchema),
  }),
  'A saved run: what was asked, every answer, and the report. Members may be added; none is renamed.',
);

/** The saved file, `*.probe.json`, as it may be read: a run whose report was not made yet, or could not be, has none. */
export interface SavedRun {
  readonly schemaVersion: 1;
  readonly run: Run;
  readonly trials: readonly Trial[];
  readonly edits: readonly GroupEdit[];
  /** See `RunRecord.semantic`. */
  readonly semantic?: SemanticGrouping;
  readonly report?: Report;
}

/** The saved file with its report. */
export interface ProbeFile extends SavedRun {
  readonly report: Report;
}
