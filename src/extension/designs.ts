/**
 * What reads probe files, in a file of its own (`dist/designs.js`): an editor that underlines mistakes and offers to run
 * needs nothing else. `extension.ts` imports it with the first probe file, the commands when one is run.
 */
export { watchDesigns } from './designs/watch.ts';
export { readDocument } from './designs/read-document.ts';
export { designOfPrompts, NEW_DESIGN } from '../core/design/write-design.ts';
