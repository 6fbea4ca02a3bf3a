import type { Figures } from './details.ts';
import { plural } from '../../text/prose.ts';

/** New runs are said to bring mostly new answers when at least this share of them would. */
const MOSTLY = 0.5;

/**
 * What more runs would show, where more answers exist than were seen: that they are mostly new, or how many exist at least (lower
 * end of the Chao1 interval). `null` where it is known how many are possible, and where nothing points to more.
 */
export function unseen({ pooled, possible, funnel }: Figures): string | null {
  const seen = pooled['distinct']?.value ?? null;
  const least = pooled['chao1']?.interval?.[0] ?? null;
  if (possible.size !== null || seen === null || least === null || least <= seen || funnel.outputs < 5) return null;
  const coverage = pooled['coverage-good-turing']?.value ?? 1;
  if (1 - coverage >= MOSTLY) return 'New runs would mostly bring new answers.';
  return `At least ${plural(least, 'answer exists', 'answers exist')}; ${seen} ${seen === 1 ? 'was' : 'were'} seen.`;
}
