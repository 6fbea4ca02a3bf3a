import type { Insight } from '../../model/report.ts';
import { isDenial } from './conditions.ts';

/** So many findings are told at one glance; the others are for those who want to know more. */
const MOST_SHOWN = 3;

/** What the panel, the command line and the exports show first. */
export interface Glance {
  /** "Strongly converged", "So far: not converged". */
  readonly claim: string;
  /** What was found; empty where the claim says it all. */
  readonly sentence: string;
  readonly findings: readonly string[];
  readonly more: readonly string[];
}

/** Headlines begin with a claim of a few words, which holds no full stop (`headline.ts`). */
export function glanceOf({ headline, details }: Pick<Insight, 'headline' | 'details'>): Glance {
  const end = headline.search(/\.(?:\s|$)/);
  const [claim, sentence] = end === -1 ? [headline, ''] : [headline.slice(0, end), headline.slice(end + 1).trim()];
  const findings = details.filter((detail) => !isDenial(detail)).slice(0, MOST_SHOWN);
  return { claim, sentence, findings, more: details.filter((detail) => !findings.includes(detail)) };
}
