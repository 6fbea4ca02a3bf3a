// What the extension loads at its first use is a file of its own beside it, so that activation reads next to nothing.
// The source says `import('./work.ts')`; in the bundle that becomes `require('./work.js')`.
import path from 'node:path';

const ENTRY = path.join('src', 'extension', 'extension.ts');

/**
 * Keeps what the extension imports lazily out of its bundle.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
export function lazyWork(root) {
  return {
    name: 'lazy-work',
    setup(build) {
      build.onResolve({ filter: /^\.\/work\.ts$/ }, ({ kind, importer }) =>
        kind === 'dynamic-import' && path.relative(root, importer) === ENTRY
          ? { path: './work.js', external: true }
          : undefined,
      );
    },
  };
}
