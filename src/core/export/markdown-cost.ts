import { withoutIsolates } from '../text/prose.ts';
import type { ProbeFile } from '../model/report.ts';
import type { Price, Target, Trial } from '../model/run.ts';
import { countedUsage } from '../money/amount.ts';
import { costSentence } from '../money/cost.ts';
import { semanticCostLine } from '../money/semantic-cost.ts';
import { formatUsd } from '../money/estimate.ts';
import { knownPrice } from '../money/price-table.ts';
import { recordOfFile } from '../run-file/run-file.ts';
import { inlineText, table } from './markdown-text.ts';

const UNKNOWN = 'unknown';
const whole = (count: number): string => count.toLocaleString('en-US');

/** A price as people compare it: per million tokens, and which entry of the table it is. */
function priceCell(price: Price | undefined): string {
  if (price === undefined) return UNKNOWN;
  const rates = `${formatUsd(price.inputPerMillion)} in, ${formatUsd(price.outputPerMillion)} out`;
  return `${inlineText(rates)} (${price.source === 'user' ? 'set by you' : inlineText(price.name)})`;
}

/** The sum of what answers say; unknown when one that came back says nothing. */
function sum(trials: readonly Trial[], kind: 'input' | 'output'): string {
  const answered = trials.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'cancelled');
  const counts = answered.map(({ usage }) => countedUsage(usage)[kind]);
  return counts.includes(null) ? UNKNOWN : whole(counts.reduce<number>((total, count) => total + (count ?? 0), 0));
}

function row({ run, trials, report }: ProbeFile, target: Target): readonly string[] {
  const own = trials.filter((trial) => trial.target === target.id);
  const cost = Object.hasOwn(report.cost, target.id) ? report.cost[target.id] : null;
  return [
    inlineText(target.label),
    sum(own, 'input'),
    sum(own, 'output'),
    priceCell(knownPrice(run, target.id)),
    typeof cost === 'number' ? inlineText(formatUsd(cost)) : UNKNOWN,
  ];
}

/** What the run cost, by model; nothing for answers that were not asked for in this run. */
export function costSection(file: ProbeFile): string[] {
  const { run, trials, report } = file;
  const sentence = costSentence(recordOfFile(file), report.cost);
  const meaning = file.semantic === undefined ? [] : [inlineText(semanticCostLine(file.semantic))];
  if (sentence === null) return meaning.length === 0 ? [] : ['## Cost', ...meaning];
  const sent = new Set(trials.filter(({ source }) => source === 'live' || source === 'batch').map((one) => one.target));
  const rows = run.targets.filter(({ id }) => sent.has(id)).map((target) => row(file, target));
  return [
    '## Cost',
    inlineText(withoutIsolates(sentence)),
    table(['', '#Input tokens', '#Output tokens', 'Price of a million tokens', '#Cost'], rows),
    ...meaning,
  ];
}
