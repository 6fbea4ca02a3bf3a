import type { BetweenReport, NumberReport, PossibleAnswers, Report, TrialReading } from '../model/report.ts';
import type { RunRecord } from '../model/run.ts';
import { agreementReport, standsForItself, voicesOf } from './agreement.ts';
import { cellReport, cellsOf, type Cell } from './cells.ts';
import { hasGivenDomain, promptOfRun } from './chosen-extractor.ts';
import { hueTally } from '../colour/hues.ts';
import { compareTargets } from './comparison/between.ts';
import { answerFeatures, conditionsReport } from './conditions/conditions-report.ts';
import { countOutcomes } from './counts.ts';
import { groupsAfter, type Grouped } from './grouped.ts';
import { errorShare } from './looks.ts';
import { heldTogether } from './error-rate.ts';
import { favouriteOf } from './favourite.ts';
import type { PromptTerm } from './echo/prompt-terms.ts';
import { describeRun } from './insight.ts';
import { withByHand } from './insight/by-hand.ts';
import { numberReport } from './numbers/number-report.ts';
import { domainSize } from './numbers/uniform.ts';
import { possibleAnswers } from './possible-answers.ts';
import { rarefactionOf } from './rarefaction.ts';
import { readRun, type RunReading } from './read-run.ts';
import { Reader } from './reading.ts';
import { isCounted, type CountedRead, type TrialRead } from './trial-read.ts';
import { screeningReport } from './screening/screening-report.ts';
import { sampleOf } from '../statistics/sample.ts';
import { semanticNotes } from './semantic-notes.ts';
import { statisticsOf } from '../statistics/figures/registry.ts';
import { rewritesOf } from './rewrites/of-run.ts';
import type { AnalysisOptions } from './summarize.ts';
import type { TraitPart } from './traits/trait-part.ts';
import { beginStage } from '../watch.ts';

/** A report and what it was made of, for views that ask for single rows. */
export interface Analysis {
  readonly report: Report;
  /** By target, condition, index. */
  readonly reads: readonly TrialRead[];
  readonly grouped: Grouped;
  /** What outputs to a condition took from its prompt, of what is listed as echo. */
  echoed(condition: string): readonly PromptTerm[];
}

/** What all parts of one report are made from. */
interface Material extends Pick<
  RunReading,
  'chosen' | 'named' | 'fields' | 'reads' | 'counted' | 'texts' | 'titles' | 'cost' | 'funnel'
> {
  readonly record: RunRecord;
  readonly possible: PossibleAnswers;
  readonly grouped: Grouped;
  readonly cells: readonly Cell[];
  readonly traits: TraitPart;
}

function between({ record, cells, texts }: Material): Report['between'] {
  const { conditions, targets, seed, screening } = record.run;
  const [first] = conditions;
  // A row of a screening design has a few runs of each target, which say nothing by themselves.
  if (targets.length < 2 || first === undefined || screening !== undefined) return null;
  const compared = (id: string): BetweenReport | null => {
    const own = cells
      .filter(({ condition }) => condition === id)
      .map((cell) => ({ cell, stands: standsForItself(record.run, cell) }));
    const report = compareTargets(
      own.map(({ cell: { target, counts }, stands }) => ({ target, counts, stands })),
      seed,
      errorShare(record.run),
    );
    const standing = own.flatMap(({ cell, stands }) => (stands ? [cell] : []));
    return report && { ...report, toldApart: texts.toldApart(standing) };
  };
  if (conditions.length === 1) return compared(first.id);
  return Object.fromEntries(conditions.map(({ id }) => [id, compared(id)!] as const));
}

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

function numbers({ record, chosen, possible, counted }: Material): Report['numbers'] {
  if (chosen.extractor.kind !== 'number') return null;
  // Where only some numbers of the range are asked for, the range is not what is drawn from.
  const isOfRange = possible.isFairPick && possible.size === domainSize(chosen.domain);
  const of = (reads: readonly CountedRead[]): NumberReport =>
    numberReport(
      reads.map(({ reading }) => reading.number!),
      isOfRange ? chosen.domain : null,
      record.run.seed,
    );
  const { targets, conditions: all } = record.run;
  const by = (ids: readonly string[], key: 'target' | 'condition') =>
    Object.fromEntries(ids.map((id) => [id, of(counted.filter(({ trial }) => trial[key] === id))] as const));
  const byCondition = all.length < 2 ? {} : { byCondition: by(idsOf(all), 'condition') };
  return { pooled: of(counted), byTarget: by(idsOf(targets), 'target'), ...byCondition };
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

function statistics({ record, possible, grouped, cells, texts }: Material): Pick<Report, 'pooled' | 'cells'> {
  const context = { domainSize: possible.size, seed: record.run.seed };
  const strata = cells.map(({ counts }) => Array.from(counts));
  return {
    pooled: {
      ...statisticsOf(
        sampleOf(
          grouped.groups.map(({ count }) => count),
          { ...context, strata },
        ),
      ),
      ...texts.pooled,
    },
    cells: cells.map((cell) => {
      const report = cellReport(cell, grouped, context);
      return { ...report, statistics: { ...report.statistics, ...texts.cell(cell.target, cell.condition) } };
    }),
  };
}

function comparedConditions({
  record,
  chosen,
  possible,
  counted,
  grouped,
  cells,
  titles,
  traits,
}: Material): Report['conditions'] {
  const { run } = record;
  if (run.screening !== undefined) return null;
  const answers = chosen.extractor.id === 'title' && titles !== null ? [] : answerFeatures(grouped);
  const context = { domainSize: possible.size, seed: run.seed };
  return conditionsReport({
    ...{ run, counted, grouped, cells, context },
    ...{ traits: traits.traits ?? [], titles: titles?.features ?? [], answers },
  });
}

/** The traits with what conditions change of them: the same differences as in the table of conditions. */
function traitsOf({ traits }: Material, compared: Report['conditions']): Material['traits'] {
  const table = compared?.tables.find(({ kind }) => kind === 'trait');
  if (table === undefined || traits.traits === null) return traits;
  const differences = new Map(table.features.map((feature) => [feature.id, feature.differences]));
  return {
    ...traits,
    traits: traits.traits.map((one) => ({ ...one, differences: differences.get(one.trait) ?? [] })),
  };
}

function reportOf(material: Material, grouping: string): Omit<Report, 'insight'> {
  const { record, chosen, named, fields, possible, reads, grouped, cells, texts, cost, funnel } = material;
  // Over several prompts no draw is one.
  const isOnePrompt = record.run.conditions.length === 1;
  const pick = isOnePrompt && chosen.extractor.kind !== 'number' ? favouriteOf(grouped.groups, possible) : null;
  const screening = screeningReport(record.run, reads, grouped);
  const held = heldTogether({
    ...(pick !== null && { favourite: pick }),
    between: between(material),
    numbers: numbers(material),
    signatures: texts.signatures(grouped),
    conditions: comparedConditions(material),
  });
  return {
    extractor: chosen.spec,
    extractorReason: chosen.reason,
    ...(named !== null && { named }),
    ...(fields !== null && { fields }),
    grouping,
    domain: chosen.domain,
    possible,
    seed: record.run.seed,
    cost,
    counts: countOutcomes(reads),
    funnel: { ...funnel, groups: grouped.groups.length },
    groups: grouped.groups,
    ...statistics(material),
    agreement: agreementReport(voicesOf(record.run, cells), errorShare(record.run)),
    ...held,
    rarefaction: rarefactionOf(cells),
    hues: chosen.extractor.kind === 'text' ? hueTally(grouped.groups, idsOf(record.run.conditions)) : null,
    phrases: texts.phrases,
    sharedParts: texts.sharedParts ?? null,
    echo: texts.echo,
    ...traitsOf(material, held.conditions),
    ...(screening !== null && { screening }),
    titles: material.titles?.report ?? null,
    readings: readings(material),
  };
}

/**
 * The report and its rows. `reader` may be kept from an earlier report of the same run, so that texts are read once.
 * Throws `UsageError` when the options name no extractor, or group by a meaning that nobody was asked about.
 */
export function analyse(record: RunRecord, options: AnalysisOptions, reader = new Reader()): Analysis {
  const reading = readRun(record, options, reader);
  return reader.figures(() => analyseReading(record, reading, options, reader));
}

function analyseReading(record: RunRecord, reading: RunReading, options: AnalysisOptions, reader: Reader): Analysis {
  const { chosen, semantic, isChoice, reads, texts } = reading;
  beginStage('grouping');
  const grouped = groupsAfter(reading.groups, record.edits);
  const cells = cellsOf(record.run, reads, grouped);
  beginStage('wording');
  const traits = reading.traits();
  beginStage('comparing');
  const possible = possibleAnswers(chosen, {
    prompt: promptOfRun(record),
    isDomainGiven: hasGivenDomain(record, options),
    groups: grouped.groups,
  });
  const rewrites = rewritesOf(record, { reads, grouped }, options, reader);
  const figures = reportOf({ ...reading, record, possible, grouped, cells, traits }, options.grouping);
  const report = { ...figures, ...(rewrites !== null && { rewrites }) };
  const insight = withByHand(describeRun(record, report), grouped.byHand);
  const notes = semantic ? semanticNotes(semantic, grouped, isChoice ? 'choice' : chosen.extractor.kind) : [];
  const { refused } = reader.traitsOf(record.run.reading?.traits ?? []);
  const said = { ...insight, details: [...insight.details, ...notes, ...refused] };
  return { report: { ...report, insight: said }, reads, grouped, echoed: texts.echoed };
}
