import { foldText } from '../../text/fold.ts';
import { tokensOf } from '../texts/tokens.ts';
import { rootOf } from './roots.ts';

/** A shared part is in at least this share of the outputs. */
export const LEAST_SHARE = 0.3;

/** The words of a folded text by their roots: what parts are looked for in. */
export const rootsOf = (folded: string) => ` ${tokensOf(folded).map(rootOf).join(' ')} `;

/** Whether a folded text holds a part, in any form of its words: what `sharedParts` counts. */
export function partFinder(part: string): (folded: string) => boolean {
  const roots = rootsOf(foldText(part));
  return (folded) => rootsOf(folded).includes(roots);
}
