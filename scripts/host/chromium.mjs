// A Chromium that tests can drive: one that is installed, or Debian's.
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './npm.mjs';

/** Chromium without its windows: a quarter less work for the same pages than the whole browser in headless mode. */
const SHELL = 'chromium-headless-shell';
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
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

/** @param {readonly string[]} names @param {readonly string[]} places */
function search(names, places) {
  const onPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)));
  return [...onPath, ...places].find(isProgram) ?? null;
}

/** The browser that `CONVERGENCE_PROBE_CHROMIUM` names, or `null`. */
function namedChromium() {
  const named = process.env.CONVERGENCE_PROBE_CHROMIUM ?? '';
  return isProgram(named) ? named : null;
}

/** Path of an installed browser, or `null`. `CONVERGENCE_PROBE_CHROMIUM` names another one. */
export function findChromium() {
  return namedChromium() ?? search([SHELL], []) ?? search(NAMES, PLACES);
}

/**
 * Path of a browser for tests: the one that is named, else Chromium's headless shell, which is installed on a Debian where
 * we may, else any browser there is.
 * @param {(line: string) => void} say
 */
export async function chromium(say) {
  const found = namedChromium() ?? search([SHELL], []);
  if (found) return found;
  const mayInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  const failure = mayInstall ? await install(say) : null;
  const browser = findChromium();
  if (browser) return browser;
  throw new Error(
    `No browser was found${failure ? `, and installing one failed (${failure})` : ''}. Install Chromium or Google Chrome ` +
      '(on Debian: sudo apt-get install chromium), or name one in CONVERGENCE_PROBE_CHROMIUM.',
  );
}

/** Installs Debian's package; returns what went wrong, or `null`. @param {(line: string) => void} say */
async function install(say) {
  say(`Installing a browser for tests (Debian packages ${SHELL} and fonts-dejavu-core).`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=600'];
  try {
    await run('apt-get', ['update', '-qq', ...lock], { env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...lock, SHELL, 'fonts-dejavu-core'], {
      env,
    });
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`It could not be installed: ${reason}`);
    return reason;
  }
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
