// The product as it ships, in a folder of its own, so that a benchmark and a build can run beside each other; and what
// this machine has to measure it with.
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundles } from '../build/bundles.mjs';
import { writeNotices } from '../build/notices.mjs';
import { cacheRoot } from '../host/cache.mjs';
import { findChromium } from '../host/chromium.mjs';
import { CODE_SERVER, codeServer } from '../host/code-server.mjs';
import { node24 } from '../host/node.mjs';
import { run } from '../host/npm.mjs';

const quietly = () => {};

/**
 * Builds the production bundles into dist/bench/product and packs them.
 * @param {string} root
 * @param {Readonly<Record<string, string>>} scripts
 */
export async function prepare(root, scripts) {
  const product = path.join(root, 'dist', 'bench', 'product');
  await rm(product, { recursive: true, force: true });
  await mkdir(path.join(product, 'dist'), { recursive: true });
  await buildProduct(root, product);
  const node = await presentNode24();
  return {
    root,
    product,
    scripts,
    vsix: node === null ? null : await pack(root, product, node.binary),
    node24: node?.binary ?? null,
    codeServer: node === null || !isInstalled(`code-server-${CODE_SERVER}`) ? null : await codeServer(node, quietly),
    chromium: findChromium(),
  };
}

/** @param {string} root @param {string} product */
async function buildProduct(root, product) {
  /** @param {string} file */
  const moved = (file) => path.join(product, path.relative(root, file));
  const metafiles = await Promise.all(
    bundles(root, { production: true }).map(async ({ options }) => {
      const place = options.outfile ? { outfile: moved(options.outfile) } : { outdir: moved(String(options.outdir)) };
      return (await esbuild.build({ ...options, ...place })).metafile;
    }),
  );
  for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'media']) {
    await cp(path.join(root, name), path.join(product, name), { recursive: true });
  }
  /** @type {Record<string, unknown> & { scripts?: unknown }} */
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  // It is built already; vsce would build it again.
  delete manifest.scripts;
  await writeFile(path.join(product, 'package.json'), JSON.stringify(manifest, null, 2));
  await writeNotices(root, metafiles, path.join(product, 'dist'));
}

/** @param {string} root @param {string} product @param {string} node a Node 22 or newer */
async function pack(root, product, node) {
  const file = path.join(root, 'dist', 'bench', 'convergence-probe.vsix');
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file];
  await run(node, [vsce, 'package', ...options], { cwd: product });
  return file;
}

/** A Node 24 that is there already: nothing is fetched for a benchmark. */
async function presentNode24() {
  const running = Number(process.versions.node.split('.')[0]) === 24;
  return running || isInstalled('node-24.21.0') ? node24(quietly) : null;
}

/** @param {string} name */
function isInstalled(name) {
  return existsSync(path.join(cacheRoot(), 'tools', name, '.complete'));
}
