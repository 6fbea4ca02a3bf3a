// Bundles tests: every *.test.ts under test/<kind> becomes a file under dist/test/<kind>. Found by glob; none is an error.
import { rm } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundles } from './bundles.mjs';

/** Fixes the seed of property tests. */
const SEED = path.join('test', 'support', 'property-seed.ts');

/**
 * Builds the tests of one kind. `filter` is part of a file's path, or, where no file has it, comes back as the
 * pattern of test names to run.
 * @param {string} root
 * @param {string} kind folder under test/
 * @param {{ extra?: readonly string[], filter?: string, shards?: number }} options `extra`: further entry points beside
 *   the tests; `shards`: how many bundles all tests are put into, when none is filtered out (a bundle each when absent)
 */
export async function bundleTests(root, kind, { extra = [], filter = '', shards = 0 } = {}) {
  const folder = path.join(root, 'test', kind);
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file))
    .sort();
  if (tests.length === 0) throw new Error(`No test found under test/${kind}.`);
  const named = tests.filter((file) => slashes(path.relative(root, file)).includes(filter));
  // Node calls it passed when no test has the name.
  if (named.length === 0 && !tests.some((file) => readFileSync(file, 'utf8').includes(filter)))
    throw new Error(
      `No ${kind} test has "${filter}" in its path or its name; give one word, or a name as it is written.`,
    );
  const chosen = named.length > 0 ? named : tests;
  const outdir = path.join(root, 'dist', 'test', kind);
  await rm(outdir, { recursive: true, force: true });
  // The name of a test may be in any file; one by one they would take minutes to start.
  if (shards > 0 && named.length === tests.length)
    return { files: await bundleShards(root, chosen, outdir, shards), namePattern: '' };
  if (shards > 0 && named.length === 0)
    return { files: await bundleShards(root, chosen, outdir, shards), namePattern: filter };
  await esbuild.build({
    ...options(root),
    inject: kind === 'unit' ? [path.join(root, SEED)] : [],
    entryPoints: [...chosen, ...extra.map((file) => path.join(root, file))],
    outbase: folder,
    outdir,
  });
  const files = chosen.map((file) => path.join(outdir, path.relative(folder, file)).replace(/\.ts$/, '.js'));
  return { files, namePattern: named.length > 0 ? '' : filter };
}

/**
 * Many small tests in few processes: starting one for each file takes longer than running it.
 * @param {string} root
 * @param {readonly string[]} tests
 * @param {string} outdir
 * @param {number} shards
 */
async function bundleShards(root, tests, outdir, shards) {
  const parts = Array.from({ length: shards }, (_, shard) => tests.filter((_test, index) => index % shards === shard));
  return Promise.all(
    parts.map(async (part, shard) => {
      const outfile = path.join(outdir, `shard-${shard + 1}.js`);
      const contents = part.map((file) => `import ${JSON.stringify(`./${slashes(path.relative(root, file))}`)};`);
      await esbuild.build({
        ...options(root),
        inject: [path.join(root, SEED)],
        stdin: { contents: contents.join('\n'), resolveDir: root, loader: 'ts' },
        outfile,
      });
      return outfile;
    }),
  );
}

/**
 * Builds what the tests and scripts share to reach a real VS Code: dist/test/host/*.js.
 * @param {string} root
 */
export async function bundleHost(root) {
  const folder = path.join(root, 'test', 'support', 'host');
  await esbuild.build({
    ...options(root),
    entryPoints: ['start.ts', 'stand-in.ts'].map((file) => path.join(folder, file)),
    outbase: folder,
    outdir: path.join(root, 'dist', 'test', 'host'),
  });
}

/**
 * Builds the fuzzers and what runs them: dist/test/fuzz/main.js, and child.js beside it.
 * @param {string} root
 */
export async function bundleFuzz(root) {
  const folder = path.join(root, 'test', 'fuzz', 'runner');
  const outdir = path.join(root, 'dist', 'test', 'fuzz');
  const entryPoints = ['main.ts', 'child.ts'].map((file) => path.join(folder, file));
  await esbuild.build({ ...options(root), entryPoints, outbase: folder, outdir });
  return path.join(outdir, 'main.js');
}

/**
 * @param {string} root
 * @returns {import('esbuild').BuildOptions}
 */
function options(root) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  };
}

/** @param {string} file */
function slashes(file) {
  return file.split(path.sep).join('/');
}

/**
 * Builds the command line as it ships, with the provider files beside it.
 * @param {string} root
 * @param {string} folder is emptied
 */
export async function buildCommandLine(root, folder) {
  await rm(folder, { recursive: true, force: true });
  await Promise.all(
    bundles(root, { production: true }).map(({ name, options }) => {
      if (name === 'node') return esbuild.build({ ...options, outdir: folder });
      if (name.startsWith('mcp')) return esbuild.build({ ...options, outfile: path.join(folder, `${name}.js`) });
      return name === 'providers' ? esbuild.build({ ...options, outdir: path.join(folder, 'providers') }) : null;
    }),
  );
}
