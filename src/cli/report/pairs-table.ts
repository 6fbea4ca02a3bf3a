import { toldApartWords } from '../../core/analysis/comparison/verdict-words.ts';
import type { BetweenReport } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { pairColumns } from '../../core/tables/models.ts';
import type { Style } from '../terminal/style.ts';
import { wrap } from '../terminal/width.ts';
import { columnTable } from './report-columns.ts';

/** More pairs than this are counted, not listed: the exports hold them all. */
const MOST_PAIRS = 15;

/** Each two models compared: divergence in bits, what few runs give by chance alone, shared answers, Holm's p; the nearest first. Below, whether single outputs tell them apart. */
export function pairsTable(
  between: BetweenReport | null,
  { run }: RunRecord,
  columns: number,
  style: Style,
): readonly string[] {
  const tested = (between?.pairs ?? []).filter(({ jensenShannonBits }) => jensenShannonBits !== null);
  if (tested.length === 0) return [];
  const nearest = [...tested].sort((a, b) => a.jensenShannonBits! - b.jensenShannonBits!);
  const { pair, divergence, byChance, overlap, pHolm, verdict } = pairColumns(run);
  const shown = [pair, divergence, byChance, overlap, pHolm, verdict];
  const lines = columnTable(shown, nearest.slice(0, MOST_PAIRS), columns, style, { dropped: [byChance] });
  const rest = nearest.length - MOST_PAIRS;
  return [...lines, ...(rest > 0 ? [style.dim(`and ${rest} more pairs`)] : []), ...apart(between, columns, style)];
}

function apart(between: BetweenReport | null, columns: number, style: Style): readonly string[] {
  if (between?.toldApart === undefined || between.toldApart === null) return [];
  const { figure, reading } = toldApartWords(between.toldApart);
  return wrap(`Told apart: ${figure} ${reading}`, columns).map((line) => style.dim(line));
}
