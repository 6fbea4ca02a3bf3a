// What the extension loads at its first use is in files of its own beside it, so that activation reads next to nothing.
// The source says `import('./work.ts')`; in the bundle that becomes `require('./work.js')`. What reads probe files is one
// file for both: an editor that only underlines mistakes needs nothing else.
import path from 'node:path';

const FOLDER = path.join('src', 'extension');
/** Lazily imported files of the extension's folder, and the outputs that they are. */
const LAZY = ['work', 'designs', 'prompts'];

/**
 * Keeps what the extension imports lazily out of its bundles.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
export function lazyWork(root) {
  return {
    name: 'lazy-work',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\/\w+\.ts$/ }, ({ kind, importer, path: wanted }) => {
        const file = path.relative(path.join(root, FOLDER), path.resolve(path.dirname(importer), wanted));
        const name = LAZY.find((candidate) => `${candidate}.ts` === file);
        return kind === 'dynamic-import' && name !== undefined ? { path: `./${name}.js`, external: true } : undefined;
      });
    },
  };
}
