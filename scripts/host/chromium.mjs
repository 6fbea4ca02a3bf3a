// A Chromium that tests can drive: one that is installed, or Debian's.
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './npm.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
];

/** Path of an installed browser, or `null`. `CONVERGENCE_PROBE_CHROMIUM` names another one. */
export function findChromium() {
  const named = process.env.CONVERGENCE_PROBE_CHROMIUM;
  const searched = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [named ?? '', ...searched, ...PLACES].find((file) => file !== '' && isProgram(file)) ?? null;
}

/**
 * Path of a browser, installing Debian's when there is none and we may.
 * @param {(line: string) => void} say
 */
export async function chromium(say) {
  const found = findChromium();
  if (found) return found;
  const advice =
    'Install Chromium or Google Chrome (on Debian: sudo apt-get install chromium), or name one in CONVERGENCE_PROBE_CHROMIUM.';
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) throw new Error(`No browser was found. ${advice}`);
  say('Installing Chromium (Debian packages chromium and fonts-dejavu-core).');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=600'];
  await run('apt-get', ['update', '-qq', ...lock], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...lock, 'chromium', 'fonts-dejavu-core'], {
    env,
  });
  const installed = findChromium();
  if (!installed) throw new Error(`Debian's chromium was installed, but is not on the PATH. ${advice}`);
  return installed;
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
