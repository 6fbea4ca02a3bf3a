// Each provider brings an SDK that takes tens of milliseconds to load, so each is a file of its own that is read
// at its first use. The sources say `import('./openai.ts')`; in the bundles that becomes `require('./providers/openai.js')`.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const REGISTRY = path.join('src', 'providers', 'registry.ts');

/**
 * Names of the provider files that the registry loads lazily.
 * @param {string} root
 */
export function providerFiles(root) {
  const source = readFileSync(path.join(root, REGISTRY), 'utf8');
  const names = [...source.matchAll(/\bimport\(\s*'\.\/([\w-]+)\.ts'\s*\)/g)].map((match) => String(match[1]));
  if (names.length === 0) throw new Error(`${REGISTRY} loads no provider with import('./name.ts').`);
  return [...new Set(names)];
}

/**
 * Keeps what the registry imports lazily out of the bundle.
 * @param {string} root
 * @returns {import('esbuild').Plugin}
 */
export function lazyProviderFiles(root) {
  return {
    name: 'lazy-provider-files',
    setup(build) {
      build.onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ kind, importer, path: specifier }) => {
        if (kind !== 'dynamic-import' || path.relative(root, importer) !== REGISTRY) return undefined;
        return { path: `./providers/${path.basename(specifier, '.ts')}.js`, external: true };
      });
    },
  };
}
