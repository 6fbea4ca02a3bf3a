import { formatShare } from '../text/format.ts';
import type { Look } from './look.ts';

/** A table whose cells are coloured by a share, as far as it does not matter what the share is of. */

/** One cell. */
export interface HeatCell {
  /** 0 ... 1; `null` where there is no output. */
  readonly share: number | null;
  /** Name of the condition that it surely differs from; `null` where that is not sure. */
  readonly differsFrom: string | null;
  /** All that is known of it, a line each; the first names it. */
  readonly lines: readonly string[];
  /** Opens the outputs that it counts. */
  readonly onOpen?: () => void;
}

/** One row. */
export interface HeatRow {
  /** Unique within its table. */
  readonly key: string;
  /** What the row is about; hostile text for titles and answers. */
  readonly label: string;
  /** The model, for a row of one model within what the row above is about. */
  readonly look?: Look;
  /** Dim text after the label. */
  readonly aside?: string;
  readonly cells: readonly HeatCell[];
  readonly onOpen?: () => void;
}

/** A column. */
export interface HeatColumn {
  readonly key: string;
  readonly label: string;
  readonly look?: Look;
  /** Small text below the label. */
  readonly aside?: string;
}

/** Rows that stand together under a head of their own, or, without one, alone. */
export interface HeatGroup {
  readonly title: string;
  readonly rows: readonly HeatRow[];
}

/** A table of small shares is coloured as if the largest were this large at least, so that 3% never looks like nearly all. */
const SMALLEST_SCALE = 0.25;

/** The share that is coloured the strongest: the largest of the table. */
export function scaleOf(groups: readonly HeatGroup[]): number {
  const shares = groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ share }) => share ?? 0)));
  return shares.reduce((most, share) => Math.max(most, share), SMALLEST_SCALE);
}

/** How strong a cell is coloured, 0 ... 1 with two decimals, as a CSS number. */
export function heatOf(share: number | null, scale: number): string {
  return Math.min(1, (share ?? 0) / scale).toFixed(2);
}

/** The same table to copy: a head, then a row each; shares are plain numbers 0 ... 1, empty where undefined. */
export function heatFigures(
  corner: string,
  columns: readonly HeatColumn[],
  groups: readonly HeatGroup[],
): readonly (readonly (string | number)[])[] {
  const rows = groups.flatMap(({ rows: all }) => all);
  const isByModel = rows.some(({ look }) => look !== undefined);
  const models = isByModel ? ['Model'] : [];
  return [
    [corner, ...models, ...columns.map(({ label }) => label)],
    ...rows.map(({ label, look, cells }) => [
      label,
      ...(isByModel ? [look?.label ?? 'all'] : []),
      ...cells.map(({ share }) => (share === null ? '' : Number(share.toFixed(4)))),
    ]),
  ];
}

/** What a cell shows. */
export function cellText({ share }: HeatCell): string {
  return formatShare(share);
}
