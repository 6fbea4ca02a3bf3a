import type { Interval } from '../model/report.ts';

/**
 * Tables of a report are built once, as columns over the report's own rows. Terminal, Markdown, HTML and panel show some of
 * the columns, under these titles, and each writes every kind of value in one way of its own.
 */

/** A figure with its interval, as a statistic has them. */
export interface Estimate {
  readonly value: number | null;
  readonly interval: Interval | null;
}

export interface Frequency {
  readonly count: number;
  readonly n: number;
  /** count / n; `null` for n = 0. */
  readonly share: number | null;
  readonly differs?: boolean;
}

/** A sum of what is known: `isWhole` when that is all of it. */
export interface Sum {
  readonly known: number | null;
  readonly isWhole: boolean;
}

/** What a cell of each kind holds; `null` where it is not known. */
export interface Values {
  /** Hostile text; empty where there is nothing to say. */
  readonly text: string | null;
  readonly count: number | null;
  /** "3 of 9". */
  readonly part: readonly [count: number, of: number] | null;
  /** 0 ... 1. */
  readonly share: Estimate | null;
  /** A number of answers or models, hardly ever a whole one. */
  readonly figure: Estimate | null;
  /** A measure between 0 and about 1, or a statistic of a test. */
  readonly measure: number | null;
  /** A number as an answer writes it. */
  readonly number: number | null;
  /** `isAtFloor`: it is only an upper bound. */
  readonly p: { readonly p: number; readonly isAtFloor: boolean } | null;
  /** How often something comes; `differs`: for certain from how often it comes elsewhere. */
  readonly frequency: Frequency | null;
  /** Of a share, or of a number of answers. */
  readonly change: (Estimate & { readonly isShare: boolean }) | null;
  /** How many times as often as by chance. */
  readonly factor: number | null;
  /** How many times as much as something else. */
  readonly ratio: Estimate | null;
  readonly tokens: Sum;
  readonly usd: Sum;
  readonly ms: number | null;
}
export type Kind = keyof Values;

interface ColumnOf<Row, K extends Kind> {
  /** Unique within a table. What is explained in the panel has the id of its explanation. */
  readonly id: string;
  /** In sentence case. */
  readonly title: string;
  /** Whether the title is the name of a model or a condition: hostile text. */
  readonly isName?: boolean;
  readonly kind: K;
  readonly value: (row: Row) => Values[K];
}
export type Column<Row> = { readonly [K in Kind]: ColumnOf<Row, K> }[Kind];
/** What the head of a column is made of. */
export type Head = Omit<Column<never>, 'value'>;

/** How a surface writes each kind. */
export type Form<Out> = { readonly [K in Kind]: (value: Values[K]) => Out };

/** Makes columns of each kind over one type of row. */
export function columnsOver<Row>() {
  const maker =
    <K extends Kind>(kind: K) =>
    (id: string, title: string, value: (row: Row) => Values[K]): ColumnOf<Row, K> => ({ id, title, kind, value });
  return {
    text: maker('text'),
    count: maker('count'),
    part: maker('part'),
    share: maker('share'),
    figure: maker('figure'),
    measure: maker('measure'),
    number: maker('number'),
    p: maker('p'),
    frequency: maker('frequency'),
    change: maker('change'),
    factor: maker('factor'),
    ratio: maker('ratio'),
    tokens: maker('tokens'),
    usd: maker('usd'),
    ms: maker('ms'),
  };
}

/** One cell, written. */
export function cellOf<Row, Out>(column: Column<Row>, row: Row, form: Form<Out>): Out {
  // The kind of a column is that of its values, which a union of columns cannot tell the compiler.
  return (form[column.kind] as (value: Values[Kind]) => Out)(column.value(row));
}

/** Texts stand on the left, figures on the right. */
export const isFigure = ({ kind }: Pick<Head, 'kind'>): boolean => kind !== 'text';

const known = (value: number | null | undefined): number | '' => value ?? '';
const shareOf = (value: number | null | undefined): number | '' => (value == null ? '' : Number(value.toFixed(4)));
const PLAIN: Form<string | number> = {
  text: (value) => value ?? '',
  count: known,
  part: (value) => known(value?.[0]),
  share: (value) => shareOf(value?.value),
  figure: (value) => known(value?.value),
  measure: known,
  number: known,
  p: (value) => known(value?.p),
  frequency: (value) => shareOf(value?.share),
  change: (value) => known(value?.value),
  factor: known,
  ratio: (value) => known(value?.value),
  tokens: ({ known: sum }) => known(sum),
  usd: ({ known: sum }) => known(sum),
  ms: known,
};

/** A table to compute with: a head, then the rows; shares are 0 ... 1, times in ms, and what is not known is empty. */
export function plainTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly (readonly (string | number)[])[] {
  return [
    columns.map(({ title, kind }) => (kind === 'ms' ? `${title} (ms)` : title)),
    ...rows.map((row) => columns.map((column) => cellOf(column, row, PLAIN))),
  ];
}
