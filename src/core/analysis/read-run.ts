import { choosesAmong } from '../extraction/choice.ts';
import { codeExtractor } from '../extraction/code.ts';
import { jsonExtractor } from '../extraction/json.ts';
import type { FieldReport, NamedReport, Report } from '../model/report.ts';
import type { Condition, RunRecord, SemanticGrouping, Trial } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { costByTarget } from '../money/cost.ts';
import { beginStage, onText } from '../watch.ts';
import { chooseForRun, notationOf, promptOfRun, type ChosenExtractor } from './chosen-extractor.ts';
import { funnelOf } from './counts.ts';
import { echoesOf } from './echo/echoed-answer.ts';
import { groupReads, type AutomaticGroups } from './grouped.ts';
import { jsonFields } from './json-fields.ts';
import { readNamedThings } from './named-reads.ts';
import type { Reader } from './reading.ts';
import type { AnalysisOptions } from './summarize.ts';
import { textReport, type TextReport } from './texts/text-report.ts';
import { titlesOf, type Titles } from './titles/titles.ts';
import { traitPart, type TraitPart } from './traits/trait-part.ts';
import { exemplary, readAsAsked } from './rewrites/read-as-asked.ts';
import { isCounted, type CountedRead, type TrialRead } from './trial-read.ts';

/** The answers of a run, read and grouped. */
interface ReadAnswers {
  readonly chosen: ChosenExtractor;
  readonly named: NamedReport | null;
  readonly semantic: SemanticGrouping | undefined;
  /** Whether the prompts let the models choose, so that no meaning joins answers. */
  readonly isChoice: boolean;
  /** In the order of the report: by target, condition, index. */
  readonly reads: readonly TrialRead[];
  readonly counted: readonly CountedRead[];
  readonly groups: AutomaticGroups;
}

/** What is read out of the trials of a run. It stays the same when answers are merged or split by hand. */
export interface RunReading extends ReadAnswers {
  readonly fields: readonly FieldReport[] | null;
  readonly cost: Report['cost'];
  /** All stages but the last. */
  readonly funnel: Omit<Report['funnel'], 'groups'>;
  readonly texts: TextReport;
  readonly titles: Titles | null;
  /** Made when it is first asked for: pages may be parsed elsewhere until then. */
  traits(): TraitPart;
}

/** By target and condition in the order of the header, then by index: the order in which trials settle must not show. */
function inOrder({ run, trials }: RunRecord): Trial[] {
  const place = (entries: readonly { readonly id: string }[]) => new Map(entries.map(({ id }, index) => [id, index]));
  const targets = place(run.targets);
  const conditions = place(run.conditions);
  const rank = (places: ReadonlyMap<string, number>, id: string) => places.get(id) ?? places.size;
  const order = (a: Trial, b: Trial): number =>
    (a.target === b.target ? 0 : rank(targets, a.target) - rank(targets, b.target)) ||
    (a.condition === b.condition ? 0 : rank(conditions, a.condition) - rank(conditions, b.condition)) ||
    a.trialIndex - b.trialIndex;
  return [...trials].sort(order);
}

/** Reads a run, or finds what the reader kept of it. Throws `UsageError` when the options name no extractor, or group by a meaning that nobody was asked about. */
export function readRun(record: RunRecord, options: AnalysisOptions, reader: Reader): RunReading {
  const { run, trials, semantic } = record;
  return reader.unlessSame([run, trials, semantic, options], () => readAll(record, options, reader));
}

/** The part of a reading that a tally takes. Throws as `readRun` does. */
export function readAnswers(record: RunRecord, options: AnalysisOptions, reader: Reader): ReadAnswers {
  beginStage('reading');
  const run = readAsAsked(record.run);
  const trials = inOrder(record);
  const { chosen: first, unwrapped } = chooseForRun({ ...record, run }, exemplary(run, trials), options);
  const byId = (conditions: readonly Condition[]) => new Map(conditions.map((condition) => [condition.id, condition]));
  const firstRead = reader.read(trials, byId(run.conditions), first, unwrapped);
  const { reads: read, chosen, named } = readNamedThings(firstRead, run.conditions, first);
  const reads = options.leaveOutEcho === true ? withoutEcho(read, byId(record.run.conditions), chosen) : read;
  beginStage('grouping');
  const counted = reads.filter(isCounted);
  const { kind } = chosen.extractor;
  const semantic = options.grouping === 'semantic' ? semanticOf(record) : undefined;
  const isChoice = semantic !== undefined && choosesAmong(chosen, run.conditions);
  const joins = isChoice ? undefined : semantic;
  const notation = notationOf(chosen, promptOfRun(record));
  const groups = groupReads(counted, { mode: options.grouping, kind, notation, semantic: joins });
  return { chosen, named, semantic, isChoice, reads, counted, groups };
}

function readAll(record: RunRecord, options: AnalysisOptions, reader: Reader): RunReading {
  const answers = readAnswers(record, options, reader);
  const { chosen, reads, counted } = answers;
  const { run } = record;
  beginStage('wording');
  const fields = jsonFields(reads, chosen.spec);
  const isProse = fields === null && !isData(chosen);
  const texts = textReport({ run, counted, kind: chosen.extractor.kind, isProse });
  const titles = titlesOf(counted);
  let traits: TraitPart | null = null;
  return {
    ...answers,
    ...{ fields, texts, titles },
    cost: costByTarget(record),
    funnel: funnelOf(counted),
    traits: () => (traits ??= traitPart(reads, run, reader.traitsOf(run.reading?.traits ?? []))),
  };
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
