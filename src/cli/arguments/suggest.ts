import { nearest } from '../../core/nearest.ts';
import { ARGUMENTS } from '../strings/arguments.ts';

/** `; did you mean X?`, or a full stop. */
export function didYouMean(word: string, known: readonly string[], prefix = ''): string {
  const match = nearest(word, known);
  return match === null ? '.' : ARGUMENTS.didYouMean(`${prefix}${match}`);
}
