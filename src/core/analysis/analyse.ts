import { choosesAmong } from '../extraction/choice.ts';
import { codeExtractor } from '../extraction/code.ts';
import { jsonExtractor } from '../extraction/json.ts';
import { rememberFolds } from '../text/fold.ts';
import type {
  BetweenReport,
  FieldReport,
  NamedReport,
  NumberReport,
  PossibleAnswers,
  Report,
  TrialReading,
} from '../model/report.ts';
import type { Condition, RunRecord, SemanticGrouping, Trial } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { costByTarget } from '../money/cost.ts';
import { agreementReport, standsForItself, voicesOf } from './agreement.ts';
import { cellReport, cellsOf, countsByGroup, type Cell } from './cells.ts';
import { chooseForRun, hasGivenDomain, notationOf, promptOfRun, type ChosenExtractor } from './chosen-extractor.ts';
import { hueTally } from '../colour/hues.ts';
import { compareTargets } from './comparison/between.ts';
import { answerFeatures, conditionsReport } from './conditions/conditions-report.ts';
import { countOutcomes, funnelOf } from './counts.ts';
import { groupReads, type Grouped } from './grouped.ts';
import { heldTogether } from './error-rate.ts';
import { favouriteOf } from './favourite.ts';
import { echoesOf } from './echo/echoed-answer.ts';
import type { PromptTerm } from './echo/prompt-terms.ts';
import { describeRun } from './insight.ts';
import { withByHand } from './insight/by-hand.ts';
import { jsonFields } from './json-fields.ts';
import { readNamedThings } from './named-reads.ts';
import { numberReport } from './numbers/number-report.ts';
import { domainSize } from './numbers/uniform.ts';
import { possibleAnswers } from './possible-answers.ts';
import { rarefactionOf } from './rarefaction.ts';
import { Reader } from './reading.ts';
import { isCounted, type CountedRead, type TrialRead } from './trial-read.ts';
import { sampleOf } from '../statistics/sample.ts';
import { semanticNotes } from './semantic-notes.ts';
import { statisticsOf } from '../statistics/figures/registry.ts';
import type { AnalysisOptions } from './summarize.ts';
import { textReport, type TextReport } from './texts/text-report.ts';
import { traitPart } from './traits/trait-part.ts';
import { titlesOf, type Titles } from './titles/titles.ts';
import { beginStage, onText } from '../watch.ts';

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
interface Material {
  readonly record: RunRecord;
  readonly chosen: ChosenExtractor;
  readonly named: NamedReport | null;
  readonly fields: readonly FieldReport[] | null;
  readonly possible: PossibleAnswers;
  readonly reads: readonly TrialRead[];
  readonly counted: readonly CountedRead[];
  readonly grouped: Grouped;
  readonly cells: readonly Cell[];
  readonly texts: TextReport;
  readonly traits: Pick<Report, 'traits' | 'archetype' | 'code'>;
  readonly titles: Titles | null;
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

function between({ record, cells }: Material): Report['between'] {
  const { conditions, targets, seed } = record.run;
  const [first] = conditions;
  if (targets.length < 2 || first === undefined) return null;
  const compared = (id: string): BetweenReport | null =>
    compareTargets(
      cells
        .filter(({ condition }) => condition === id)
        .map((cell) => ({ target: cell.target, counts: cell.counts, stands: standsForItself(record.run, cell) })),
      seed,
    );
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

function statistics({ record, possible, counted, grouped, cells, texts }: Material): Pick<Report, 'pooled' | 'cells'> {
  const context = { domainSize: possible.size, seed: record.run.seed };
  const strata = cells.map(({ counts }) => Array.from(counts));
  return {
    pooled: { ...statisticsOf(sampleOf(countsByGroup(counted, grouped), { ...context, strata })), ...texts.pooled },
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
  const { record, chosen, named, fields, possible, reads, grouped, cells, texts } = material;
  // Over several prompts no draw is one.
  const isOnePrompt = record.run.conditions.length === 1;
  const pick = isOnePrompt && chosen.extractor.kind !== 'number' ? favouriteOf(grouped.groups, possible) : null;
  const held = heldTogether({
    ...(pick !== null && { favourite: pick }),
    between: between(material),
    numbers: numbers(material),
    signatures: texts.signatures,
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
    cost: costByTarget(record),
    counts: countOutcomes(reads),
    funnel: funnelOf(reads, grouped.groups.length),
    groups: grouped.groups,
    ...statistics(material),
    agreement: agreementReport(voicesOf(record.run, cells)),
    ...held,
    rarefaction: rarefactionOf(cells),
    hues: chosen.extractor.kind === 'text' ? hueTally(grouped.groups, idsOf(record.run.conditions)) : null,
    phrases: texts.phrases,
    sharedParts: texts.sharedParts ?? null,
    echo: texts.echo,
    ...traitsOf(material, held.conditions),
    titles: material.titles?.report ?? null,
    readings: readings(material),
  };
}

/** The part of an analysis that needs no page to be parsed: texts read and grouped, and what their wording tells. */
export interface TextAnalysis {
  readonly record: RunRecord;
  readonly chosen: ChosenExtractor;
  readonly named: NamedReport | null;
  readonly fields: readonly FieldReport[] | null;
  readonly semantic: SemanticGrouping | undefined;
  /** Whether the prompts let the models choose, so that no meaning joins answers. */
  readonly isChoice: boolean;
  readonly reads: readonly TrialRead[];
  readonly counted: readonly CountedRead[];
  readonly grouped: Grouped;
  readonly texts: TextReport;
}

/**
 * The report and its rows. `reader` may be kept from an earlier report of the same run, so that texts are read once; `texts` is
 * what `analyseTexts` made of the same record with the same options.
 * Throws `UsageError` when the options name no extractor, or group by a meaning that nobody was asked about.
 */
export function analyse(
  record: RunRecord,
  options: AnalysisOptions,
  reader = new Reader(),
  texts: TextAnalysis | null = null,
): Analysis {
  return reader.remembering(() =>
    rememberFolds(() => analyseAll(texts ?? textAnalysis(record, options, reader), options, reader)),
  );
}

/** The part of `analyse` that can be made before the pages are parsed. Throws as that does. */
export function analyseTexts(record: RunRecord, options: AnalysisOptions, reader: Reader): TextAnalysis {
  return reader.remembering(() => rememberFolds(() => textAnalysis(record, options, reader)), 'part');
}

function textAnalysis(record: RunRecord, options: AnalysisOptions, reader: Reader): TextAnalysis {
  beginStage('reading');
  const trials = inOrder(record);
  const first = chooseForRun(record, trials, options);
  const conditions = new Map(record.run.conditions.map((condition) => [condition.id, condition]));
  const firstRead = reader.read(trials, conditions, first);
  const { reads: read, chosen, named } = readNamedThings(firstRead, record.run.conditions, first, options.readsWhole);
  const reads = options.leaveOutEcho === true ? withoutEcho(read, conditions, chosen) : read;
  beginStage('grouping');
  const counted = reads.filter(isCounted);
  const { kind } = chosen.extractor;
  const semantic = options.grouping === 'semantic' ? semanticOf(record) : undefined;
  const isChoice = semantic !== undefined && choosesAmong(chosen, record.run.conditions);
  const joins = isChoice ? undefined : semantic;
  const grouped = groupReads(
    counted,
    { mode: options.grouping, kind, notation: notationOf(chosen, promptOfRun(record)), semantic: joins },
    record.edits,
  );
  beginStage('wording');
  const fields = jsonFields(reads, chosen.spec);
  const isProse = fields === null && !isData(chosen);
  const texts = textReport({ run: record.run, counted, grouped, kind, isProse });
  return { record, chosen, named, fields, semantic, isChoice, reads, counted, grouped, texts };
}

function analyseAll(
  { record, chosen, named, fields, semantic, isChoice, reads, counted, grouped, texts }: TextAnalysis,
  options: AnalysisOptions,
  reader: Reader,
): Analysis {
  const cells = cellsOf(record.run, reads, grouped);
  beginStage('wording');
  const traitReader = reader.traitsOf(record.run.reading?.traits ?? []);
  const traits = traitPart(reads, record.run, traitReader);
  const titles = titlesOf(counted);
  beginStage('comparing');
  const possible = possibleAnswers(chosen, {
    prompt: promptOfRun(record),
    isDomainGiven: hasGivenDomain(record, options),
    groups: grouped.groups,
  });
  const report = reportOf(
    { record, chosen, named, fields, possible, reads, counted, grouped, cells, texts, traits, titles },
    options.grouping,
  );
  const insight = withByHand(describeRun(record, report), grouped.byHand);
  const notes = semantic ? semanticNotes(semantic, grouped, isChoice ? 'choice' : chosen.extractor.kind) : [];
  const said = { ...insight, details: [...insight.details, ...notes, ...traitReader.refused] };
  return { report: { ...report, insight: said }, reads, grouped, echoed: texts.echoed };
}

/** Whether answers are JSON or code, of which no words are mined. */
const isData = ({ extractor }: ChosenExtractor): boolean =>
  extractor.id === codeExtractor.id || extractor.id === jsonExtractor.id;

/** Answers that their own prompt or system prompt holds do not count. */
function withoutEcho(
  reads: readonly TrialRead[],
  conditions: ReadonlyMap<string, Condition>,
  { domain }: ChosenExtractor,
): readonly TrialRead[] {
  const echoes = new Map([...conditions].map(([id, condition]) => [id, echoesOf(condition, domain)]));
  return reads.map((read) => {
    if (!isCounted(read)) return read;
    const { foldedAnswer, number } = read.reading;
    const isEchoed = echoes.get(read.trial.condition);
    const isEcho = onText(read.trial.text, () => isEchoed?.({ folded: foldedAnswer ?? '', number }) ?? false);
    return isEcho ? { ...read, status: 'echo' } : read;
  });
}

/** What is known of the meaning of the answers. */
function semanticOf({ semantic }: RunRecord): SemanticGrouping {
  if (semantic !== undefined) return semantic;
  throw new UsageError(
    'Nobody was asked which of these answers mean the same: ask with --embed PROVIDER:MODEL or --judge PROVIDER:MODEL.',
  );
}
