import type { ConditionDifference, FeatureCell } from '../model/conditions-report.ts';
import type { ProbeFile } from '../model/report.ts';
import { csvLine, guardCell } from '../text/csv-cells.ts';
import type { ExportFormat } from './format.ts';

/** What one line is made from. */
interface Row {
  readonly kind: string;
  readonly label: string;
  readonly cell: FeatureCell | null;
  readonly difference: ConditionDifference | null;
}

const figure = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));

const COLUMNS: Readonly<Record<string, (row: Row) => string>> = {
  kind: ({ kind }) => kind,
  feature: ({ label }) => guardCell(label),
  target: ({ cell, difference }) => guardCell(cell?.target ?? difference?.target ?? ''),
  condition: ({ cell, difference }) => guardCell(cell?.condition ?? difference?.to ?? ''),
  count: ({ cell }) => figure(cell?.count),
  n: ({ cell }) => figure(cell?.n),
  share: ({ cell }) => figure(cell?.share),
  shareLow: ({ cell }) => figure(cell?.interval?.[0]),
  shareHigh: ({ cell }) => figure(cell?.interval?.[1]),
  control: ({ difference }) => guardCell(difference?.from ?? ''),
  difference: ({ difference }) => figure(difference?.difference),
  differenceLow: ({ difference }) => figure(difference?.interval?.[0]),
  differenceHigh: ({ difference }) => figure(difference?.interval?.[1]),
  p: ({ difference }) => figure(difference?.p),
  pHolm: ({ difference }) => figure(difference?.pHolm),
  method: ({ difference }) => difference?.method ?? '',
  verdict: ({ difference }) => difference?.verdict ?? '',
};

function rowsOf({ report: { conditions } }: ProbeFile): readonly Row[] {
  if (conditions === null) return [];
  const features = conditions.tables.flatMap(({ kind, features: all }) =>
    all.flatMap(({ label, match, cells, differences }) =>
      cells.map((cell): Row => {
        const own = differences.find(({ target, to }) => target === cell.target && to === cell.condition);
        return { kind: match === undefined ? kind : `${kind}-${match}`, label, cell, difference: own ?? null };
      }),
    ),
  );
  const effective = conditions.effective.differences.map((difference): Row => ({
    kind: 'effective-answers',
    label: '',
    cell: null,
    difference,
  }));
  return [...features, ...effective];
}

function* pieces(file: ProbeFile): Generator<string> {
  const cells = Object.values(COLUMNS);
  yield csvLine(Object.keys(COLUMNS));
  for (const row of rowsOf(file)) yield csvLine(cells.map((cell) => cell(row)));
}

/** A feature, target and condition a line, with its difference from the control; only its heads for one condition. An empty target stands for all. */
export const conditionsCsv = {
  id: 'conditions',
  label: 'Conditions (CSV)',
  extension: 'conditions.csv',
  pieces,
} as const satisfies ExportFormat;
