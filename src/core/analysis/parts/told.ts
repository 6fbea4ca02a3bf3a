import { foldText } from '../../grouping/fold.ts';
import type { Group, Report, SharedPart, SharedPhrase } from '../../model/report.ts';
import { LEAST_SHARE, partFinder } from './part-finder.ts';

/** What shared parts say beyond the rest of a report. */

/** An answer that holds a part and has this share of its outputs has told of it. */
const TOLD = 0.8;

/** The shared parts that the tally does not tell: those of several answers, most telling first. */
export function newParts(
  parts: Report['sharedParts'],
  groups: readonly Pick<Group, 'answer' | 'count'>[],
): readonly SharedPart[] {
  return (parts ?? []).filter(({ text, outputs }) => {
    const large = groups.filter(({ count }) => count >= TOLD * outputs);
    if (large.length === 0) return true;
    const holds = partFinder(text);
    return !large.some(({ answer }) => holds(foldText(answer)));
  });
}

/**
 * Phrases that several models say in too few outputs to be shared parts, without those of the prompt; of a file of earlier versions,
 * which has no shared parts, all phrases that are not of the prompt.
 */
export function rarerPhrases({
  phrases,
  sharedParts: parts,
  funnel,
}: Pick<Report, 'phrases' | 'sharedParts' | 'funnel'>): readonly SharedPhrase[] {
  const own = (phrases ?? []).filter(({ echo }) => !echo);
  if (parts === undefined || parts === null) return own;
  return own.filter(({ outputs, targets }) => targets > 1 && outputs < LEAST_SHARE * funnel.outputs);
}
