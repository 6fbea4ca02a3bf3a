import { optionsOf } from '../extraction/options.ts';
import { splitOptions } from '../extraction/choice.ts';
import { asksForFairPick, closedSetSize } from '../extraction/random-pick.ts';
import type { PossibleAnswers } from '../model/report.ts';
import type { ChosenExtractor } from './chosen-extractor.ts';
import { domainSize } from './numbers/uniform.ts';

/** What is known beside the extractor. */
interface Known {
  readonly prompt: string;
  /** By the user, which settles it where no prompt is known. */
  readonly isDomainGiven: boolean;
  /** Different answers that came: more than there can be means that it is not known how many there can be. */
  readonly groups: number;
}

/**
 * How many answers are possible: the options of a choice, the whole numbers of a domain of which any is as
 * good as another, or the members of a closed set (days of the week).
 * A domain of facts, ratings or sums bounds the answers and says nothing of how many there are.
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
  const size = extractor.kind === 'number' ? domainSize(domain) : closedSetSize(prompt);
  const isKnown = isFair && size !== null && size >= groups;
  return { size: isKnown ? size : null, isFairPick: isKnown };
}
