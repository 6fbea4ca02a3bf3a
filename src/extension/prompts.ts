/**
 * What finds prompts in documents, in a file of its own (`dist/prompts.js`): it holds the parser of YAML, and the rest of the
 * extension can do without.
 */
export { findPrompts, isPartOfFile, promptFrom, wholeFile } from './prompt/editor-prompts.ts';
export { findAgain } from './prompt/find-again.ts';
export { insertionOf, withInsertions } from './prompt/insert-rewrite.ts';
export { severalPrompts } from './prompt/several-prompts.ts';
export { probeOffers, WRITTEN } from './prompt/offer-probes.ts';
export { isPromptFile } from './prompt/prompts-in.ts';
