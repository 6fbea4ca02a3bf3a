import { foldText } from '../../text/fold.ts';
import { tokensOf } from '../texts/tokens.ts';
import { rootOf } from './roots.ts';

/** A shared part is in at least this share of the outputs. */
export const LEAST_SHARE = 0.3;

/** Whether a folded text holds a part, in any form of its words: what `sharedParts` counts. */
export function partFinder(part: string): (folded: string) => boolean {
  const roots = ` ${tokensOf(foldText(part)).map(rootOf).join(' ')} `;
  return (folded) => ` ${tokensOf(folded).map(rootOf).join(' ')} `.includes(roots);
}
