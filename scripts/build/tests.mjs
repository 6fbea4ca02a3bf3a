// Bundles tests: every *.test.ts under test/<kind> becomes a file under dist/test/<kind>. Found by glob; none is an error.
import { rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

/**
 * Builds the tests of one kind. `filter` is part of a file's path, or, where no file has it, comes back as the
 * pattern of test names to run.
 * @param {string} root
 * @param {string} kind folder under test/
 * @param {{ extra?: readonly string[], filter?: string }} options `extra`: further entry points beside the tests
 */
export async function bundleTests(root, kind, { extra = [], filter = '' } = {}) {
  const folder = path.join(root, 'test', kind);
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join(folder, file))
    .sort();
  if (tests.length === 0) throw new Error(`No test found under test/${kind}.`);
  const named = tests.filter((file) => slashes(path.relative(root, file)).includes(filter));
  const chosen = named.length > 0 ? named : tests;
  const outdir = path.join(root, 'dist', 'test', kind);
  await rm(outdir, { recursive: true, force: true });
  await esbuild.build({
    ...options(root),
    entryPoints: [...chosen, ...extra.map((file) => path.join(root, file))],
    outbase: folder,
    outdir,
  });
  const files = chosen.map((file) => path.join(outdir, path.relative(folder, file)).replace(/\.ts$/, '.js'));
  return { files, namePattern: named.length > 0 ? '' : filter };
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
