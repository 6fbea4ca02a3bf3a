import type { Extractor } from './extractor.ts';
import { wholeExtractor } from './whole.ts';

/**
 * The thing that each output names. One output by itself is read whole; which of its words are the thing shows in all outputs to
 * one prompt together (`named/read-named.ts`).
 */
export const namedExtractor: Extractor = {
  id: 'named',
  label: 'Thing named',
  kind: 'text',
  argument: 'none',
  extract: (text, context) => wholeExtractor.extract(text, context),
};
