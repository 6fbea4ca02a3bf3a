import type { Target } from '../../src/core/model/run.ts';
import { totalCost } from '../../src/core/money/cost.ts';
import { formatUsd } from '../../src/core/money/estimate.ts';
import { isAskedLive, isFree, knownPrice } from '../../src/core/money/price-table.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { capitalised } from '../text/words.ts';
import type { Screen } from './screen.ts';

/** What a run cost. Nothing is said of answers that no model was asked for. */

type Shown = Pick<Screen, 'run' | 'snapshot' | 'report' | 'running'>;

/** Targets that were, or are being, asked live. */
export function askedTargets({ run, snapshot }: Pick<Screen, 'run' | 'snapshot'>): readonly Target[] {
  const sources = snapshot.sources ?? [];
  const asked = sources.includes('live') || sources.includes('batch');
  if (sources.length > 0 ? !asked : run.provenance !== undefined) return [];
  return run.targets.filter(isAskedLive);
}

/** US dollars of a target; `null` when unknown. */
export function costOf(report: PanelReport | null, target: string): number | null {
  return report !== null && Object.hasOwn(report.cost, target) ? (report.cost[target] ?? null) : null;
}

/** Those of the asked targets, as in `PanelReport.cost`. */
function costsOf(screen: Shown): Readonly<Record<string, number | null>> {
  return Object.fromEntries(askedTargets(screen).map(({ id }) => [id, costOf(screen.report, id)]));
}

/** Whether nothing is charged for any model that was asked. */
function isWithoutCost(screen: Shown): boolean {
  return askedTargets(screen).every(({ id }) => isFree(knownPrice(screen.run, id)));
}

/** `$0.0123`, `$0.0123 + unknown`, `cost unknown`, `free`; `null` where there is nothing to say about money. */
export function costText(screen: Shown): string | null {
  const costs = Object.values(costsOf(screen));
  if (screen.report === null || costs.length === 0) return null;
  const total = totalCost(costsOf(screen));
  if (total === null) return 'cost unknown';
  if (isWithoutCost(screen)) return 'free';
  const rest = costs.includes(null) ? ' + unknown' : '';
  return `${formatUsd(total)}${rest}${screen.running ? ' so far' : ''}`;
}

/** What the header's cost is made of, and of which models it is not known. */
export function costTitle(screen: Shown): string {
  const unknown = askedTargets(screen).filter(({ id }) => costOf(screen.report, id) === null);
  if (isWithoutCost(screen))
    return 'Models on your own computer count as free; the setting convergenceProbe.prices takes a price';
  if (unknown.length === 0) return 'Tokens of the answers at list prices; what failed calls cost is not known';
  return unknown.map(({ id, label }) => `${label}: ${unknownText(screen.run, id)}`).join('\n');
}

/** Whether the cost of any model is known, and any is paid for: only then it is worth a column. */
export function hasCosts(screen: Shown): boolean {
  return totalCost(costsOf(screen)) !== null && !isWithoutCost(screen);
}

/** What a model cost, in its row. */
export function costTextOf(screen: Shown, target: string): string {
  const cost = costOf(screen.report, target);
  if (cost === null) return 'unknown';
  return isFree(knownPrice(screen.run, target)) ? 'free' : formatUsd(cost);
}

/** Where a model's cost is from: the entry of the price table that matched may be the wrong one. */
export function costCellTitle(screen: Shown, target: string): string {
  const price = knownPrice(screen.run, target);
  const gap = costOf(screen.report, target) === null ? capitalised(unknownText(screen.run, target)) : '';
  if (price === undefined) return gap;
  const { name, source, inputPerMillion, outputPerMillion } = price;
  const from =
    source === 'user' ? `Your price (${name})` : source === 'machine' ? 'Your own computer' : `Price of ${name}`;
  const rates = `${formatUsd(inputPerMillion)} in, ${formatUsd(outputPerMillion)} out, for a million tokens`;
  return [`${from}: ${rates}`, gap].filter((line) => line !== '').join('\n');
}

function unknownText(run: Screen['run'], target: string): string {
  if (knownPrice(run, target) === undefined) return 'no price is known; the setting convergenceProbe.prices takes one';
  return 'the server did not say how many tokens some answers took';
}
