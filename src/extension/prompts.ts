/**
 * What finds prompts in documents, in a file of its own (`dist/prompts.js`): it holds the parser of YAML, and the rest of the
 * extension can do without.
 */
export { findPrompts } from './prompt/editor-prompts.ts';
export { findAgain } from './prompt/find-again.ts';
export { severalPrompts } from './prompt/several-prompts.ts';
