import { verdictWords } from '../../core/analysis/comparison/verdict-words.ts';
import type { BetweenReport, PairReport } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { table, type Column } from '../terminal/columns.ts';
import { oneLine } from '../terminal/printable.ts';
import type { Style } from '../terminal/style.ts';
import { decimal, percent, pValue } from './figures.ts';

const COLUMNS: readonly Column[] = [
  { title: 'TWO MODELS', align: 'left', least: 20 },
  { title: 'DIVERGENCE', align: 'right', least: null },
  { title: 'BY CHANCE', align: 'right', least: null },
  { title: 'SHARED', align: 'right', least: null },
  { title: 'P', align: 'right', least: null },
  { title: 'VERDICT', align: 'left', least: 9 },
];

/** More pairs than this are counted, not listed: the exports hold them all. */
const MOST_PAIRS = 15;
/** On a narrower terminal the column of chance is left out. */
const ALL_FIT = 76;

function row(pair: PairReport, record: RunRecord): readonly string[] {
  const label = (id: string) => record.run.targets.find((target) => target.id === id)?.label ?? id;
  return [
    oneLine(`${label(pair.a)} · ${label(pair.b)}`),
    decimal(pair.jensenShannonBits),
    decimal(pair.jensenShannonNullMean),
    percent(pair.overlap),
    pValue(pair.pHolm, pair.isAtFloor),
    verdictWords(pair),
  ];
}

/** Each two models compared: divergence in bits, what few runs give by chance alone, shared answers, Holm's p; the nearest first. */
export function pairsTable(
  between: BetweenReport | null,
  record: RunRecord,
  columns: number,
  style: Style,
): readonly string[] {
  const tested = (between?.pairs ?? []).filter(({ jensenShannonBits }) => jensenShannonBits !== null);
  if (tested.length === 0) return [];
  const nearest = [...tested].sort((a, b) => a.jensenShannonBits! - b.jensenShannonBits!);
  const shown = (_: unknown, index: number) => columns >= ALL_FIT || COLUMNS[index]?.title !== 'BY CHANCE';
  const rows = nearest.slice(0, MOST_PAIRS).map((pair) => row(pair, record).filter(shown));
  const lines = table(COLUMNS.filter(shown), rows, columns, (cell, index) => (index < 0 ? style.dim(cell) : cell));
  const rest = nearest.length - rows.length;
  return rest > 0 ? [...lines, style.dim(`and ${rest} more pairs`)] : lines;
}
