import { answeredAt } from '../model/answered-at.ts';
import { answersCounted } from '../analysis/counts.ts';
import { plural, withoutIsolates } from '../text/prose.ts';
import { STATISTICS } from '../statistics/figures/registry.ts';
import type { StatisticUnit } from '../statistics/figures/statistic.ts';
import { TEXT_STATISTICS } from '../analysis/texts/registry.ts';
import { isUnreadable, onText } from '../watch.ts';
import { controlAmong } from '../model/control.ts';
import { isUneven } from '../model/planned-trials.ts';
import { trialName } from '../run-file/journal.ts';
import type { Interval, ProbeFile, ReadingStatus, Statistic } from '../model/report.ts';
import type { Run, Trial } from '../model/run.ts';
import { glanceOf } from '../analysis/insight/glance.ts';
import { labelIn } from '../tables/common.ts';
import { FIGURES } from '../tables/figures.ts';
import { fieldColumns, itemColumns, tallyColumns } from '../tables/answers.ts';
import type { ExportFormat } from './format.ts';
import { screeningSection } from './markdown-screening.ts';
import { conditionsSection } from './markdown-conditions.ts';
import { costSection } from './markdown-cost.ts';
import { modelsSection } from './markdown-models.ts';
import { rewritesSection } from './markdown-rewrites.ts';
import { numbersSection } from './markdown-numbers.ts';
import { columnTable, codeText, fencedText, inlineText, table } from './markdown-text.ts';
import { titlesSection, traitsSection } from './markdown-traits.ts';
import { wordingSection } from './markdown-wording.ts';
import { NONE, written } from './figures.ts';

/** What people call a target, made harmless. */
const labelOf = (run: Run, id: string): string => inlineText(labelIn(run.targets, id));

/** Groups and outputs beyond this are counted, not listed: the JSON and CSV exports hold them all. */
const MOST_GROUPS = 100;
const MOST_OUTPUTS = 60;

function cellOf(statistic: Statistic | undefined, unit: StatisticUnit): string {
  if (!statistic) return NONE;
  const value = written(statistic.value, unit);
  const range = ([from, to]: Interval) => `${written(from, unit)} to ${written(to, unit)}`;
  const interval = statistic.interval === null ? '' : ` (${range(statistic.interval)})`;
  return `${value}${interval}${statistic.nullBand === null ? '' : ` [${range(statistic.nullBand)}]`}`;
}

function heading({ run, report }: ProbeFile): string[] {
  const { counts } = report;
  const prompts = run.conditions.flatMap((condition) => [
    ...(run.conditions.length > 1
      ? [`Condition ${inlineText(condition.id)}${condition === controlAmong(run.conditions) ? ', the control' : ''}:`]
      : []),
    ...(condition.system === null ? [] : ['System prompt:', fencedText(condition.system)]),
    fencedText(condition.prompt),
  ]);
  const source = run.provenance
    ? [
        `Source: “${inlineText(run.provenance.title)}”${run.provenance.url === null ? '' : `, ${inlineText(run.provenance.url)}`}. ${inlineText(run.provenance.note)}`,
      ]
    : [];
  const again = run.continuedAt === undefined ? '' : `, taken up again ${inlineText(run.continuedAt)}`;
  const end = run.endNote === undefined ? '' : `: ${inlineText(run.endNote)}`;
  return [
    '# Convergence report',
    ...(run.design === undefined
      ? []
      : [`Probe file: ${inlineText(run.design.file)} · ${plural(run.conditions.length, 'condition')}.`]),
    ...prompts,
    `${plural(run.targets.length, 'model')} × ${run.conditions.length > 1 ? `${run.conditions.length} conditions × ` : ''}${isUneven(run) ? 'up to ' : ''}${plural(run.trialsPerCell, 'run')}; ${counts.completed} of ${counts.trials} answered. Run ${inlineText(run.id)} of ${inlineText(answeredAt(run))}${again}, ${run.status === 'cancelled' ? 'stopped' : run.status}${end}.`,
    ...source,
  ];
}

function statistics({ run, report }: ProbeFile): string[] {
  const columns = report.cells.map((cell) =>
    run.conditions.length > 1
      ? `${labelOf(run, cell.target)}, ${inlineText(cell.condition)}`
      : labelOf(run, cell.target),
  );
  const isLong = TEXT_STATISTICS.some(({ id }) => (report.pooled[id]?.value ?? null) !== null);
  const definitions = [...STATISTICS, ...(isLong ? TEXT_STATISTICS : [])];
  const rows = definitions.map(({ id, label, unit }) => [
    label,
    cellOf(report.pooled[id], unit),
    ...report.cells.map((cell) => cellOf(cell.statistics[id], unit)),
  ]);
  const n = report.cells.map(({ counts }) => String(answersCounted(counts)));
  return [
    '## Figures',
    `Pooled figures count every answer once${run.conditions.length > 1 ? ', whichever condition it answers' : ''}. In round brackets: 95% intervals, left out where there are too few runs; in square ones: what 95% of fair draws over the domain would give.`,
    table(
      [FIGURES.statistic.title, `#${FIGURES.allModels.title}`, ...columns.map((column) => `#${column}`)],
      [
        [FIGURES.n.title, String(report.funnel.outputs), ...n],
        [
          FIGURES.modal.title,
          inlineText(report.groups[0]?.answer ?? NONE),
          ...report.cells.map((cell) => inlineText(cell.modalAnswer ?? NONE)),
        ],
        ...rows,
      ],
    ),
  ];
}

function answers({ run, report }: ProbeFile): string[] {
  const { outputs, raw, unwrapped, folded, extracted, groups } = report.funnel;
  const bare = unwrapped === undefined ? '' : ` › ${unwrapped} unwrapped`;
  const rest = report.groups.length - MOST_GROUPS;
  const { answer, times, share, byModel, joined } = tallyColumns(run);
  return [
    '## Answers',
    `${outputs} outputs › ${raw} strings${bare} › ${folded} folded › ${extracted} extracted › ${groups} answers. Read with ${codeText(report.extractor)}, grouped \`${report.grouping}\`.`,
    columnTable([answer, times, share, ...byModel, joined], report.groups.slice(0, MOST_GROUPS)),
    ...(rest > 0 ? [`${plural(rest, 'more answer is', 'more answers are')} not listed here.`] : []),
    ...items(report),
    ...fields(report),
  ];
}

/** Lists, thing by thing. */
function items({ named }: ProbeFile['report']): string[] {
  const found = named?.items ?? [];
  if (named === undefined || found.length === 0) return [];
  return ['### What is listed', columnTable(Object.values(itemColumns(named.named)), found.slice(0, MOST_GROUPS))];
}

/** JSON, field by field. */
function fields({ fields: found = [] }: ProbeFile['report']): string[] {
  return found.length === 0 ? [] : ['### Field by field', columnTable(Object.values(fieldColumns()), found)];
}

function body({ outcome, text, error }: Trial): string {
  if (error !== null) return `${outcome}: ${inlineText(error.message)}`;
  if (outcome === 'cancelled') return 'The run ended before this call was answered.';
  if (text === '') return `${outcome}, without a text`;
  if (isUnreadable(text)) return 'The run file holds its text.';
  return onText(text, () => fencedText(text));
}

/** Trials of one cell that came back with the same, letter by letter, in the order of the first ones. */
function sameOutputs(trials: readonly Trial[]): readonly (readonly Trial[])[] {
  const same: Trial[][] = [];
  // The text is a key of its own: within a longer one all texts would be there a second time.
  const byText = new Map<string, Map<string, Trial[]>>();
  for (const trial of trials) {
    const { target, condition, outcome, text, error } = trial;
    const ofText = byText.get(text) ?? new Map<string, Trial[]>();
    byText.set(text, ofText);
    const key = JSON.stringify([target, condition, outcome, error?.message]);
    const before = ofText.get(key);
    if (before) {
      before.push(trial);
      continue;
    }
    const first = [trial];
    ofText.set(key, first);
    same.push(first);
  }
  return same;
}

/** What is said of an output that does not count, where its status is not said as it is. */
const SET_ASIDE: Readonly<Partial<Record<ReadingStatus, string>>> = {
  unparsed: 'no answer found',
  unreadable: 'took too long to read',
  cancelled: 'missing',
};

/** Every different output once a cell, with how often it came. */
function* outputs({ run, trials, report }: ProbeFile): Generator<string> {
  const statuses = new Map(report.readings.map((reading) => [trialName(reading), reading.status]));
  const different = sameOutputs(trials);
  yield '## Outputs';
  for (const same of different.slice(0, MOST_OUTPUTS)) {
    const { target, condition, trialIndex } = same[0]!;
    const where = run.conditions.length > 1 ? `, ${inlineText(condition)}` : '';
    const which = same.length === 1 ? inlineText(`#${trialIndex + 1}`) : `${same.length} times`;
    const status = statuses.get(trialName(same[0]!)) ?? 'counted';
    const aside = status === 'counted' ? '' : `, ${SET_ASIDE[status] ?? status.replaceAll('-', ' ')}`;
    yield `### ${labelOf(run, target)}${where} · ${which}${aside}`;
    yield body(same[0]!);
  }
  const rest = different.length - Math.min(different.length, MOST_OUTPUTS);
  if (rest > 0) yield `${plural(rest, 'more different output is', 'more different outputs are')} not listed here.`;
}

const bullets = (sentences: readonly string[]) =>
  sentences.map((sentence) => `- ${inlineText(withoutIsolates(sentence))}`).join('\n');

function* parts(file: ProbeFile): Generator<string> {
  const { insight } = file.report;
  const { findings, more } = glanceOf(insight);
  yield* heading(file);
  yield `**${inlineText(withoutIsolates(insight.headline))}**`;
  yield bullets(findings);
  yield* rewritesSection(file);
  yield* screeningSection(file);
  yield* conditionsSection(file);
  yield* statistics(file);
  if (more.length > 0) yield* ['## Further findings', bullets(more)];
  yield* modelsSection(file);
  yield* numbersSection(file);
  yield* answers(file);
  yield* traitsSection(file);
  yield* titlesSection(file);
  yield* wordingSection(file);
  yield* costSection(file);
  yield* outputs(file);
}

function* pieces(file: ProbeFile): Generator<string> {
  let between = '';
  for (const part of parts(file)) {
    if (part === '') continue;
    yield between;
    yield part;
    between = '\n\n';
  }
  yield '\n';
}

/** The report as a document for people. Model text is escaped or fenced, so it is never markup. */
export const markdown = {
  id: 'markdown',
  label: 'Report (Markdown)',
  extension: 'md',
  pieces,
} as const satisfies ExportFormat;
