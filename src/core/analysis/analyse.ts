import { rememberFolds } from '../grouping/fold.ts';
import type { BetweenReport, CellReport, NumberReport, Report, TrialReading } from '../model/report.ts';
import type { Condition, RunRecord, Target, Trial } from '../model/run.ts';
import { costByTarget } from '../money/cost.ts';
import { chooseForRun, type ChosenExtractor } from './chosen-extractor.ts';
import { compareTargets } from './comparison/between.ts';
import { countOutcomes, funnelOf } from './counts.ts';
import { groupReads, type Grouped } from './grouped.ts';
import { describeRun } from './insight.ts';
import { median } from './median.ts';
import { numberReport } from './numbers/number-report.ts';
import { domainSize } from './numbers/uniform.ts';
import { isCounted, Reader, type CountedRead, type TrialRead } from './reading.ts';
import { sampleOf } from './sample.ts';
import { statisticsOf } from './statistics/registry.ts';
import type { AnalysisOptions } from './summarize.ts';

/** A report and what it was made of, for views that ask for single rows. */
export interface Analysis {
  readonly report: Report;
  /** By target, condition, index. */
  readonly reads: readonly TrialRead[];
  readonly grouped: Grouped;
}

/** What all parts of one report are made from. */
interface Material {
  readonly record: RunRecord;
  readonly chosen: ChosenExtractor;
  readonly reads: readonly TrialRead[];
  readonly counted: readonly CountedRead[];
  readonly grouped: Grouped;
  /** K of the answer domain; `null` when unknown. */
  readonly size: number | null;
}

/** By target and condition in the order of the header, then by index: the order in which trials settle must not show. */
function inOrder({ run, trials }: RunRecord): Trial[] {
  const place = (entries: readonly { readonly id: string }[]) => new Map(entries.map(({ id }, index) => [id, index]));
  const targets = place(run.targets);
  const conditions = place(run.conditions);
  const rank = (places: ReadonlyMap<string, number>, id: string) => places.get(id) ?? places.size;
  return [...trials].sort(
    (a, b) =>
      rank(targets, a.target) - rank(targets, b.target) ||
      rank(conditions, a.condition) - rank(conditions, b.condition) ||
      a.trialIndex - b.trialIndex,
  );
}

/** Counts of `reads` over all groups of the run. */
function countsByGroup(reads: readonly CountedRead[], { groups, groupOf }: Grouped): Int32Array {
  const counts = new Int32Array(groups.length);
  for (const read of reads) counts[groupOf.get(read)!]! += 1;
  return counts;
}

function medianLatency(reads: readonly TrialRead[]): number | null {
  const answered = reads.filter(({ trial }) => trial.outcome !== 'failed' && trial.outcome !== 'cancelled');
  const known = answered.map(({ trial }) => trial.latencyMs).filter((latency) => latency !== null);
  return median(known.sort((a, b) => a - b));
}

function cellReport(target: Target, condition: Condition, material: Material): CellReport {
  const inCell = ({ trial }: TrialRead) => trial.target === target.id && trial.condition === condition.id;
  const reads = material.reads.filter(inCell);
  const counts = countsByGroup(reads.filter(isCounted), material.grouped);
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  return {
    target: target.id,
    condition: condition.id,
    counts: countOutcomes(reads),
    // Ties go to the group that is larger over all cells.
    modalAnswer: most === 0 ? null : material.grouped.groups[counts.indexOf(most)]!.answer,
    medianLatencyMs: medianLatency(reads),
    statistics: statisticsOf(sampleOf(counts, material.size)),
  };
}

function betweenTargets(condition: Condition, { record, counted, grouped }: Material): BetweenReport | null {
  const reads = counted.filter(({ trial }) => trial.condition === condition.id);
  const byTarget = record.run.targets.map(({ id }) => ({
    target: id,
    counts: countsByGroup(
      reads.filter(({ trial }) => trial.target === id),
      grouped,
    ),
  }));
  return compareTargets(byTarget, record.run.seed);
}

function between(material: Material): Report['between'] {
  const { conditions, targets } = material.record.run;
  const [first] = conditions;
  if (targets.length < 2 || first === undefined) return null;
  if (conditions.length === 1) return betweenTargets(first, material);
  return Object.fromEntries(
    conditions.map((condition) => [condition.id, betweenTargets(condition, material)!] as const),
  );
}

function numbers({ record, chosen, counted }: Material): Report['numbers'] {
  if (chosen.extractor.kind !== 'number') return null;
  const of = (reads: readonly CountedRead[]): NumberReport =>
    numberReport(
      reads.map(({ reading }) => reading.number!),
      chosen.domain,
    );
  const byTarget = record.run.targets.map(
    ({ id }) => [id, of(counted.filter(({ trial }) => trial.target === id))] as const,
  );
  return { pooled: of(counted), byTarget: Object.fromEntries(byTarget) };
}

function readings({ reads, grouped }: Material): TrialReading[] {
  return reads.map((read) => ({
    target: read.trial.target,
    condition: read.trial.condition,
    trialIndex: read.trial.trialIndex,
    answer: read.reading?.extraction.answer ?? null,
    group: isCounted(read) ? grouped.groups[grouped.groupOf.get(read)!]!.id : null,
    status: read.status,
    setAside: read.reading?.setAside ?? [],
  }));
}

function reportOf(material: Material, grouping: string): Omit<Report, 'insight'> {
  const { record, chosen, reads, counted, grouped, size } = material;
  const { conditions, targets, seed } = record.run;
  return {
    extractor: chosen.spec,
    extractorReason: chosen.reason,
    grouping,
    domain: chosen.domain,
    seed,
    cost: costByTarget(record),
    counts: countOutcomes(reads),
    funnel: funnelOf(reads, grouped.groups.length),
    groups: grouped.groups,
    pooled: statisticsOf(sampleOf(countsByGroup(counted, grouped), size)),
    cells: conditions.flatMap((condition) => targets.map((target) => cellReport(target, condition, material))),
    between: between(material),
    numbers: numbers(material),
    rarefaction: null,
    phrases: null,
    signatures: null,
    echo: null,
    traits: null,
    readings: readings(material),
  };
}

/**
 * The report and its rows. `reader` may be kept from an earlier report of the same run, so that texts are read once.
 * Throws `UsageError` when the options name no extractor.
 */
export function analyse(record: RunRecord, options: AnalysisOptions, reader = new Reader()): Analysis {
  return rememberFolds(() => analyseAll(record, options, reader));
}

function analyseAll(record: RunRecord, options: AnalysisOptions, reader: Reader): Analysis {
  const trials = inOrder(record);
  const chosen = chooseForRun(record, trials, options);
  const conditions = new Map(record.run.conditions.map((condition) => [condition.id, condition]));
  const reads = reader.read(trials, conditions, chosen);
  const counted = reads.filter(isCounted);
  const grouped = groupReads(counted, { mode: options.grouping, kind: chosen.extractor.kind });
  const size = domainSize(chosen.domain);
  const report = reportOf({ record, chosen, reads, counted, grouped, size }, options.grouping);
  return { report: { ...report, insight: describeRun(record, report) }, reads, grouped };
}
