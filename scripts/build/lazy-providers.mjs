// Each provider brings an SDK that takes tens of milliseconds to load, so each is a file of its own that is read
// at its first use, and so is the price table. The sources say `import('./openai.ts')`; in the bundles that becomes
// `require('./providers/openai.js')`.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The sources whose `import()` names such a file. */
const LOADERS = ['registry.ts', 'prices.ts'].map((file) => path.join('src', 'providers', file));

/**
 * Names of the files under src/providers that are loaded lazily.
 * @param {string} root
 */
export function providerFiles(root) {
  const names = LOADERS.flatMap((loader) => {
    const source = readFileSync(path.join(root, loader), 'utf8');
    const named = [...source.matchAll(/\bimport\(\s*'\.\/([\w-]+)\.ts'\s*\)/g)].map((match) => String(match[1]));
    if (named.length === 0) throw new Error(`${loader} loads nothing with import('./name.ts').`);
    return named;
  });
  return [...new Set(names)];
}

/**
 * Keeps what they import lazily out of the bundle.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
export function lazyProviderFiles(root) {
  return {
    name: 'lazy-provider-files',
    setup(build) {
      build.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ kind, importer, path: specifier }) => {
        if (kind !== 'dynamic-import' || !LOADERS.includes(path.relative(root, importer))) return undefined;
        return { path: `./providers/${path.basename(specifier, '.ts')}.js`, external: true };
      });
    },
  };
}

/** What several providers are made of, and holds an SDK: a file of its own, which they share. */
export const SHARED_BY_PROVIDERS = 'chat-completions';

/**
 * Keeps it out of the providers.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
export function sharedByProviders(root) {
  const folder = path.join(root, 'src', 'providers');
  return {
    name: 'shared-by-providers',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^\\./wire/${SHARED_BY_PROVIDERS}\\.ts$`) }, ({ importer }) =>
        path.dirname(importer) === folder ? { path: `./${SHARED_BY_PROVIDERS}.js`, external: true } : undefined,
      );
    },
  };
}
