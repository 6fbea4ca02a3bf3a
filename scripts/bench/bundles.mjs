// Bundles the benchmark and what it starts in processes of their own into dist/bench.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** Name of a built file -> its source. */
const NODE = {
  bench: 'test/bench/bench.ts',
  servers: 'test/support/servers/main.ts',
  usage: 'test/bench/inside/usage.ts',
  bareSdks: 'test/bench/inside/bare-sdks.ts',
  report: 'test/bench/inside/report.ts',
  activation: 'test/bench/inside/activation.ts',
  keptRuns: 'test/bench/inside/kept-runs.ts',
  hostRun: 'test/bench/inside/host-run.ts',
};
const BROWSER = {
  panelPage: 'test/bench/inside/panel-page.ts',
  panelHost: 'test/bench/inside/panel-host.ts',
};

/**
 * Paths of the built files by name.
 * @param {string} root
 * @returns {Promise<Record<keyof typeof NODE | keyof typeof BROWSER, string>>}
 */
export async function bundleBench(root) {
  const outdir = path.join(root, 'dist', 'bench', 'scripts');
  await rm(outdir, { recursive: true, force: true });
  const shared = {
    absWorkingDir: root,
    bundle: true,
    outdir,
    logLevel: /** @type {const} */ ('warning'),
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  await Promise.all([
    esbuild.build({
      ...shared,
      entryPoints: entries(NODE),
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'linked',
      // Everything else is bundled, as in the product: how long a program takes to load depends on it.
      external: ['vscode', 'playwright-core'],
    }),
    esbuild.build({ ...shared, entryPoints: entries(BROWSER), platform: 'browser', target: 'chrome128', minify: true }),
  ]);
  const names = Object.keys({ ...NODE, ...BROWSER });
  const files = Object.fromEntries(names.map((name) => [name, path.join(outdir, `${name}.js`)]));
  return /** @type {Record<keyof typeof NODE | keyof typeof BROWSER, string>} */ (files);
}

/** @param {Readonly<Record<string, string>>} sources */
function entries(sources) {
  return Object.entries(sources).map(([out, file]) => ({ in: file, out }));
}
