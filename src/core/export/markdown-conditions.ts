import { onlyReference, OWN_REFERENCE } from '../analysis/conditions/reference.ts';
import type { ConditionTable, TestFamily } from '../model/conditions-report.ts';
import type { HueTally, ProbeFile } from '../model/report.ts';
import type { Run } from '../model/run.ts';
import {
  conditionColumns,
  differenceColumns,
  effectiveDifferences,
  featureColumns,
  featureDifferences,
  hueColumns,
} from '../tables/conditions.ts';
import { columnTable, inlineText } from './markdown-text.ts';

function familyText(pooled: TestFamily, byTarget: TestFamily | null): string {
  const words = ({ surviving, tests }: TestFamily) => `${surviving} of ${tests}`;
  const single = byTarget === null ? '' : `, of single models ${words(byTarget)}`;
  const few = pooled.decidable || pooled.tests === 0 ? '' : ' So few runs could not have shown any.';
  return `Differences that survive Holm's correction: ${words(pooled)}${single}.${few}`;
}

function tableSection(run: Run, table: ConditionTable, ids: readonly string[]): string[] {
  const { kind, features, leftOut, pooled, byTarget } = table;
  const { feature, model, conditions } = featureColumns(run, kind, ids);
  const targets = [null, ...(run.targets.length > 1 ? run.targets.map(({ id }) => id) : [])];
  const rows = features.flatMap((one) => targets.map((target) => ({ feature: one, target })));
  const rest = leftOut === 0 ? '' : ` ${leftOut} rarer ones are not compared.`;
  return [
    `### ${feature.title}s by condition`,
    columnTable([feature, model, ...conditions], rows),
    `${familyText(pooled, byTarget)}${rest}`,
    columnTable(Object.values(differenceColumns(run, kind)), featureDifferences(table)),
  ];
}

function huesSection(hues: HueTally | null, ids: readonly string[]): string[] {
  if (hues?.byCondition === undefined) return [];
  const { family, conditions } = hueColumns(hues, ids);
  return ['### Colours by condition', columnTable([family, ...conditions], hues.families)];
}

/** All conditions against the control; empty for one condition. */
export function conditionsSection({ run, report }: ProbeFile): string[] {
  const { conditions } = report;
  if (conditions === null) return [];
  const ids = conditions.conditions.map(({ condition }) => condition);
  const only = onlyReference(conditions);
  const { pooled, byTarget } = conditions.effective;
  const tested = effectiveDifferences(conditions);
  const { feature: _, ...columns } = differenceColumns(run, 'answer');
  return [
    '## Conditions',
    `Everything is compared with ${only === null ? OWN_REFERENCE : inlineText(only)}. ● differs from it: Fisher's exact test (in its stratified form where models answered unequally often), corrected p < 0.05; alike: certainly no more than 15 points apart. Changes of shares are in points of a hundred, with their 95% intervals.`,
    columnTable(Object.values(conditionColumns(conditions)), conditions.conditions),
    ...conditions.tables.flatMap((one) => tableSection(run, one, ids)),
    ...huesSection(report.hues, ids),
    ...(tested.length === 0
      ? []
      : [
          '### Effective answers by condition',
          familyText(pooled, byTarget),
          columnTable(Object.values(columns), tested),
        ]),
  ];
}
