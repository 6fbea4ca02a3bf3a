import { own } from '../own.ts';
import { featureLabel } from '../analysis/conditions/feature-label.ts';
import { onlyReference, OWN_REFERENCE } from '../analysis/conditions/reference.ts';
import { percent } from '../text/prose.ts';
import type {
  ConditionDifference,
  ConditionFeature,
  ConditionsReport,
  ConditionTable,
  FeatureKind,
  TestFamily,
} from '../model/conditions-report.ts';
import type { HueCounts, HueFamily, Interval, ProbeFile, Report } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import { inlineText, table } from './markdown-text.ts';
import { labelOf, NONE, pText, written } from './markdown-words.ts';

const HEADS: Readonly<Record<FeatureKind, string>> = { trait: 'Trait', title: 'Title', answer: 'Answer' };
const points = (share: number | null) => (share === null ? NONE : (100 * share).toFixed(1));
const range = (interval: Interval | null) =>
  interval === null ? NONE : `${points(interval[0])} to ${points(interval[1])}`;
const mark = ({ verdict }: ConditionDifference) => (verdict === 'differ' ? ' ●' : '');
const whose = (run: Run, target: string | null) => (target === null ? 'all' : labelOf(run, target));

/** "76 of 150 (51%)", marked where it differs from the control. */
function cellText({ cells, differences }: ConditionFeature, target: string | null, id: string): string {
  const cell = cells.find((one) => one.target === target && one.condition === id);
  if (cell?.share === undefined || cell.share === null) return NONE;
  const difference = differences.find((one) => one.target === target && one.to === id);
  return `${cell.count} of ${cell.n} (${percent(cell.share)})${difference === undefined ? '' : mark(difference)}`;
}

function shares(run: Run, { kind, features }: ConditionTable, ids: readonly string[]): string {
  const rows = features.flatMap((feature) => {
    const targets = [null, ...(run.targets.length > 1 ? run.targets.map(({ id }) => id) : [])];
    return targets.map((target) => [
      target === null ? inlineText(featureLabel(feature)) : '',
      whose(run, target),
      ...ids.map((id) => cellText(feature, target, id)),
    ]);
  });
  return table([HEADS[kind], 'Model', ...ids.map((id) => `#${inlineText(id)}`)], rows);
}

function differenceRow(run: Run, name: string, one: ConditionDifference, isShare: boolean): string[] {
  return [
    inlineText(name),
    whose(run, one.target),
    inlineText(one.to),
    isShare ? points(one.difference) : written(one.difference, 'answers'),
    ...(isShare ? [range(one.interval)] : []),
    pText(one.p),
    pText(one.pHolm),
    one.verdict ?? 'not tested',
  ];
}

function differences(run: Run, { kind, features }: ConditionTable): string {
  const rows = features.flatMap((feature) =>
    feature.differences
      .filter(({ p }) => p !== null)
      .map((one) => differenceRow(run, featureLabel(feature), one, true)),
  );
  return table([HEADS[kind], 'Model', 'Condition', '#Points', '#95% interval', '#p', '#p (Holm)', 'Verdict'], rows);
}

function familyText(pooled: TestFamily, byTarget: TestFamily | null): string {
  const words = ({ surviving, tests }: TestFamily) => `${surviving} of ${tests}`;
  const single = byTarget === null ? '' : `, of single models ${words(byTarget)}`;
  const few = pooled.decidable || pooled.tests === 0 ? '' : ' So few runs could not have shown any.';
  return `Differences that survive Holm's correction: ${words(pooled)}${single}.${few}`;
}

function summary({ conditions }: ConditionsReport): string {
  const figure = (id: string) =>
    conditions.map(({ statistics }) =>
      written(statistics[id]?.value ?? null, id === 'collision' ? 'share' : 'answers'),
    );
  return table(
    ['', ...conditions.map(({ condition }) => `#${inlineText(condition)}`)],
    [
      ['Answers counted (n)', ...conditions.map(({ n }) => String(n))],
      ['Most frequent', ...conditions.map(({ modalAnswer }) => inlineText(modalAnswer ?? NONE))],
      ['Different answers', ...figure('distinct')],
      ['Effective answers', ...figure('effective-answers')],
      ['Two runs agree', ...figure('collision')],
    ],
  );
}

function tableSection(run: Run, one: ConditionTable, ids: readonly string[]): string[] {
  const rest = one.leftOut === 0 ? '' : ` ${one.leftOut} rarer ones are not compared.`;
  return [
    `### ${HEADS[one.kind]}s by condition`,
    shares(run, one, ids),
    `${familyText(one.pooled, one.byTarget)}${rest}`,
    differences(run, one),
  ];
}

/** How many colours are of each family of hues, condition by condition; empty when the answers are no colours. */
function huesSection({ hues }: Report): string[] {
  if (hues?.byCondition === undefined) return [];
  const conditions = Object.entries(hues.byCondition);
  const count = (own: HueCounts, wanted: HueFamily) => own.families.find(({ family }) => family === wanted)?.count ?? 0;
  const share = (own: HueCounts, wanted: HueFamily) =>
    own.n === 0 ? NONE : `${count(own, wanted)} of ${own.n} (${percent(count(own, wanted) / own.n)})`;
  return [
    '### Colours by condition',
    table(
      ['Family', ...conditions.map(([id]) => `#${inlineText(id)}`)],
      hues.families.map(({ family }) => [family, ...conditions.map(([, own]) => share(own, family))]),
    ),
  ];
}

/** All conditions against the control; empty for one condition. */
export function conditionsSection({ run, report }: ProbeFile): string[] {
  const { conditions } = report;
  if (conditions === null) return [];
  const ids = conditions.conditions.map(({ condition }) => condition);
  const only = onlyReference(conditions);
  const { differences: changes, pooled, byTarget } = conditions.effective;
  const tested = changes.filter(({ p }) => p !== null);
  return [
    '## Conditions',
    `Everything is compared with ${only === null ? OWN_REFERENCE : inlineText(only)}. ● differs from it: Fisher's exact test (in its stratified form where models answered unequally often), corrected p < 0.05; alike: certainly no more than 15 points apart. Differences are in points of a hundred.`,
    summary(conditions),
    ...conditions.tables.flatMap((one) => tableSection(run, one, ids)),
    ...huesSection(report),
    ...(tested.length === 0
      ? []
      : [
          '### Effective answers by condition',
          familyText(pooled, byTarget),
          table(
            ['', 'Model', 'Condition', '#Difference', '#p', '#p (Holm)', 'Verdict'],
            tested.map((one) => differenceRow(run, '', one, false)),
          ),
        ]),
  ];
}

/** Titles of pages and documents; empty when there are none. */
export function titlesSection({ run, report }: ProbeFile): string[] {
  const { titles } = report;
  if (titles === null || titles.exact.length + titles.contains.length === 0) return [];
  const several = run.conditions.length > 1 ? run.conditions.map(({ id }) => id) : [];
  const rows = (tallies: typeof titles.exact) =>
    tallies.map(({ title, count, byTarget, byCondition }) => [
      inlineText(title),
      String(count),
      ...run.targets.map(({ id }) => String(own(byTarget, id) ?? 0)),
      ...several.map((id) => String(own(byCondition, id) ?? 0)),
    ]);
  const columns = (name: string) => [
    name,
    '#Times',
    ...run.targets.map(({ id }) => `#${labelOf(run, id)}`),
    ...several.map((id) => `#${inlineText(id)}`),
  ];
  return [
    '## Titles',
    `${titles.titled} of ${titles.outputs} outputs have a title; ${titles.different} titles are different.`,
    ...(titles.exact.length > 0 ? [table(columns('Title'), rows(titles.exact))] : []),
    ...(titles.contains.length > 0
      ? ['Words that different titles hold:', table(columns('Words'), rows(titles.contains))]
      : []),
  ];
}
