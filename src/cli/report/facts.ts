import { isOneComparison } from '../../core/analysis/comparison/between.ts';
import { controlAmong } from '../../core/model/control.ts';
import { isUneven, trialsOf } from '../../core/model/planned-trials.ts';
import type { BetweenReport, Report, Statistic, Statistics } from '../../core/model/report.ts';
import type { Run, RunRecord } from '../../core/model/run.ts';
import { own } from '../../core/own.ts';
import { oneLine } from '../terminal/printable.ts';
import { cut, glued, wrap } from '../terminal/width.ts';
import { costLine } from './cost-table.ts';
import { counted, decimal, percent, statistic, withInterval } from './figures.ts';
import type { Layout } from './layout.ts';
import { remadeLine, sourceLine } from './remarks.ts';

const LABEL = 10;

/** A label and its text, broken into lines that stand under each other. */
function labelled(label: string, text: string, { columns, style }: Layout): readonly string[] {
  return wrap(text, columns - LABEL).map((line, index) => style.dim((index === 0 ? label : '').padEnd(LABEL)) + line);
}

/** The comparison of the targets; of those under the control when there are several conditions. */
export function betweenOf({ between, conditions }: Report): BetweenReport | null {
  if (between === null || isOneComparison(between)) return between;
  return conditions === null ? null : (own(between, conditions.control) ?? null);
}

/** What the figures are made of: all answers, or those to the control. */
function measuredOf({ pooled, conditions }: Report): Statistics {
  return conditions?.conditions.find(({ condition }) => condition === conditions.control)?.statistics ?? pooled;
}

function asked(report: Report, record: RunRecord): string {
  const { targets, conditions, trialsPerCell } = record.run;
  const upTo = isUneven(record.run) ? 'up to ' : '';
  const variants = conditions.length > 1 ? ` × ${counted(conditions.length, 'condition')}` : '';
  const wanted = trialsOf(record.run);
  const answered = `${String(report.counts.completed)} of ${String(wanted)} answered`;
  return `${counted(targets.length, 'model')}${variants} × ${upTo}${counted(trialsPerCell, 'run')}, ${answered}`;
}

/** Effective models are biased up at small n, so they never stand without what one model would give. */
function modelsLike({ effectiveModels, effectiveModelsNull }: BetweenReport, models: number): string {
  const band = effectiveModelsNull?.band.map((end) => decimal(end)).join('–');
  const chance = band === undefined ? '' : ` (one: ${band})`;
  return `models like ${decimal(effectiveModels)} of ${String(models)}${chance}`;
}

/** Effective answers with their interval, or why there is none. */
function effective(answers: Statistic | null): string {
  const why = answers !== null && answers.value !== null && answers.interval === null && answers.n > 1;
  return `${withInterval(answers)} effective${why ? ' (too few runs for an interval)' : ''}`;
}

/** How often two models agree, and two runs of one. */
function agreeing({ within, between }: Report['agreement']): string {
  if (between === null) return `agree ${percent(within?.value)}`;
  return `two models agree ${percent(between.value)}, two runs of one ${percent(within?.value)}`;
}

function figures(report: Report, record: RunRecord): string {
  const between = betweenOf(report);
  const models = record.run.targets.length;
  const measured = measuredOf(report);
  // Of versions that leave parts of the prompt out, a few runs of each: how much they agree says nothing of any of them.
  if (report.screening !== undefined) {
    return glued(`${decimal(statistic(measured, 'distinct')?.value, 0)} different under all versions of the prompt`);
  }
  const under = report.conditions === null ? '' : `under ${oneLine(report.conditions.control)}: `;
  return [
    `${under}${decimal(statistic(measured, 'distinct')?.value, 0)} different`,
    effective(statistic(measured, 'effective-answers')),
    ...(between === null ? [] : [modelsLike(between, models)]),
    agreeing(report.agreement),
  ]
    .map(glued)
    .join(' · ');
}

/** What was asked: the prompt, or with several the control's and how many others there are. */
function promptOf({ conditions }: Run, room: number): string {
  const control = controlAmong(conditions);
  const others = new Set(conditions.map(({ prompt }) => prompt)).size - 1;
  const prompt = cut(oneLine(control?.prompt ?? ''), room);
  return others < 1 ? prompt : `${prompt} (the control's; ${counted(others, 'other')})`;
}

/** That the report of a file of another version was made anew. */
function remade(record: RunRecord, layout: Layout): readonly string[] {
  const line = remadeLine(record);
  return line === null ? [] : labelled('Report', line, layout);
}

/** What was asked and what its answers come to, a line each. */
export function facts(report: Report, record: RunRecord, layout: Layout): readonly string[] {
  const { design, conditions, provenance } = record.run;
  const leftOut = provenance?.leftOut ?? [];
  const source = sourceLine(record);
  const reading = report.extractorReason === null ? report.extractor : `${report.extractor}: ${report.extractorReason}`;
  return [
    ...(design === undefined
      ? []
      : labelled('From', `${oneLine(design.file)} · ${counted(conditions.length, 'condition')}`, layout)),
    ...labelled('Prompt', promptOf(record.run, 3 * (layout.columns - LABEL)), layout),
    ...labelled('Asked', asked(report, record), layout),
    ...(source === null ? [] : labelled('Source', source, layout)),
    ...leftOut.flatMap((sentence) => labelled('Left out', oneLine(sentence), layout)),
    ...remade(record, layout),
    ...labelled('Read as', oneLine(reading), layout),
    ...listed(report, layout),
    ...fields(report, layout),
    ...labelled('Answers', figures(report, record), layout),
  ];
}

/** The few of them that a glance needs. */
export function briefFacts(report: Report, record: RunRecord, layout: Layout): readonly string[] {
  const source = sourceLine(record);
  const cost = costLine(report, record);
  const leftOut = record.run.provenance?.leftOut ?? [];
  const { design } = record.run;
  return [
    ...(design === undefined ? [] : labelled('From', oneLine(design.file), layout)),
    ...labelled('Prompt', promptOf(record.run, layout.columns - LABEL), layout),
    ...labelled('Asked', asked(report, record), layout),
    ...(source === null ? [] : labelled('Source', cut(source, layout.columns - LABEL), layout)),
    ...leftOut.flatMap((sentence) => labelled('Left out', oneLine(sentence), layout)),
    ...remade(record, layout),
    ...labelled('Read as', oneLine(report.extractor), layout),
    ...labelled('Answers', figures(report, record), layout),
    ...(cost === null ? [] : labelled('Cost', cost, layout)),
  ];
}

/** So many of the things that answers list are named. */
const MOST_ITEMS = 8;

/** "Paris in 30 of 30 · Rome in 12": what answers list, thing by thing. */
function listed({ named }: Report, layout: Layout): readonly string[] {
  const items = named?.items ?? [];
  if (named === undefined || items.length === 0) return [];
  const shown = items.slice(0, MOST_ITEMS).map(({ item, outputs }) => `${oneLine(item)} in ${String(outputs)}`);
  const more = items.length > MOST_ITEMS ? ` · ${String(items.length - MOST_ITEMS)} more` : '';
  return labelled('Listed', `${shown.join(' · ')}${more}, of ${String(named.named)} lists`, layout);
}

/** So many fields of JSON are told, each in a line, and values of one. */
const MOST_FIELDS = 8;
const MOST_VALUES = 3;

/** "sentiment: negative in 26 of 30 · positive in 4": JSON field by field. */
function fields({ fields: found = [] }: Report, layout: Layout): readonly string[] {
  const lines = found.slice(0, MOST_FIELDS).map(({ field, outputs, different, values }) => {
    const shown = values.slice(0, MOST_VALUES).map(({ value, outputs: times }, index) => {
      const of = index === 0 ? ` of ${String(outputs)}` : '';
      return `${oneLine(value)} in ${String(times)}${of}`;
    });
    const more = different > shown.length ? [`${String(different - shown.length)} more`] : [];
    return `${oneLine(field)}: ${[...shown, ...more].join(' · ')}`;
  });
  const rest = found.length - lines.length;
  const all = rest > 0 ? [...lines, `${counted(rest, 'more field')}`] : lines;
  return all.flatMap((line, index) => labelled(index === 0 ? 'Fields' : '', line, layout));
}
