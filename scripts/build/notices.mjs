// The licences of the packages whose code is in the bundles, in one file beside them.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @param {string} root
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @param {string} [dist] folder of the bundles
 */
export async function writeNotices(root, metafiles, dist = path.join(root, 'dist')) {
  const folders = new Set(metafiles.flatMap((metafile) => Object.keys(metafile.inputs).flatMap(packageFolder)));
  const notices = await Promise.all([...folders].sort().map((folder) => notice(path.join(root, folder))));
  const text = `Convergence Probe contains code of the packages below, each under its own licence.\n\n${notices.join('\n')}`;
  await writeFile(path.join(dist, 'THIRD_PARTY_NOTICES.txt'), text);
}

/** @param {string} input a path as esbuild names it, with forward slashes */
function packageFolder(input) {
  const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
  return match ? [match[0]] : [];
}

/** @param {string} folder */
async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(-code)?(\.(md|txt))?$/i.test(entry));
  const text = file ? await readFile(path.join(folder, file), 'utf8') : '';
  return `${'-'.repeat(78)}\n${name} ${version} (${license})\n\n${text.trim()}\n`;
}
