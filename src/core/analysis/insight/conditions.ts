import type {
  ConditionDifference,
  ConditionFeature,
  ConditionsReport,
  FeatureKind,
  TestFamily,
} from '../../model/conditions-report.ts';
import type { Run } from '../../model/run.ts';
import { ALIKE } from '../conditions/families.ts';
import { onlyReference, OWN_REFERENCE } from '../conditions/reference.ts';
import { labelOf } from './details.ts';
import type { Headline } from './headline.ts';
import { pWords } from './fairness.ts';
import { list, percent, quote } from '../../text/prose.ts';

/** What conditions changed and what not, in sentences: the panel, the command line and the exports all say the same. */

/** A difference with what it is a difference of. */
interface Change {
  readonly kind: FeatureKind;
  readonly feature: ConditionFeature;
  readonly difference: ConditionDifference;
}

const condition = (id: string) => quote(id, 'text');
const minus = (value: number) => String(value).replace('-', '−');
/** Halves go away from 0 on both sides, as those of the shares do. */
const points = (share: number) => minus(Math.sign(share) * Math.round(Math.abs(100 * share)) || 0);

function changesOf({ tables }: ConditionsReport): readonly Change[] {
  return tables.flatMap(({ kind, features }) =>
    features.flatMap((feature) => feature.differences.map((difference) => ({ kind, feature, difference }))),
  );
}

/** Surest first; of equally sure ones the larger. Those over all targets come before those of one. */
function surest(changes: readonly Change[]): readonly Change[] {
  const rank = ({ difference: { target } }: Change) => Number(target !== null);
  const size = ({ difference: { difference } }: Change) => Math.abs(difference ?? 0);
  return [...changes]
    .filter(({ difference }) => difference.verdict === 'differ')
    .sort((a, b) => rank(a) - rank(b) || a.difference.p! - b.difference.p! || size(b) - size(a));
}

/** A feature inside a sentence: “Tidal Memory” for what models wrote, the name of a trait as it is. */
function featureName(kind: FeatureKind, { label, match }: ConditionFeature): string {
  const quoted = quote(label, 'text');
  if (kind === 'trait') return quoted.slice(1, -1);
  if (kind === 'answer') return `the answer ${quoted}`;
  return match === undefined ? `the title ${quoted}` : `titles with ${quoted}`;
}

function cellsOf({ feature, difference: { target, from, to } }: Change) {
  const cell = (id: string) => feature.cells.find((one) => one.target === target && one.condition === id)!;
  return { before: cell(from), after: cell(to) };
}

function shares(change: Change): readonly [string, string] {
  const { before, after } = cellsOf(change);
  return [percent(before.share ?? 0), percent(after.share ?? 0)];
}

/**
 * The change that comes first: the surest, and where its condition changes what outputs are drawn with, that one of the usual means
 * which it drives out or keeps; its means are what a page is.
 */
function foremost(changes: readonly Change[]): Change | undefined {
  const [first] = changes;
  const media = changes.filter(
    ({ feature, difference: { to, target } }) =>
      feature.family === 'rendering' && target === null && to === first?.difference.to,
  );
  const usual = (change: Change) => cellsOf(change).before.share ?? 0;
  return [...media].sort((a, b) => usual(b) - usual(a))[0] ?? first;
}

function main(change: Change, run: Run): string {
  const { difference, interval, target, to } = change.difference;
  const [before, after] = shares(change);
  const ci = interval === null ? '' : `, 95% CI ${points(interval[0])} to ${points(interval[1])}`;
  const whose = target === null ? '' : ` of ${labelOf(run, target)}`;
  const what = `${featureName(change.kind, change.feature)}${whose}`;
  const figures = `from ${before} to ${after} (${points(difference ?? 0)} points${ci}).`;
  if (change.feature.family !== 'rendering') return `${condition(to)} changes ${what} ${figures}`;
  return `${condition(to)} moves the medium: ${what} ${(difference ?? 0) < 0 ? 'falls' : 'rises'} ${figures}`;
}

function effectiveChange({ conditions }: ConditionsReport, { from, to, p }: ConditionDifference): string {
  const value = (id: string) =>
    conditions.find((one) => one.condition === id)?.statistics['effective-answers']?.value ?? 0;
  const [before, after] = [value(from), value(to)];
  const more = after > before ? 'more varied' : 'less varied';
  return `${condition(to)} makes the answers ${more}: ${after.toFixed(1)} effective answers instead of ${before.toFixed(1)} (${pWords(p!)}).`;
}

/** What the conditions were compared with: one condition by its name, or that each had a control of its own. */
function reference(report: ConditionsReport): string {
  const only = onlyReference(report);
  return only === null ? OWN_REFERENCE : condition(only);
}

const varied = ({ effective }: ConditionsReport) =>
  effective.differences.filter(({ target, verdict }) => target === null && verdict === 'differ');

function families({ tables, effective }: ConditionsReport): readonly TestFamily[] {
  return [...tables.map(({ pooled }) => pooled), effective.pooled];
}

/** The main finding about the conditions. */
export function conditionsHeadline(report: ConditionsReport, run: Run): Headline {
  const first = foremost(surest(changesOf(report)));
  const [effective] = varied(report);
  if (first !== undefined) return { claim: DIFFER, sentence: main(first, run) };
  if (effective !== undefined) return { claim: DIFFER, sentence: effectiveChange(report, effective) };
  const tested = families(report).filter(({ tests }) => tests > 0);
  if (tested.some(({ decidable }) => decidable))
    return { claim: 'No difference found', sentence: `None from ${reference(report)} goes beyond chance.` };
  return tested.length > 0
    ? { claim: 'Too few runs', sentence: 'These conditions cannot be told apart yet.' }
    : { claim: 'No comparison', sentence: 'Nothing came often enough to compare these conditions.' };
}

const DIFFER = 'Conditions differ';

const KINDS: Readonly<Record<FeatureKind, string>> = { trait: 'traits', title: 'titles', answer: 'answers' };

/** "6 of 24 differences from “control” survive Holm correction; they are marked." */
function tallied(report: ConditionsReport): string | null {
  const { tables } = report;
  const tested = tables.filter(({ pooled }) => pooled.tests > 0);
  const sum = (key: 'tests' | 'surviving') => tested.reduce((total, { pooled }) => total + pooled[key], 0);
  if (sum('tests') === 0) return null;
  const each = tested.map(({ kind, pooled }) => `${KINDS[kind]} ${pooled.surviving} of ${pooled.tests}`);
  const apart = tested.length > 1 ? ` (${each.join(', ')})` : '';
  const [count, of] = [sum('surviving'), sum('tests')];
  if (count === 0) return `None of ${of} differences from ${reference(report)} survives Holm correction${apart}.`;
  const verb = count === 1 ? 'survives Holm correction; it is marked' : 'survive Holm correction; they are marked';
  return `${count} of ${of} differences from ${reference(report)}${apart} ${verb}.`;
}

/** How many features, or conditions, are named one by one. */
const MOST_NAMED = 2;

function named(parts: readonly string[]): string {
  const rest = parts.length - MOST_NAMED;
  return list(rest > 0 ? [...parts.slice(0, MOST_NAMED), `${rest} more`] : parts);
}

/** What each condition changes beside the main finding. */
function furtherChanges(report: ConditionsReport): readonly string[] {
  const pooled = surest(changesOf(report)).filter(({ difference: { target } }) => target === null);
  const first = foremost(pooled);
  const rest = pooled.filter((change) => change.difference !== first?.difference);
  return report.conditions.flatMap(({ condition: id }) => {
    const own = rest.filter(({ difference: { to } }) => to === id);
    if (own.length === 0) return [];
    const parts = own.map((change) => {
      const [before, after] = shares(change);
      return `${featureName(change.kind, change.feature)} (${before} to ${after})`;
    });
    return [`${condition(id)} ${first?.difference.to === id ? 'also ' : ''}changes ${named(parts)}.`];
  });
}

/** A trait that stays where it is is named when this share of outputs has it. */
const WORTH_NAMING = 0.2;

const pooledSize = (cells: ConditionFeature['cells']) =>
  cells.reduce((sum, { target, n }) => (target === null ? sum + n : sum), 0);

/** Traits that surely stay where they are under all conditions, and conditions that change nothing. */
function unmoved(report: ConditionsReport): readonly string[] {
  const pooled = changesOf(report).filter(({ difference: { target } }) => target === null);
  const stays = report.tables
    .filter(({ kind }) => kind === 'trait')
    .flatMap(({ kind, features }) =>
      features
        .filter(({ outputs, cells }) => outputs >= WORTH_NAMING * pooledSize(cells))
        .filter(({ differences }) => differences.every(({ target, verdict }) => target !== null || verdict === 'alike'))
        .map((feature) => featureName(kind, feature)),
    );
  const moved = new Set(
    pooled.filter(({ difference: { verdict } }) => verdict === 'differ').map((one) => one.difference.to),
  );
  const compared = new Set(pooled.map(({ difference: { to } }) => to));
  const idle = report.conditions.map((one) => one.condition).filter((id) => compared.has(id) && !moved.has(id));
  return [
    ...(stays.length > 0
      ? [
          `${named(stays)} ${stays.length === 1 ? 'stays' : 'stay'} within ${100 * ALIKE} points of ${reference(report)} under every condition.`,
        ]
      : []),
    ...(idle.length > 0 && moved.size > 0
      ? [`Nothing that ${named(idle.map(condition))} ${idle.length === 1 ? 'changes' : 'change'} is sure.`]
      : []),
  ];
}

/** Differences of less than this share of outputs nobody would call one. */
const WORTH_DENYING = 0.05;

/** How many of each kind are denied. */
const MOST_DENIED: Readonly<Record<FeatureKind, number>> = { trait: 1, title: 2, answer: 2 };

/** Whether a sentence says that something is no finding: for those who ask, not for a first glance. */
export const isDenial = (sentence: string): boolean =>
  / does not (?:go beyond chance|survive the correction for so many tests) \([^()]*\)\.$/.test(sentence);

/** "“Tidal Memory” 14 → 19 of 50 with “expanded” does not go beyond chance (p = 0.395)." */
function denial(change: Change, run: Run): string {
  const { kind, feature, difference } = change;
  const { before, after } = cellsOf(change);
  const quoted = quote(feature.label, 'text');
  const said = feature.match === undefined ? quoted : `Titles with ${quoted}:`;
  const name = kind === 'trait' ? featureName(kind, feature) : said;
  const counts =
    before.n === after.n
      ? `${before.count} → ${after.count} of ${after.n}`
      : `${before.count} of ${before.n} → ${after.count} of ${after.n}`;
  const whose = difference.target === null || run.targets.length < 2 ? '' : ` (${labelOf(run, difference.target)})`;
  const verdict =
    difference.p! < 0.05
      ? `does not survive the correction for so many tests (${pWords(difference.p!)}, ${pWords(difference.pHolm!)} corrected)`
      : `does not go beyond chance (${pWords(difference.p!)})`;
  return `${name} ${counts} with ${condition(difference.to)}${whose} ${verdict}.`;
}

/** Of each kind the largest differences that one might see and that the data does not carry. */
function denials(report: ConditionsReport, run: Run): readonly string[] {
  const size = ({ difference: { difference } }: Change) => Math.abs(difference ?? 0);
  return report.tables.flatMap(({ kind }) => {
    const unsure = changesOf(report)
      .filter((change) => change.kind === kind && change.difference.verdict !== null)
      .filter((change) => change.difference.verdict !== 'differ' && size(change) >= WORTH_DENYING)
      .sort((a, b) => size(b) - size(a) || a.difference.p! - b.difference.p!);
    return unsure.slice(0, MOST_DENIED[kind]).map((change) => denial(change, run));
  });
}

/** What is said of conditions beside the main finding, by what it is about. */
interface ConditionFindings {
  /** How many differences hold. */
  readonly tallied: string | null;
  /** What each condition changes, and that it makes answers more or less varied. */
  readonly changes: readonly string[];
  readonly varied: readonly string[];
  /** What stays, and what so few runs could not show. */
  readonly unmoved: readonly string[];
  readonly undecided: readonly string[];
  /** What looks like a difference and is none. */
  readonly denials: readonly string[];
}

export function conditionFindings(report: ConditionsReport, run: Run): ConditionFindings {
  const effective = varied(report);
  const isHeadline = surest(changesOf(report)).length === 0;
  const undecided = report.tables
    .filter(({ pooled }) => pooled.tests > 0 && !pooled.decidable)
    .map(({ kind, pooled }) => `So few runs could not show any of ${pooled.tests} differences of ${KINDS[kind]}.`);
  return {
    tallied: tallied(report),
    changes: furtherChanges(report),
    varied: effective.slice(isHeadline ? 1 : 0).map((one) => effectiveChange(report, one)),
    unmoved: unmoved(report),
    undecided,
    denials: denials(report, run),
  };
}

/** All of that in the order in which it is said. */
export function aboutConditions(report: ConditionsReport, run: Run): readonly string[] {
  const found = conditionFindings(report, run);
  const { changes, varied, unmoved, undecided } = found;
  const all = [found.tallied, ...changes, ...found.denials, ...varied, ...unmoved, ...undecided];
  return all.filter((one) => one !== null);
}
