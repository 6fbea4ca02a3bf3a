import { optionsOf } from '../extraction/options.ts';
import { splitOptions } from '../extraction/choice.ts';
import { asksForAnyOf, asksForFairPick, closedSetSize } from '../extraction/random-pick.ts';
import { countStated, statedProperty } from '../extraction/stated-subset.ts';
import type { Group, PossibleAnswers } from '../model/report.ts';
import type { ChosenExtractor } from './chosen-extractor.ts';
import { domainSize } from './numbers/uniform.ts';

/** What is known beside the extractor. */
interface Known {
  readonly prompt: string;
  /** By the user, which settles it where no prompt is known. */
  readonly isDomainGiven: boolean;
  /** Different answers that came: more than there can be means that it is not known how many there can be. */
  readonly groups: readonly Group[];
}

/** From this share of answers on that have not what the prompt seems to ask for, it asks for something else. */
const MOST_OUTSIDE = 1 / 5;

/**
 * Of the numbers of a range that the prompt asks for: even ones, multiples of 7, primes. What a model gives beside them is
 * possible as well, but no fair draw then.
 */
function ofStatedNumbers(prompt: string, count: number, groups: readonly Group[]): PossibleAnswers {
  const property = statedProperty(prompt)!;
  const outside = groups.filter(({ answer }) => !property.has(Number(answer)));
  const total = (some: readonly Group[]) => some.reduce((sum, group) => sum + group.count, 0);
  const isAsked = asksForAnyOf(prompt) && count > 1 && total(outside) <= MOST_OUTSIDE * total(groups);
  if (!isAsked) return { size: null, isFairPick: false };
  return { size: count + outside.length, isFairPick: property.isFair && outside.length === 0 };
}

/**
 * How many answers are possible: the options of a choice, the whole numbers of a domain of which any is as good as another
 * (those of them that the prompt asks for, as even ones), or the members of a closed set (days of the week). A domain of facts, ratings or sums bounds the answers and says nothing of how many there are.
 */
export function possibleAnswers(
  { extractor, argument, domain }: ChosenExtractor,
  { prompt, isDomainGiven, groups }: Known,
): PossibleAnswers {
  const isFair = asksForFairPick(prompt) || (prompt.trim() === '' && isDomainGiven);
  if (extractor.id === 'choice') {
    const options = argument === null ? optionsOf(prompt) : splitOptions(argument);
    return { size: options.length < 2 ? null : options.length, isFairPick: isFair && options.length > 1 };
  }
  const stated = extractor.kind === 'number' && domainSize(domain) !== null ? countStated(prompt, domain!) : null;
  if (stated !== null) return ofStatedNumbers(prompt, stated, groups);
  const size = extractor.kind === 'number' ? domainSize(domain) : closedSetSize(prompt);
  const isKnown = isFair && size !== null && size >= groups.length;
  return { size: isKnown ? size : null, isFairPick: isKnown };
}
