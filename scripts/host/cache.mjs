// Where fetched tools live, and how they get there. The folder is the user's, shared by all clones.
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds without a sign of life after which a lock counts as left behind. */
const STALE_MS = 20_000;

/** The cache folder of this user on this platform. */
export function cacheRoot() {
  const { env } = process;
  if (env.XDG_CACHE_HOME) return path.join(env.XDG_CACHE_HOME, 'convergence-probe');
  if (process.platform === 'win32' && env.LOCALAPPDATA) return path.join(env.LOCALAPPDATA, 'convergence-probe');
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'convergence-probe');
  return path.join(os.homedir(), '.cache', 'convergence-probe');
}

/**
 * The folder of an installed tool, installing it when it is missing. An install that was interrupted leaves no
 * `.complete` file and is done again; of two runs at the same time one installs and the other waits.
 * @param {string} name unique for tool and version, for example `code-server-4.139.1`
 * @param {(folder: string) => Promise<void>} install fills the empty folder
 */
export async function installed(name, install) {
  const folder = path.join(cacheRoot(), 'tools', name);
  if (await isComplete(folder)) return folder;
  const unlock = await lock(`${folder}.lock`, name);
  try {
    if (await isComplete(folder)) return folder;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await install(folder);
    await writeFile(path.join(folder, '.complete'), `${name}\n`);
    return folder;
  } finally {
    await unlock();
  }
}

/** @param {string} folder */
async function isComplete(folder) {
  return stat(path.join(folder, '.complete')).then(
    () => true,
    () => false,
  );
}

/** @param {string} file @param {string} name @returns {Promise<() => Promise<void>>} */
async function lock(file, name) {
  await mkdir(path.dirname(file), { recursive: true });
  const mine = `${process.pid} ${os.hostname()} ${Math.random()}`;
  let said = false;
  let tookOver = false;
  for (;;) {
    if (await claim(file, mine)) {
      const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => {}), STALE_MS / 4);
      // Two runs may find the same lock left behind; the one whose claim the other removed waits on.
      if (tookOver) await sleep(1000);
      if (await isMine(file, mine)) {
        return async () => {
          clearInterval(beat);
          if (await isMine(file, mine)) await rm(file, { force: true });
        };
      }
      clearInterval(beat);
    }
    tookOver = (await ageOf(file)) > STALE_MS;
    if (tookOver) {
      await rm(file, { force: true });
      continue;
    }
    if (!said) console.log(`[host] Another run is installing ${name}; waiting for it.`);
    said = true;
    await sleep(500);
  }
}

/** Creates the lock; `false` when it is there already. @param {string} file @param {string} mine */
async function claim(file, mine) {
  try {
    await writeFile(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file @param {string} mine */
async function isMine(file, mine) {
  return (await readFile(file, 'utf8').catch(() => '')) === mine;
}

/** Milliseconds since the lock's last sign of life; 0 when it is gone. @param {string} file */
async function ageOf(file) {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}
