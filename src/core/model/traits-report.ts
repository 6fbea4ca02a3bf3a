import type { ConditionDifference } from './conditions-report.ts';
import type { Interval } from './report.ts';

/** What outputs that are pages or code are made of. */

/** How often the outputs of one cell have a trait. */
export interface TraitCell {
  readonly target: string;
  readonly condition: string;
  readonly count: number;
  /** Completed outputs of the cell; one that is no page and no code lacks every trait. */
  readonly n: number;
  /** count / n; `null` for n = 0. */
  readonly share: number | null;
  /** Wilson interval of the share, 95%. */
  readonly interval: Interval | null;
}

/** A property of pages and code, and how often it comes. */
export interface TraitReport {
  /** Id of the traits registry; `custom:` and its name for one of the user. */
  readonly trait: string;
  /** What people read. */
  readonly label: string;
  readonly family: 'rendering' | 'library' | 'animation' | 'technique' | 'interaction' | 'structure' | 'colour' | 'own';
  /** Outputs of all cells that have it. */
  readonly count: number;
  /** Completed outputs of all cells. */
  readonly n: number;
  /** count / n; `null` for n = 0. */
  readonly share: number | null;
  /** Condition by condition in the order of the run. */
  readonly cells: readonly TraitCell[];
  /** Those of `ConditionsReport`; empty for one condition. */
  readonly differences: readonly ConditionDifference[];
}

/** Traits that come together. */
export interface TraitSet {
  /** Ids of traits. */
  readonly traits: readonly string[];
  /** Outputs that have all of them. */
  readonly count: number;
  /** count / n. */
  readonly share: number;
  /** share / product of the shares of the traits: 1 when they come independently; `null` when undefined. */
  readonly lift: number | null;
}

/** What most outputs look like (see `analysis/traits/archetype.ts`). */
export interface ArchetypeReport {
  /** Completed outputs. */
  readonly n: number;
  /** The largest set found that at least half of the outputs have; `null` when no two traits are so frequent together. */
  readonly core:
    | (TraitSet & {
        readonly interval: Interval | null;
        readonly byTarget: Readonly<Record<string, number>>;
        readonly byCondition: Readonly<Record<string, number>>;
      })
    | null;
  /** Pairs that come together more or less often than by chance, most telling first; at most 20. */
  readonly pairs: readonly TraitSet[];
}

/** A size of pages and scripts, by cell. */
export interface CodeMeasure {
  readonly measure: 'lines' | 'files' | 'classes' | 'functions';
  readonly cells: readonly {
    readonly target: string;
    readonly condition: string;
    /** Pages and scripts of the cell. */
    readonly n: number;
    readonly median: number | null;
    /** First and third. */
    readonly quartiles: Interval | null;
    /** Smallest and largest. */
    readonly range: Interval | null;
  }[];
}

/** What the code of several outputs shares, beside its traits. */
export interface CodeReport {
  /** Outputs that are pages or code. */
  readonly n: number;
  readonly measures: readonly CodeMeasure[];
  /** Names of variables, functions and classes that two or more outputs declare; at most 50. Hostile text. */
  readonly identifiers: readonly {
    readonly name: string;
    readonly outputs: number;
    /** Number of targets with such an output. */
    readonly targets: number;
    readonly byTarget: Readonly<Record<string, number>>;
  }[];
  /** Sequences of 5 to 8 names and numbers that two or more outputs hold, most telling first. Hostile text. */
  readonly shingles: readonly {
    /** With spaces between them. */
    readonly words: string;
    readonly outputs: number;
    readonly targets: number;
    readonly byTarget: Readonly<Record<string, number>>;
  }[];
}
