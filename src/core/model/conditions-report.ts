import type { Interval, Statistics } from './report.ts';
import type { TraitReport } from './traits-report.ts';

/** What conditions change, and the titles of outputs. */

/** What conditions are compared by: a trait of the outputs, the title of the outputs, the answer. */
export type FeatureKind = 'trait' | 'title' | 'answer';

/** How often a feature came under one condition. */
export interface FeatureCell {
  /** Target id; `null` for all targets together, every output counted once. */
  readonly target: string | null;
  readonly condition: string;
  /** Outputs with the feature. */
  readonly count: number;
  /** Outputs that count. */
  readonly n: number;
  /** count / n; `null` for n = 0. */
  readonly share: number | null;
  /** Wilson interval of the share, 95%. */
  readonly interval: Interval | null;
}

/** One condition against the control. */
export interface ConditionDifference {
  /** Target id; `null` for all targets together, each compared with itself. */
  readonly target: string | null;
  /** The control. */
  readonly from: string;
  readonly to: string;
  /** What `to` has more than `from`: of shares -1 ... 1, of effective answers any number. */
  readonly difference: number | null;
  /** 95% interval of a difference of shares (Newcombe 1998); `null` when there is none. */
  readonly interval: Interval | null;
  /** Two-sided; `null` where nothing can be tested: one side has no answer, or all outputs or none have the feature. */
  readonly p: number | null;
  /** Corrected over the table that the difference stands in (Holm 1979). */
  readonly pHolm: number | null;
  readonly method: 'fisher' | 'stratified' | 'permutation' | null;
  /** `differ`: pHolm < 0.05; `alike`: it is not, and the interval lies within 15 points; `null` where nothing was tested. */
  readonly verdict: 'differ' | 'alike' | 'undecided' | null;
}

/** A feature, how often it came and what changed it. */
export interface ConditionFeature {
  /** Unique within its table. */
  readonly id: string;
  /** What people read. Hostile text for titles and answers. */
  readonly label: string;
  /** `contains` for words that several titles hold; absent for a whole title and for traits and answers. */
  readonly match?: 'contains';
  /** What a trait is about; absent for titles and answers. */
  readonly family?: TraitReport['family'];
  /** Outputs with it under all conditions. */
  readonly outputs: number;
  /** By condition over all targets, then by target and condition. */
  readonly cells: readonly FeatureCell[];
  /** Over all targets, then by target where there are several. */
  readonly differences: readonly ConditionDifference[];
}

/** The tests that were corrected together. */
export interface TestFamily {
  /** Differences that were tested. */
  readonly tests: number;
  /** Those with pHolm < 0.05. */
  readonly surviving: number;
  /** Whether so many runs could show any difference at all after the correction. */
  readonly decidable: boolean;
}

/** Features of one kind, compared. */
export interface ConditionTable {
  readonly kind: FeatureKind;
  /** Most frequent first, words of titles behind the whole titles; traits in the order of their table. */
  readonly features: readonly ConditionFeature[];
  /** Features that were frequent enough but one too many to be compared. */
  readonly leftOut: number;
  /** Differences over all targets. */
  readonly pooled: TestFamily;
  /** Differences of single targets, corrected among themselves; `null` for one target. */
  readonly byTarget: TestFamily | null;
}

/** All answers to one condition, the targets together. */
export interface ConditionSummary {
  readonly condition: string;
  /** Answers that count. */
  readonly n: number;
  readonly modalAnswer: string | null;
  readonly statistics: Statistics;
}

/** All conditions against the control. */
export interface ConditionsReport {
  /** Condition id. */
  readonly control: string;
  /** In the order of the run. */
  readonly conditions: readonly ConditionSummary[];
  /** Traits, titles, answers; a kind without a frequent feature is left out. */
  readonly tables: readonly ConditionTable[];
  /** Changes of the effective answers (D1). */
  readonly effective: {
    readonly differences: readonly ConditionDifference[];
    readonly pooled: TestFamily;
    readonly byTarget: TestFamily | null;
  };
}

/** A title, or words that titles hold, and how many outputs have it. */
export interface TitleTally {
  /** A title as most outputs write it; words in folded form. Hostile text. */
  readonly title: string;
  readonly count: number;
  readonly byTarget: Readonly<Record<string, number>>;
  readonly byCondition: Readonly<Record<string, number>>;
}

/** The titles of outputs that are pages or documents. */
export interface TitleReport {
  /** Outputs that count. */
  readonly outputs: number;
  /** Those with a title: the denominator of both tallies. */
  readonly titled: number;
  /** Titles that are different once folded. */
  readonly different: number;
  /** Whole titles that came more than once, most frequent first, at most 50. */
  readonly exact: readonly TitleTally[];
  /** One to three words that different titles hold, in three outputs or more; at most 30. */
  readonly contains: readonly TitleTally[];
}
