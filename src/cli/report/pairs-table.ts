import type { BetweenReport } from '../../core/model/report.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { pairColumns } from '../../core/tables/models.ts';
import type { Style } from '../terminal/style.ts';
import { columnTable } from './report-columns.ts';

/** More pairs than this are counted, not listed: the exports hold them all. */
const MOST_PAIRS = 15;

/** Each two models compared: divergence in bits, what few runs give by chance alone, shared answers, Holm's p; the nearest first. */
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
  return rest > 0 ? [...lines, style.dim(`and ${rest} more pairs`)] : lines;
}
