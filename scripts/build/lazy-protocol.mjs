// The protocol of agents brings an SDK that only one command needs, so it is a file of its own. The source says
// `import('./protocol.ts')`; in the command line that becomes `require('./mcp.js')`.
import path from 'node:path';

/** What the file is built from. */
export const PROTOCOL = path.join('src', 'cli', 'mcp', 'protocol.ts');

/**
 * Keeps it out of the command line.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
export function lazyProtocol(root) {
  return {
    name: 'lazy-protocol',
    setup(build) {
      build.onResolve({ filter: /^\.\/protocol\.ts$/ }, ({ kind, importer, path: wanted }) => {
        const file = path.relative(root, path.resolve(path.dirname(importer), wanted));
        return kind === 'dynamic-import' && file === PROTOCOL ? { path: './mcp.js', external: true } : undefined;
      });
    },
  };
}
