import type { ConditionsReport, ConditionSummary, ConditionTable } from '../../model/conditions-report.ts';
import type { Run } from '../../model/run.ts';
import type { Cell } from '../cells.ts';
import type { Grouped } from '../grouped.ts';
import type { CountedRead } from '../trial-read.ts';
import { sampleOf, type SampleContext } from '../../statistics/sample.ts';
import { statisticsOf } from '../../statistics/figures/registry.ts';
import { designOf } from './design.ts';
import { effectiveChanges } from './effective-changes.ts';
import { countedFeatures, traitFeatures, type CountedTrait, type Feature } from './feature.ts';
import { featureTable } from './feature-table.ts';

/** What conditions are compared on. */
export interface ConditionMaterial {
  readonly run: Run;
  readonly counted: readonly CountedRead[];
  readonly grouped: Grouped;
  /** In the order of `cellsOf`. */
  readonly cells: readonly Cell[];
  readonly context: SampleContext;
  /** In the order of their table; none when the outputs are no pages and no code. */
  readonly traits: readonly CountedTrait[];
  /** Whole titles, most frequent first, then the words that several hold. */
  readonly titles: readonly Feature[];
  /** Largest group first; none when the answers are the titles. */
  readonly answers: readonly Feature[];
}

/** The groups of answers as features, largest first. */
export function answerFeatures({ groups, groupOf }: Grouped): readonly Feature[] {
  const members = groups.map((): CountedRead[] => []);
  for (const [read, group] of groupOf) members[group]!.push(read);
  return groups.map(({ id, answer }, index) => ({ id, label: answer, reads: members[index]! }));
}

function summaries({ run, grouped, cells, context }: ConditionMaterial): readonly ConditionSummary[] {
  return run.conditions.map(({ id }) => {
    const own = cells.filter(({ condition }) => condition === id);
    const counts = new Int32Array(grouped.groups.length);
    for (const cell of own) cell.counts.forEach((count, group) => (counts[group]! += count));
    const n = own.reduce((sum, { counted }) => sum + counted.length, 0);
    const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
    return {
      condition: id,
      n,
      // Ties go to the group that is larger over all conditions.
      modalAnswer: most === 0 ? null : grouped.groups[counts.indexOf(most)]!.answer,
      statistics: statisticsOf(sampleOf(counts, { ...context, strata: own.map(({ counts: one }) => Array.from(one)) })),
    };
  });
}

/**
 * All conditions of a run against its control: traits, titles and answers by shares, effective answers by permutation. `null` for one
 * condition. The control is the one that is marked, else the first.
 */
export function conditionsReport(material: ConditionMaterial): ConditionsReport | null {
  const { run, counted, cells, traits, titles, answers } = material;
  if (run.conditions.length < 2) return null;
  const design = designOf(run, counted);
  const sets = [
    traitFeatures(design, traits),
    countedFeatures(design, 'title', titles),
    countedFeatures(design, 'answer', answers),
  ];
  const tables = sets
    .map((set) => featureTable(design, set))
    .filter((table): table is ConditionTable => table !== null);
  return {
    control: design.conditions[design.control]!,
    conditions: summaries(material),
    tables,
    effective: effectiveChanges(
      design,
      cells.map(({ counts }) => counts),
      run.seed,
    ),
  };
}
