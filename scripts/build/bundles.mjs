// What is built from what. One entry per output; the metafile of each is what the architecture tests look at.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { asCommonJs } from './as-common-js.mjs';
import { lazyProviderFiles, providerFiles, SHARED_BY_PROVIDERS, sharedByProviders } from './lazy-providers.mjs';
import { intoPage } from './into-page.mjs';
import { lazyProtocol, PROTOCOL } from './lazy-protocol.mjs';
import { lazyWork } from './lazy-work.mjs';
import { priceTable } from './price-table.mjs';

/** What is read when it is wanted, and what that is built from. What several need is in files that they share. */
const NODE = {
  work: 'src/extension/work.ts',
  designs: 'src/extension/designs.ts',
  prompts: 'src/extension/prompts.ts',
  worker: 'src/runs/analysis/worker.ts',
  cli: 'src/cli/main.ts',
};
export const SHARED_PREFIX = 'shared-';

/**
 * The bundles of the product.
 * @param {string} root
 * @param {{ production: boolean }} mode
 * @returns {{ name: string, options: import('esbuild').BuildOptions & { metafile: true } }[]}
 */
export function bundles(root, { production }) {
  /** @param {string} file */
  const at = (file) => path.join(root, file);
  const shared = {
    absWorkingDir: root,
    bundle: true,
    metafile: /** @type {const} */ (true),
    minify: production,
    sourcemap: /** @type {false | 'linked'} */ (production ? false : 'linked'),
    // Licences of what is bundled go into one file of their own (notices.mjs).
    legalComments: /** @type {const} */ ('none'),
    logLevel: /** @type {const} */ ('warning'),
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  };
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const node = {
    ...shared,
    platform: /** @type {const} */ ('node'),
    target: 'node20',
    define: { ...shared.define, __VERSION__: JSON.stringify(version) },
  };
  const commonJs = {
    ...node,
    format: /** @type {const} */ ('cjs'),
    // `import()` of a file that stays outside becomes a lazy `require`, the quickest way to load it.
    supported: { 'dynamic-import': false },
  };
  const browser = {
    ...shared,
    platform: /** @type {const} */ ('browser'),
    target: ['chrome128', 'es2023'],
  };
  return [
    {
      name: 'extension',
      options: {
        ...commonJs,
        entryPoints: [at('src/extension/extension.ts')],
        outfile: at('dist/extension.js'),
        external: ['vscode'],
        plugins: [lazyWork(root)],
      },
    },
    {
      name: 'node',
      options: {
        ...node,
        format: 'esm',
        splitting: true,
        entryPoints: Object.entries(NODE).map(([out, file]) => ({ in: at(file), out })),
        outdir: at('dist'),
        external: ['vscode'],
        chunkNames: `${SHARED_PREFIX}[hash]`,
        plugins: [lazyProviderFiles(root), lazyProtocol(root), asCommonJs()],
      },
    },
    {
      name: 'providers',
      options: {
        ...commonJs,
        plugins: [priceTable(), sharedByProviders(root)],
        entryPoints: [
          ...providerFiles(root).map((file) => ({ in: at(`src/providers/${file}.ts`), out: file })),
          { in: at(`src/providers/wire/${SHARED_BY_PROVIDERS}.ts`), out: SHARED_BY_PROVIDERS },
        ],
        outdir: at('dist/providers'),
      },
    },
    {
      name: 'mcp',
      options: { ...commonJs, entryPoints: [at(PROTOCOL)], outfile: at('dist/mcp.js') },
    },
    {
      name: 'mcp-app',
      options: {
        ...browser,
        format: 'iife',
        entryPoints: [at('webview/mcp-app/main.ts')],
        outfile: at('dist/mcp-app.js'),
        plugins: [intoPage({ title: 'Convergence Probe', version })],
      },
    },
    {
      name: 'panel',
      options: { ...browser, format: 'iife', entryPoints: [at('webview/main.ts')], outfile: at('dist/panel.js') },
    },
    {
      name: 'gallery',
      options: {
        ...browser,
        format: 'iife',
        entryPoints: [at('webview/gallery/main.ts')],
        outfile: at('dist/gallery.js'),
      },
    },
    {
      name: 'gallery-style',
      options: {
        ...browser,
        entryPoints: [at('webview/styles/gallery.css')],
        outfile: at('dist/gallery.css'),
      },
    },
    {
      name: 'panel-style',
      options: {
        ...browser,
        entryPoints: [at('webview/styles/panel.css')],
        outfile: at('dist/panel.css'),
        loader: { '.ttf': 'file' },
        assetNames: '[name]',
      },
    },
  ];
}
