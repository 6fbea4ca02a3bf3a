// Packages the extension: `npm run package`. The package holds what runs and nothing else, in less than 2 MB.
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHARED_PREFIX } from './build/bundles.mjs';
import { node24, RUNNING_IS_OLD } from './host/node.mjs';
import { run } from './host/npm.mjs';
import { say } from './host/tools.mjs';
import { zipEntries } from './package/zip-entries.mjs';

const LIMIT_BYTES = 2_000_000;

/** What a package may hold, and must. `extension/` is where vsce puts the files of the project. */
const MAY = [
  /^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/,
  /^extension\/(package(?:\.nls)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/i,
  /^extension\/dist\/(extension|work|designs|prompts|worker|cli|mcp|panel|gallery)\.js$/,
  /^extension\/dist\/(providers\/[\w-]+|shared-[A-Z\d]+)\.js$/,
  /^extension\/dist\/((?:panel|gallery)\.css|mcp-app\.html|THIRD_PARTY_NOTICES\.txt)$/,
  /^extension\/media\/(icon\.png|runs\.svg|probe-(file|yaml)\.schema\.json|recordings\/\w+\.probe\.json|walkthrough\/\w+\.md)$/,
  /^extension\/(docs\/statistics|skills\/convergence-probe\/SKILL)\.md$/,
];
const MUST = [
  'docs/statistics.md',
  'skills/convergence-probe/SKILL.md',
  'package.json',
  'package.nls.json',
  'dist/extension.js',
  'dist/work.js',
  'dist/designs.js',
  'dist/prompts.js',
  'dist/worker.js',
  'dist/cli.js',
  'dist/mcp.js',
  'dist/mcp-app.html',
  'dist/panel.js',
  'dist/panel.css',
  'dist/gallery.js',
  'dist/gallery.css',
];

/** @param {string} root */
export function vsixPath(root) {
  return path.join(root, 'dist', 'convergence-probe.vsix');
}

/**
 * Packages with vsce and looks at what came out. Returns one line about it.
 * @param {string} root
 * @param {string} node a Node 22 or newer
 */
export async function packageExtension(root, node) {
  const file = vsixPath(root);
  mkdirSync(path.dirname(file), { recursive: true });
  // vsce builds first: it runs the script `vscode:prepublish`.
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  // Without a repository there is no address that the README's relative links could be rewritten to.
  const links = ['--allow-missing-repository', '--no-rewrite-relative-links'];
  const options = ['--no-dependencies', ...links, '--out', file];
  const search = `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`;
  await run(node, [vsce, 'package', ...options], { cwd: root, env: { ...process.env, PATH: search } });
  const { size } = statSync(file);
  const entries = zipEntries(readFileSync(file));
  const built = readdirSync(path.join(root, 'dist'));
  const shared = built.filter((name) => name.startsWith(SHARED_PREFIX)).map((name) => `dist/${name}`);
  const problems = [
    ...entries
      .filter((entry) => !MAY.some((pattern) => pattern.test(entry)))
      .map((entry) => `${entry} does not belong in it`),
    ...[...MUST, ...shared]
      .filter((name) => !entries.includes(`extension/${name}`))
      .map((name) => `${name} is missing`),
    ...(size > LIMIT_BYTES ? [`it has ${size} bytes, more than ${LIMIT_BYTES}`] : []),
  ];
  if (problems.length > 0) throw new Error(`The package is not right: ${problems.join('; ')}.`);
  const line = `${entries.length} files, ${(size / 1000).toFixed(0)} kB: ${path.relative(root, file)}`;
  console.log(line);
  return line;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(import.meta.dirname, '..');
  try {
    await packageExtension(root, RUNNING_IS_OLD ? (await node24(say)).binary : process.execPath);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
