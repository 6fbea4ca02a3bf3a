import { own } from '../own.ts';
import type { Statistics } from '../model/report.ts';
import { columnsOver, type Column, type Values } from './column.ts';

/** Columns that several tables have. */

/** Something that outputs of some models have. */
export interface Spread {
  /** Outputs by target id. */
  readonly byTarget: Readonly<Record<string, number>>;
  readonly byCondition?: Readonly<Record<string, number>>;
}

/** Whoever has an id and a name: a target. */
export interface Named {
  readonly id: string;
  readonly label: string;
}

export const estimate = (value: number | null): Values['share'] => ({ value, interval: null });

/** The label of a target; its id where the run does not know it. */
export const labelIn = (targets: readonly Named[], id: string): string =>
  targets.find((target) => target.id === id)?.label ?? id;

/** How varied answers are. */
export function varietyColumns<Row>(
  of: (row: Row) => { readonly modalAnswer: string | null; readonly statistics: Statistics } | undefined,
) {
  const { text, count, figure, share } = columnsOver<Row>();
  const statistic = (id: string) => (row: Row) => of(row)?.statistics[id] ?? null;
  return {
    // No answer has no variety: 0 would read as "always the same".
    different: count('distinct', 'Different', (row) => statistic('distinct')(row)?.value || null),
    effective: figure('effective-answers', 'Effective', statistic('effective-answers')),
    agreement: share('agreement', 'Agreement', statistic('collision')),
    modal: text('modal-answer', 'Most frequent', (row) => of(row)?.modalAnswer ?? null),
    modalShare: share('modal-share', 'Its share', statistic('modal-share')),
  };
}

/** What a test says. */
export function testColumns<Row>(
  of: (row: Row) =>
    | {
        readonly p: number | null;
        readonly pHolm?: number | null;
        readonly isAtFloor?: boolean;
        readonly verdict?: string | null;
      }
    | null
    | undefined,
) {
  const { text, p } = columnsOver<Row>();
  const written = (value: number | null | undefined, isAtFloor = false): Values['p'] =>
    value == null ? null : { p: value, isAtFloor };
  return {
    p: p('p', 'p', (row) => written(of(row)?.p, of(row)?.isAtFloor)),
    pHolm: p('p-holm', 'p (Holm)', (row) => written(of(row)?.pHolm, of(row)?.isAtFloor)),
    verdict: text('verdict', 'Verdict', (row) => of(row)?.verdict ?? ''),
  };
}

/** How many models have it, and which. */
export function spreadColumns<Row extends Spread>(targets: readonly Named[]) {
  const { part, text } = columnsOver<Row>();
  const having = ({ byTarget }: Row) => targets.filter(({ id }) => (own(byTarget, id) ?? 0) > 0);
  return {
    models: part('models', 'Models', (row) => [having(row).length, targets.length]),
    modelNames: text('models', 'Models', (row) =>
      having(row)
        .map(({ label }) => label)
        .join(', '),
    ),
    byModel: targets.map(({ id, label }): Column<Row> => ({
      ...{ id: `target ${id}`, title: label, isName: true, kind: 'count' },
      value: ({ byTarget }) => own(byTarget, id) ?? 0,
    })),
  };
}

/** How often under each condition; none for one condition. */
export const conditionCounts = <Row extends Spread>(conditions: readonly { readonly id: string }[]) =>
  conditions.length < 2
    ? []
    : conditions.map(({ id }): Column<Row> => ({
        ...{ id: `condition ${id}`, title: id, isName: true, kind: 'count' },
        value: ({ byCondition }) => (byCondition === undefined ? 0 : (own(byCondition, id) ?? 0)),
      }));

/** Columns that a chart fills. */
export const BARS = {
  byModel: { id: 'by-model', title: 'By model', kind: 'text' },
  byCondition: { id: 'by-condition', title: 'By condition', kind: 'text' },
} as const;
