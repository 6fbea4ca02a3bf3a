import type { Figures } from './details.ts';
import { plural } from './words.ts';

/** Says how many answers there are at least, where more exist than were seen (lower end of the Chao1 interval). */
export function unseen({ pooled }: Figures): string | null {
  const chao1 = pooled['chao1'];
  const seen = pooled['distinct']?.value ?? null;
  const least = chao1?.interval?.[0] ?? null;
  if (seen === null || least === null || least <= seen) return null;
  return `At least ${plural(least, 'answer exists', 'answers exist')}, ${seen} ${seen === 1 ? 'was' : 'were'} seen.`;
}
