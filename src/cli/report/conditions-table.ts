import { featureLabel } from '../../core/analysis/conditions/feature-label.ts';
import { onlyReference, OWN_REFERENCE } from '../../core/analysis/conditions/reference.ts';
import type { ConditionsReport, ConditionTable } from '../../core/model/conditions-report.ts';
import type { HueTally, Report } from '../../core/model/report.ts';
import type { Run, RunRecord } from '../../core/model/run.ts';
import { conditionColumns, featureColumns, hueColumns } from '../../core/tables/conditions.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { widthOf, wrap } from '../terminal/width.ts';
import { columnTable, MARK } from './report-columns.ts';

/** What conditions change, one column per condition; the exports hold the counts, intervals and single models. */

const WIDEST_LABEL = 24;
/** "100% ●", and the longest piece of a condition's name. */
const NARROWEST = 7;
const WIDEST = 14;
const GAP = 2;
/** Features of one kind that a terminal shows. */
const MOST_FEATURES = 18;

/** Conditions side by side, as many as fit; the control stands first in every part. */
function partsOf(conditions: readonly string[], control: string, available: number): readonly (readonly string[])[] {
  const wide = (id: string) => Math.min(WIDEST, Math.max(NARROWEST, widthOf(oneLine(id)))) + GAP;
  const room = available - wide(control);
  const parts: string[][] = [];
  let left = 0;
  for (const id of conditions.filter((one) => one !== control)) {
    if (parts.length === 0 || left < wide(id)) {
      parts.push([control]);
      left = room;
    }
    parts.at(-1)!.push(id);
    left -= wide(id);
  }
  return parts;
}

function featureTable(
  run: Run,
  { kind, features }: ConditionTable,
  part: readonly string[],
  columns: number,
  style: Style,
  most = MOST_FEATURES,
): readonly string[] {
  const { feature, conditions } = featureColumns(run, kind, part);
  const rows = features.slice(0, most).map((one) => ({ feature: one, target: null }));
  const rest = features.length - rows.length;
  return [
    ...columnTable([feature, ...conditions], rows, columns, style, { widest: 2 * WIDEST_LABEL }),
    ...(rest > 0 ? [style.dim(`and ${rest} rarer ones`)] : []),
  ];
}

/** Which colours came under each condition, by family of hues. */
function hueTable(hues: HueTally, part: readonly string[], columns: number, style: Style): readonly string[] {
  const { family, conditions } = hueColumns(hues, part);
  return columnTable([family, ...conditions], hues.families, columns, style);
}

/** One row per condition, all models together. */
function summary(conditions: ConditionsReport, columns: number, style: Style): readonly string[] {
  const { condition, n, different, effective, verdict, agreement, modal, modalShare } = conditionColumns(conditions);
  const shown = [condition, n, different, effective, verdict, agreement, modal, modalShare];
  return columnTable(shown, conditions.conditions, columns, style, { dropped: [agreement, different] });
}

function legend(conditions: ConditionsReport, columns: number): readonly string[] {
  const { tables, effective } = conditions;
  const only = onlyReference(conditions);
  const reference = only === null ? OWN_REFERENCE : oneLine(only);
  const all = [...tables, effective];
  const words = (which: 'pooled' | 'byTarget') => {
    const sum = (key: 'tests' | 'surviving') => all.reduce((total, one) => total + (one[which]?.[key] ?? 0), 0);
    return `${sum('surviving')} of ${sum('tests')}`;
  };
  const single = all.some(({ byTarget }) => byTarget !== null)
    ? ` Of single models ${words('byTarget')} differences survive; --format markdown lists them.`
    : '';
  const any = all.some(({ pooled }) => pooled.surviving > 0);
  const mark = any
    ? `${MARK} differs from ${reference}: Fisher's exact test (shuffles for effective answers), Holm-corrected p < 0.05.`
    : `Nothing differs from ${reference} for certain (Fisher's exact test, Holm-corrected).`;
  return wrap(`${mark}${single}`, columns);
}

/** Conditions side by side, as many as fit beside the longest name of a feature. */
function partsFor({ tables, control, conditions }: ConditionsReport, columns: number): readonly (readonly string[])[] {
  const ids = conditions.map(({ condition }) => condition);
  const longest = Math.max(
    ...tables.flatMap(({ features }) => features.map((feature) => widthOf(oneLine(featureLabel(feature))))),
    8,
  );
  return partsOf(ids, control, columns - Math.min(WIDEST_LABEL, longest));
}

/** How varied the answers are under each condition, and of the first table what comes most often. */
export function conditionGlance(
  { conditions }: Report,
  { run }: RunRecord,
  columns: number,
  style: Style,
  most: number,
): readonly (readonly string[])[] {
  if (conditions === null) return [];
  const [first] = conditions.tables;
  const [part] = partsFor(conditions, columns);
  return [
    summary(conditions, columns, style),
    first === undefined || part === undefined ? [] : featureTable(run, first, part, columns, style, most),
    legend(conditions, columns),
  ];
}

/** The conditions of a run and what they change, as blocks; none for one condition. */
export function conditionTables(
  { conditions, hues }: Report,
  { run }: RunRecord,
  columns: number,
  style: Style,
): readonly (readonly string[])[] {
  if (conditions === null) return [];
  const { tables } = conditions;
  const parts = partsFor(conditions, columns);
  return [
    summary(conditions, columns, style),
    ...tables.flatMap((one) => parts.map((part) => featureTable(run, one, part, columns, style))),
    legend(conditions, columns),
    ...(hues === null ? [] : parts.map((part) => hueTable(hues, part, columns, style))),
  ];
}
