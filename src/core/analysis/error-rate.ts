import type { ConditionDifference, ConditionsReport } from '../model/conditions-report.ts';
import type { BetweenReport, NumberReport, NumberReports, Report } from '../model/report.ts';
import { isOneComparison } from './comparison/between.ts';
import { holm } from '../statistics/significance/holm.ts';

/** The chance that a report claims anything where there is nothing, over all that it says. */
export const ERROR_RATE = 0.05;

/** What a report claims, each part corrected for its own tests alone. */
export type Claims = Pick<Report, 'between' | 'numbers' | 'signatures' | 'conditions' | 'favourite'>;

/** The families of tests of one report. */
class Families {
  readonly #smallest: (number | null)[] = [];
  #corrected: readonly (number | null)[] | null = null;

  /** Adds a family by the corrected p of its tests, `null` for those not made. What it returns may be asked once all are in. */
  add(ps: readonly (number | null)[]): () => number {
    // Of hundreds of models there are more pairs than a call takes arguments.
    const smallest = ps.reduce((least, p) => (p !== null && (least === null || p < least) ? p : least), null);
    const place = this.#smallest.push(smallest) - 1;
    return () => (this.#corrected ??= holm(this.#smallest))[place] ?? 1;
  }
}

const raised = (p: number, family: number) => Math.max(p, family);

function heldBetween(families: Families, between: BetweenReport): () => BetweenReport {
  const family = families.add([between.pHolm ?? null, ...between.pairs.map(({ pHolm }) => pHolm)]);
  return () => {
    const pairs = between.pairs.map((pair) => {
      if (pair.pHolm === null) return pair;
      const pHolm = raised(pair.pHolm, family());
      return { ...pair, pHolm, verdict: pair.verdict === 'differ' && pHolm >= ERROR_RATE ? 'undecided' : pair.verdict };
    });
    const { pHolm } = between;
    return { ...between, pairs, ...(typeof pHolm === 'number' && { pHolm: raised(pHolm, family()) }) };
  };
}

function heldComparisons(families: Families, between: Report['between']): () => Report['between'] {
  if (between === null) return () => null;
  if (isOneComparison(between)) return heldBetween(families, between);
  const held = Object.entries(between).map(
    ([id, one]) => [id, one === null ? null : heldBetween(families, one)] as const,
  );
  return () => Object.fromEntries(held.map(([id, one]) => [id, one?.() ?? null])) as Report['between'];
}

function heldNumbers(families: Families, report: NumberReport): () => NumberReport {
  const { p, spikes, lastDigitTest } = report;
  if (p === null) return () => report;
  const uneven = families.add([p]);
  // Those that are not listed have a p of their own, too.
  const spiked = families.add([1, ...spikes.map(({ pHolm }) => pHolm)]);
  const digits = families.add([lastDigitTest?.p ?? null]);
  return () => ({
    ...report,
    pAdjusted: raised(p, uneven()),
    spikes: spikes
      .map((spike) => ({ ...spike, pHolm: raised(spike.pHolm ?? 1, spiked()) }))
      .filter(({ pHolm }) => pHolm < ERROR_RATE),
    lastDigitTest: lastDigitTest === null ? null : { ...lastDigitTest, pAdjusted: raised(lastDigitTest.p, digits()) },
  });
}

type ByName = Readonly<Record<string, NumberReport>>;

function heldDistributions(families: Families, numbers: NumberReports | null): () => NumberReports | null {
  if (numbers === null) return () => null;
  const pooled = heldNumbers(families, numbers.pooled);
  const each = (reports: ByName) =>
    Object.entries(reports).map(([id, one]) => [id, heldNumbers(families, one)] as const);
  const all = (held: ReturnType<typeof each>): ByName => Object.fromEntries(held.map(([id, one]) => [id, one()]));
  // The only target's numbers are those of all.
  const targets = Object.keys(numbers.byTarget);
  const byTarget = targets.length > 1 ? each(numbers.byTarget) : targets.map((id) => [id, pooled] as const);
  const byCondition = numbers.byCondition === undefined ? null : each(numbers.byCondition);
  return () => ({
    pooled: pooled(),
    byTarget: all(byTarget),
    ...(byCondition !== null && { byCondition: all(byCondition) }),
  });
}

function heldSignatures(families: Families, signatures: Report['signatures']): () => Report['signatures'] {
  if (signatures === null) return () => null;
  const family = families.add([1, ...Object.values(signatures).flatMap((own) => own.map((one) => one.pAdjusted))]);
  return () =>
    Object.fromEntries(
      Object.entries(signatures).map(([target, own]) => [
        target,
        own
          .map((one) => ({ ...one, pAdjusted: raised(one.pAdjusted, family()) }))
          .filter(({ pAdjusted }) => pAdjusted < ERROR_RATE),
      ]),
    );
}

/** What differences, over all targets and of single ones, are two families of. */
type Compared = Pick<ConditionsReport['effective'], 'pooled' | 'byTarget'>;

function heldDifferences<T extends Compared>(
  families: Families,
  compared: T,
  differences: readonly ConditionDifference[],
): () => Compared & { readonly of: (one: ConditionDifference) => ConditionDifference } {
  const ofKind = (isPooled: boolean) =>
    differences.filter(({ target }) => (target === null) === isPooled).map(({ pHolm }) => pHolm);
  const [pooled, single] = [families.add(ofKind(true)), families.add(ofKind(false))];
  return () => {
    const of = (one: ConditionDifference): ConditionDifference => {
      if (one.pHolm === null) return one;
      const pHolm = raised(one.pHolm, one.target === null ? pooled() : single());
      return { ...one, pHolm, verdict: one.verdict === 'differ' && pHolm >= ERROR_RATE ? 'undecided' : one.verdict };
    };
    const surviving = (isPooled: boolean) =>
      differences.filter((one) => (one.target === null) === isPooled && of(one).verdict === 'differ').length;
    return {
      of,
      pooled: { ...compared.pooled, surviving: surviving(true) },
      byTarget: compared.byTarget === null ? null : { ...compared.byTarget, surviving: surviving(false) },
    };
  };
}

function heldConditions(families: Families, conditions: Report['conditions']): () => Report['conditions'] {
  if (conditions === null) return () => null;
  const tables = conditions.tables.map((table) => {
    const held = heldDifferences(
      families,
      table,
      table.features.flatMap(({ differences }) => differences),
    );
    return () => {
      const { of, ...counts } = held();
      const features = table.features.map((one) => ({ ...one, differences: one.differences.map(of) }));
      return { ...table, ...counts, features };
    };
  });
  const { effective } = conditions;
  const changes = heldDifferences(families, effective, effective.differences);
  return () => {
    const { of, ...counts } = changes();
    return {
      ...conditions,
      tables: tables.map((table) => table()),
      effective: { ...counts, differences: effective.differences.map(of) },
    };
  };
}

function heldFavourite(families: Families, favourite: Report['favourite']): () => Report['favourite'] {
  if (favourite === undefined) return () => undefined;
  const family = families.add([favourite.pHolm]);
  return () => {
    const pHolm = raised(favourite.pHolm, family());
    return pHolm < ERROR_RATE ? { ...favourite, pHolm } : undefined;
  };
}

/**
 * Claims that hold for a whole report: each of its families of tests (the models under one condition, signatures, each test of
 * numbers against a fair draw, each table of conditions over all targets and of single ones) may claim something only where its
 * smallest p survives Holm's correction over all families. Corrected p are raised to that of their family, so that a
 * p below 5% is a claim everywhere.
 */
export function heldTogether(claims: Claims): Claims {
  const families = new Families();
  const between = heldComparisons(families, claims.between);
  const numbers = heldDistributions(families, claims.numbers);
  const signatures = heldSignatures(families, claims.signatures);
  const conditions = heldConditions(families, claims.conditions);
  const heldPick = heldFavourite(families, claims.favourite);
  const favourite = heldPick();
  const held = { between: between(), numbers: numbers(), signatures: signatures(), conditions: conditions() };
  return favourite === undefined ? held : { ...held, favourite };
}
