// Runs npm with a chosen Node, in a folder of its own, without running the packages' install scripts.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Installs one package into a folder.
 * @param {string} folder
 * @param {string} name
 * @param {string} version
 * @param {string} [node] the Node that runs npm
 */
export async function npmInstall(folder, name, version, node) {
  const content = { name: 'convergence-probe-tools', private: true, dependencies: { [name]: version } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(content));
  await npm(folder, ['install', '--ignore-scripts'], { node });
}

/**
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {{ node?: string, env?: NodeJS.ProcessEnv }} options
 */
export async function npm(folder, args, { node = process.execPath, env = {} } = {}) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?!config_(registry|cache|userconfig)$)/i.test(name),
  );
  const quiet = { npm_config_loglevel: 'error', npm_config_fund: 'false', npm_config_audit: 'false' };
  const search = `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`;
  await run(node, [npmScript(), ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), ...quiet, PATH: search, ...env },
  });
}

/** npm's own script: the one that runs us, or the one beside the running Node. */
function npmScript() {
  const beside = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = candidates.find((file) => /npm-cli\.js$/.test(file) && existsSync(file));
  if (!found) throw new Error('npm was not found. Start this with npm: `npm start`, `npm test`.');
  return found;
}

/**
 * Runs a program to its end; what it printed is in the error when it fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<void>}
 */
export function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-4000));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${path.basename(program)} ${args.slice(-3).join(' ')} ended with ${code}.\n${output}`));
    });
  });
}
