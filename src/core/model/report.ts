import type { ConditionsReport, TitleReport } from './conditions-report.ts';
import type { ArchetypeReport, CodeReport, TraitReport } from './traits-report.ts';
import type { FieldReport, NamedReport } from './reading-report.ts';
import type { GroupEdit, Run, SemanticGrouping, Trial, TrialKey } from './run.ts';

export type { FieldReport, NamedReport } from './reading-report.ts';

/**
 * Everything derived from a run. The panel, the command line and the exports all show this one document.
 * Figures that are undefined are `null`, never 0 or NaN. Field names are a published contract: add, do not rename.
 */

/** Lower and upper end. */
export type Interval = readonly [number, number];

/** One statistic. `n` is the number of answers it was computed on. */
export interface Statistic {
  readonly value: number | null;
  /** 95% confidence interval; `null` when none holds what it would claim. */
  readonly interval: Interval | null;
  /** Central 95% of what a fair draw over the domain would give; `null` when the domain is not known. */
  readonly nullBand: Interval | null;
  readonly n: number;
}

/** Statistic id -> figure. The ids are those of the statistics registry. */
export type Statistics = Readonly<Record<string, Statistic>>;

/** Trials by outcome, and parts of the completed ones. */
export interface Counts {
  /** All settled trials: completed + refused + empty + failed + cancelled. */
  readonly trials: number;
  readonly completed: number;
  readonly refused: number;
  readonly empty: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Part of `completed`: the extractor found no answer. */
  readonly unparsed: number;
  /** Part of `completed`: the answer lies outside the domain. */
  readonly outOfRange: number;
  /** Part of `completed`: stopped by a length limit. */
  readonly truncated: number;
  /** Part of `completed`: the answer stands in the prompt and was left out on request; absent when nobody asked for that. */
  readonly echoed?: number;
  /** Part of `completed`: reading the output took too long, so it was set aside; absent when there is none. */
  readonly unreadable?: number;
}

/** Number of distinct values on each rung, over the n answers that count. */
export interface Funnel {
  readonly outputs: number;
  readonly raw: number;
  /** Without reasoning and without what only marks the answer (labels, tags, boxes); absent where no output held any. */
  readonly unwrapped?: number;
  readonly folded: number;
  readonly extracted: number;
  readonly groups: number;
}

/** One different wording inside a group, and why it was joined. */
export interface GroupVariant {
  /** The output as it came, as one member wrote it (the first by target, condition, index). */
  readonly text: string;
  readonly count: number;
  readonly byTarget: Readonly<Record<string, number>>;
  /** In plain words: "folded: emoji, '!'", "closing offer set aside; wording 0.83 alike". Empty for the wording that names the group, unless it was split off by hand. */
  readonly why: string;
}

/** Answers that are the same. */
export interface Group {
  /** Stable under reordering of the trials: derived from the answer. */
  readonly id: string;
  /** The answer as most members wrote it. */
  readonly answer: string;
  readonly count: number;
  /** count / n. */
  readonly share: number;
  /** Interval of the share; `null` when not computed. */
  readonly interval: Interval | null;
  readonly byTarget: Readonly<Record<string, number>>;
  readonly byCondition: Readonly<Record<string, number>>;
  readonly members: readonly TrialKey[];
  readonly variants: readonly GroupVariant[];
  /** One sentence: what was merged into this group. */
  readonly why: string;
}

/** One target under one condition. */
export interface CellReport {
  readonly target: string;
  readonly condition: string;
  readonly counts: Counts;
  readonly modalAnswer: string | null;
  /** Median of the latencies of the settled answers, ms. */
  readonly medianLatencyMs: number | null;
  readonly statistics: Statistics;
}

/** Two targets compared. */
export interface PairReport {
  readonly a: string;
  readonly b: string;
  /** Bits, 0 (same) to 1 (nothing shared). */
  readonly jensenShannonBits: number | null;
  /** What it would be on average if both were one: the plug-in divergence is above 0 at small n. */
  readonly jensenShannonNullMean: number | null;
  readonly overlap: number | null;
  /** A 95% lower bound of the overlap that is behind what was seen: what "alike" rests on; `null` otherwise. */
  readonly overlapLower: number | null;
  readonly crossCollision: number | null;
  readonly jaccard: number | null;
  readonly morisitaHorn: number | null;
  readonly p: number | null;
  /** Whether no shuffle reached what was seen, so that `p` is an upper bound; false when absent. */
  readonly isAtFloor?: boolean;
  readonly pHolm: number | null;
  readonly method: 'exact' | 'permutation' | 'sequential' | 'asymptotic' | null;
  readonly verdict: 'differ' | 'undecided' | 'alike' | null;
}

/** Who answers alike: a target, or two branches that join at a height. */
export type TargetTree =
  | { readonly target: string }
  | {
      /** Mean Jensen-Shannon divergence between the targets of the two branches, bits, 0 ... 1. */
      readonly height: number;
      readonly children: readonly [TargetTree, TargetTree];
    };

/** All targets of one condition compared. */
export interface BetweenReport {
  /** Beta diversity of order 1 with equal weights, 1 ... number of targets (Jost 2007). Biased up at small n: never shown without `effectiveModelsNull`. */
  readonly effectiveModels: number | null;
  readonly effectiveModelsInterval: Interval | null;
  /** What it would be if all targets were one: mean and central 95% of the label permutations. */
  readonly effectiveModelsNull: { readonly mean: number; readonly band: Interval } | null;
  readonly p: number | null;
  /** Whether no shuffle reached what was seen, so that `p` is an upper bound; false when absent. */
  readonly isAtFloor?: boolean;
  /** `p` corrected together with those of the pairs; absent in files of earlier versions. */
  readonly pHolm?: number | null;
  /** Mean between-target collision / mean within-target unbiased collision. */
  readonly convergenceIndex: number | null;
  readonly convergenceIndexInterval: Interval | null;
  readonly pairs: readonly PairReport[];
  /** The targets that answered, by average linkage (Sokal and Michener 1958); `null` when fewer than two did. */
  readonly tree: TargetTree | null;
}

/** How many different answers each cell would have shown at one number of runs. */
export interface Rarefaction {
  /** The smallest n of a cell that answered. */
  readonly runs: number;
  /** Expected different answers in `runs` runs drawn from the cell without replacement (Hurlbert 1971). */
  readonly cells: readonly { readonly target: string; readonly condition: string; readonly distinct: number }[];
}

/** A value that is named more often than a fair draw would. */
export interface Spike {
  readonly value: number;
  readonly count: number;
  readonly p: number | null;
  readonly pHolm: number | null;
}

/** Distribution of numeric answers. */
export interface NumberReport {
  /** Value -> count; keys are the shortest decimal form. Values that were not named are absent. */
  readonly histogram: Readonly<Record<string, number>>;
  readonly mean: number | null;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly chiSquare: number | null;
  readonly p: number | null;
  /** `p`, adjusted for everything else that the report says; absent in files of earlier versions. */
  readonly pAdjusted?: number | null;
  readonly g: number | null;
  readonly pG: number | null;
  readonly spikes: readonly Spike[];
  /** Counts of last digits 0 ... 9 of the whole-number answers; `null` when there are none. */
  readonly lastDigit: readonly number[] | null;
  /** Last digits against a fair draw over the domain; `null` without a whole-number domain and answers. */
  readonly lastDigitTest: { readonly chiSquare: number; readonly p: number; readonly pAdjusted?: number } | null;
  /** Kinds of numbers that people avoid or prefer, each against a fair draw; empty without a whole-number domain. */
  readonly kinds: readonly NumberKind[];
  /** How `p` and `pG` were found; `null` when they are. */
  readonly fitMethod: 'monte-carlo' | 'asymptotic' | null;
}

/** How often answers are of one kind. */
export interface NumberKind {
  readonly kind: 'round' | 'repeated-digit';
  readonly count: number;
  readonly n: number;
  /** What a fair draw over the domain would give, as a share. */
  readonly expected: number;
  /** Two-sided exact binomial p; `null` for n = 0. */
  readonly p: number | null;
}

/** A phrase that several outputs hold. */
export interface SharedPhrase {
  /** Folded words, 3 to 8 of them. */
  readonly phrase: string;
  /** Outputs that hold it, each counted once. */
  readonly outputs: number;
  /** Number of targets with such an output. */
  readonly targets: number;
  readonly byTarget: Readonly<Record<string, number>>;
  /** Outputs by condition id; absent for one condition. */
  readonly byCondition?: Readonly<Record<string, number>>;
  /** Outputs that hold it / outputs expected if its words came independently; `null` when undefined. */
  readonly lift: number | null;
  /** Whether the prompt or the system prompt itself holds it. */
  readonly echo: boolean;
}

/** A name, a word or a phrase that many outputs share. */
export interface SharedPart {
  /** In its most frequent spelling. */
  readonly text: string;
  /** Outputs that hold it in any case and form of its words, each counted once. */
  readonly outputs: number;
  /** outputs / n. */
  readonly share: number;
  /** Outputs by target id, where there are any. */
  readonly byTarget: Readonly<Record<string, number>>;
  /** Outputs by condition id, where there are any; absent for one condition. */
  readonly byCondition?: Readonly<Record<string, number>>;
}

/** A term that one target uses more than the others. */
export interface SignatureTerm {
  readonly term: string;
  /** Log-odds ratio / its standard error, with an informative Dirichlet prior (Monroe et al. 2008). */
  readonly z: number;
  /** Outputs of the target that hold the term. */
  readonly documents: number;
  /** Outputs of the other targets that hold it. */
  readonly otherDocuments: number;
  /** One-sided p, and the same corrected for all terms of the target and for everything else that the report says. */
  readonly p: number;
  readonly pAdjusted: number;
}

/** What the outputs took from the prompt or the system prompt. */
export interface EchoTerm {
  readonly term: string;
  readonly kind: 'word' | 'number' | 'colour' | 'phrase';
  readonly outputs: number;
  /** outputs / n. */
  readonly rate: number;
  /** Where it stands; the prompt, when it stands in both. Absent in files of earlier versions. */
  readonly source?: 'prompt' | 'system';
  /** By id of the conditions that hold the term; absent for one condition. */
  readonly byCondition?: Readonly<Record<string, { readonly outputs: number; readonly n: number }>>;
}

/** A part of the colour circle; `neutral` is black, white and grey. */
export type HueFamily = 'red' | 'orange' | 'yellow' | 'green' | 'cyan' | 'blue' | 'purple' | 'pink' | 'neutral';

/** Some answers that are colours, by family of hues. */
export interface HueCounts {
  /** Answers that are colours. */
  readonly n: number;
  /** Most frequent first. */
  readonly families: readonly { readonly family: HueFamily; readonly count: number }[];
}

/** Answers that are colours, by family of hues. */
export interface HueTally extends HueCounts {
  /** The same by condition id, n = 0 where none is a colour; absent for one condition. */
  readonly byCondition?: Readonly<Record<string, HueCounts>>;
}

/** The distributions of numeric answers. */
export interface NumberReports {
  readonly pooled: NumberReport;
  readonly byTarget: Readonly<Record<string, NumberReport>>;
  /** By condition id, the targets together; absent for one condition. */
  readonly byCondition?: Readonly<Record<string, NumberReport>>;
}

/** How many answers there could be. */
export interface PossibleAnswers {
  /** K, 2 or more; `null` when it is not known. */
  readonly size: number | null;
  /** Whether the prompt asks for a random pick among equally likely values, so that a fair draw says what to expect. */
  readonly isFairPick: boolean;
}

/** An answer that came more often than a fair draw among all possible ones gives any. */
export interface Favourite {
  readonly answer: string;
  readonly count: number;
  readonly n: number;
  /** 1 / K. */
  readonly expected: number;
  /** Below 0.05, corrected for all K answers and for all that the report says. */
  readonly pHolm: number;
}

/** The chance that two runs agree. */
export interface Agreement {
  readonly value: number;
  /** 95% confidence interval. */
  readonly interval: Interval | null;
  /** One-sided 95% bounds, each on its own: what the level rests on. */
  readonly bounds: Interval | null;
  /** Answers that it was computed on. */
  readonly n: number;
}

/** How much runs agree, over the models that answered often enough to stand for themselves; of several conditions, under the control. */
export interface AgreementReport {
  /** Two runs of one model, mean over the models, each model equal; `null` when none answered often enough. */
  readonly within: Agreement | null;
  /** Runs of two models, mean over the pairs of models; `null` for fewer than two. */
  readonly between: Agreement | null;
  /** Targets that answered in fewer than 5, or than a fifth, of their runs. */
  readonly tooFew: readonly string[];
}

/** How much the answers converge, or that this cannot be said yet. */
export type ConvergenceLevel = 'none' | 'weak' | 'moderate' | 'strong' | 'undecided';

/** What was found, in one word; see docs/statistics.md, "The verdict". */
export type Verdict =
  'refused' | 'unreadable' | 'determinism' | 'converged' | 'each-its-own' | 'no-preference' | 'varied' | 'undecided';

/** What was found, in plain words. Every figure in it is in the report. */
export interface Insight {
  readonly verdict: Verdict;
  /** Of what the verdict speaks of. */
  readonly level: ConvergenceLevel;
  readonly headline: string;
  readonly details: readonly string[];
}

/** How an output can have been read or its trial ended, in the order in which a filter offers it. */
export const READING_STATUSES = [
  ...([
    'counted',
    'unparsed',
    'out-of-range',
    'echo',
    'unreadable',
    'refused',
    'empty',
    'failed',
    'cancelled',
  ] as const),
] as const;

export type ReadingStatus = (typeof READING_STATUSES)[number];

/** What one trial became: how its answer was read and where it was put. */
export interface TrialReading extends TrialKey {
  /** The extracted answer; `null` when there is none (not completed, unparsed). */
  readonly answer: string | null;
  /** Group id; `null` when the trial does not count. */
  readonly group: string | null;
  readonly status: ReadingStatus;
  /** Parts of the text that were set aside (a closing offer, a greeting), as [start, end) offsets in UTF-16 units of `Trial.text`. */
  readonly setAside: readonly Interval[];
}

/** Everything derived from a run. */
export interface Report {
  readonly extractor: string;
  /** Why this extractor, when it was chosen by `auto`; `null` when the user named it. */
  readonly extractorReason: string | null;
  /** Absent where outputs were read in another way. */
  readonly named?: NamedReport;
  /** Of outputs that are JSON objects with several fields, whatever reads them; absent for all others. */
  readonly fields?: readonly FieldReport[];
  readonly grouping: string;
  readonly domain: Interval | null;
  readonly possible: PossibleAnswers;
  /** Of a fair pick among options; numbers have their spikes. Absent where there is none. */
  readonly favourite?: Favourite;
  readonly seed: number;
  /** US dollars by target id, from real usage and `Run.prices`; `null` where a price or the usage of an answer is unknown. */
  readonly cost: Readonly<Record<string, number | null>>;
  readonly counts: Counts;
  readonly funnel: Funnel;
  readonly groups: readonly Group[];
  readonly pooled: Statistics;
  readonly cells: readonly CellReport[];
  readonly agreement: AgreementReport;
  /** `null` for one target; by condition id when there are several conditions. */
  readonly between: BetweenReport | Readonly<Record<string, BetweenReport>> | null;
  /** `null` when the answers are not numbers. */
  readonly numbers: NumberReports | null;
  /** Cells compared at one number of runs; `null` when all have the same n, or fewer than two answered. */
  readonly rarefaction: Rarefaction | null;
  /** `null` when the answers are no colours. */
  readonly hues: HueTally | null;
  /** Most telling first, without what `sharedParts` tell; `null` for answers too short to hold phrases. */
  readonly phrases: readonly SharedPhrase[] | null;
  /** Most telling first; `null` where the answers are numbers. Absent in files of earlier versions. */
  readonly sharedParts?: readonly SharedPart[] | null;
  /** By target id, largest z first; `null` for one target. */
  readonly signatures: Readonly<Record<string, readonly SignatureTerm[]>> | null;
  /** Most frequent first; `null` when there is no prompt to echo. */
  readonly echo: readonly EchoTerm[] | null;
  /** Largest share first; `null` when fewer than half of the outputs are pages or code and the user looks for no trait. */
  readonly traits: readonly TraitReport[] | null;
  /** Absent when `traits` is `null`; `null` without outputs. */
  readonly archetype?: ArchetypeReport | null;
  /** Absent when `traits` is `null`; `null` when no output is code. */
  readonly code?: CodeReport | null;
  /** `null` for one condition. */
  readonly conditions: ConditionsReport | null;
  /** `null` unless most outputs are pages or documents with a title. */
  readonly titles: TitleReport | null;
  readonly insight: Insight;
  readonly readings: readonly TrialReading[];
}

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
