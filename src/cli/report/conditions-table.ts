import { featureLabel } from '../../core/analysis/conditions/feature-label.ts';
import { onlyReference, OWN_REFERENCE } from '../../core/analysis/conditions/reference.ts';
import type {
  ConditionDifference,
  ConditionFeature,
  ConditionsReport,
  ConditionTable,
  FeatureKind,
} from '../../core/model/conditions-report.ts';
import type { HueFamily, HueTally, Report } from '../../core/model/report.ts';
import { table, type Column } from '../terminal/columns.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { cut, widthOf, wrap } from '../terminal/width.ts';
import { decimal, percent, statistic, UNDEFINED } from './figures.ts';

/** What conditions change, one column per condition; the exports hold the counts, intervals and single models. */

const MARK = '●';
const TITLES: Readonly<Record<FeatureKind, string>> = { trait: 'TRAIT', title: 'TITLE', answer: 'ANSWER' };
const WIDEST_LABEL = 24;
/** "100% ●", and the longest piece of a condition's name. */
const NARROWEST = 7;
const WIDEST = 14;
const GAP = 2;
/** Features of one kind that a terminal shows. */
const MOST_FEATURES = 18;

const marked = ({ verdict }: ConditionDifference) => verdict === 'differ';

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

/** `51%`, with a mark behind what differs; those without stay in line. */
function shareOf({ cells, differences }: ConditionFeature, id: string): string {
  const cell = cells.find(({ target, condition }) => target === null && condition === id);
  const differs = differences.some((one) => one.target === null && one.to === id && marked(one));
  return `${percent(cell?.share)} ${differs ? MARK : ' '}`;
}

/** A column for what is compared, then one for each condition. */
function headsOf(title: string, part: readonly string[]): readonly Column[] {
  return [
    { title, align: 'left', least: 8 },
    ...part.map((id): Column => ({ title: oneLine(id), align: 'right', least: NARROWEST })),
  ];
}

function featureTable(
  { kind, features }: ConditionTable,
  part: readonly string[],
  columns: number,
  style: Style,
  most = MOST_FEATURES,
): readonly string[] {
  const shown = features.slice(0, most);
  const rows = shown.map((feature) => [
    cut(oneLine(featureLabel(feature)), 2 * WIDEST_LABEL),
    ...part.map((id) => shareOf(feature, id)),
  ]);
  const rest = features.length - shown.length;
  return [
    ...table(headsOf(TITLES[kind], part), rows, columns, (cell, row) => (row < 0 ? style.dim(cell) : cell)),
    ...(rest > 0 ? [style.dim(`and ${rest} rarer ones`)] : []),
  ];
}

/** Which colours came under each condition, by family of hues. */
function hueTable(hues: HueTally, part: readonly string[], columns: number, style: Style): readonly string[] {
  const counts = new Map(Object.entries(hues.byCondition ?? {}));
  const share = (id: string, wanted: HueFamily) => {
    const own = counts.get(id);
    if (own === undefined || own.n === 0) return UNDEFINED;
    return percent((own.families.find(({ family }) => family === wanted)?.count ?? 0) / own.n);
  };
  const rows = hues.families.map(({ family }) => [family, ...part.map((id) => `${share(id, family)}  `)]);
  return table(headsOf('COLOUR', part), rows, columns, (cell, row) => (row < 0 ? style.dim(cell) : cell));
}

const SUMMARY: readonly Column[] = [
  { title: 'CONDITION', align: 'left', least: 10 },
  { title: 'N', align: 'right', least: null },
  { title: 'DIFFERENT', align: 'right', least: null },
  { title: 'EFFECTIVE', align: 'right', least: null },
  { title: 'AGREE', align: 'right', least: null },
  { title: 'MOST OFTEN', align: 'left', least: 14 },
];

/** One row per condition, all models together. */
function summary({ conditions, effective }: ConditionsReport, columns: number, style: Style): readonly string[] {
  const rows = conditions.map(({ condition, n, modalAnswer, statistics }) => {
    const differs = effective.differences.some((one) => one.target === null && one.to === condition && marked(one));
    const often = `${percent(statistic(statistics, 'modal-share')?.value).padStart(5)}  ${oneLine(modalAnswer ?? '')}`;
    return [
      oneLine(condition),
      String(n),
      decimal(statistic(statistics, 'distinct')?.value, 0),
      `${decimal(statistic(statistics, 'effective-answers')?.value)} ${differs ? MARK : ' '}`,
      percent(statistic(statistics, 'collision')?.value),
      modalAnswer === null ? UNDEFINED : often,
    ];
  });
  return table(SUMMARY, rows, columns, (cell, row) => (row < 0 ? style.dim(cell) : cell));
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
  columns: number,
  style: Style,
  most: number,
): readonly (readonly string[])[] {
  if (conditions === null) return [];
  const [first] = conditions.tables;
  const [part] = partsFor(conditions, columns);
  return [
    summary(conditions, columns, style),
    first === undefined || part === undefined ? [] : featureTable(first, part, columns, style, most),
    legend(conditions, columns),
  ];
}

/** The conditions of a run and what they change, as blocks; none for one condition. */
export function conditionTables(
  { conditions, hues }: Report,
  columns: number,
  style: Style,
): readonly (readonly string[])[] {
  if (conditions === null) return [];
  const { tables } = conditions;
  const parts = partsFor(conditions, columns);
  return [
    summary(conditions, columns, style),
    ...tables.flatMap((one) => parts.map((part) => featureTable(one, part, columns, style))),
    legend(conditions, columns),
    ...(hues === null ? [] : parts.map((part) => hueTable(hues, part, columns, style))),
  ];
}
