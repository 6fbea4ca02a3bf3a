import { plural } from '../text/prose.ts';
import type { SemanticGrouping } from '../model/run.ts';
import { countedUsage, dollarsOf, picoDollars } from './amount.ts';
import { formatUsd } from './estimate.ts';
import { isFree } from './price-table.ts';

/** What asking about the meaning of answers really took. It is no part of the cost of the run's targets. */

/** US dollars by the tokens used; 0 when nothing was asked, `null` when the price or a count is not known. */
export function semanticCost({ calls, usage, price }: SemanticGrouping): number | null {
  if (calls === 0) return 0;
  const { input, output } = countedUsage(usage);
  if (price === undefined || input === null) return null;
  if (output === null && price.outputPerMillion > 0) return null;
  return dollarsOf(picoDollars({ inputTokens: input, outputTokens: output ?? 0 }, price));
}

const tokens = (count: number | null): string => (count === null ? 'unknown' : count.toLocaleString('en-US'));

/** `Grouping by meaning: openai:text-embedding-3-small, 1 call, 60 tokens in, 0 out, cost under $0.0001.` */
export function semanticCostLine(semantic: SemanticGrouping): string {
  const { input, output } = countedUsage(semantic.usage);
  const cost = semanticCost(semantic);
  const parts = [
    semantic.target,
    plural(semantic.calls, 'call'),
    `${tokens(input)} tokens in`,
    `${tokens(output)} out`,
    cost === 0 && isFree(semantic.price) ? 'free' : `cost ${cost === null ? 'unknown' : formatUsd(cost)}`,
  ];
  return `Grouping by meaning: ${parts.join(', ')}.`;
}
