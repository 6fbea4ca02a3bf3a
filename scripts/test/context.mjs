// What the steps share: running programs, and the tools that are fetched while the first steps run.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { chromium } from '../host/chromium.mjs';
import { node24, RUNNING_IS_OLD } from '../host/node.mjs';
import { hostTools, say } from '../host/tools.mjs';

/**
 * @typedef {object} TestContext
 * @property {string} root
 * @property {string} filter part of a file's path or of a test's name; empty for all
 * @property {boolean} all whether a step does what takes too long for every run, too
 * @property {boolean} alone whether this step is the only one
 * @property {() => void} fetchHost begins to fetch
 * @property {() => void} fetchBrowser begins to fetch
 * @property {() => void} fetchNode24 begins to fetch
 * @property {() => Promise<import('../host/tools.mjs').HostTools>} host
 * @property {() => Promise<string>} browser path of a Chromium
 * @property {() => Promise<string>} newerNode a Node 22 or newer, for vsce and test-electron
 * @property {Run} run a program to its end; it rejects when that failed
 */

/**
 * `held`: the output is returned, and shown only when the program failed.
 * @typedef {(program: string, args: readonly string[], options?: { env?: NodeJS.ProcessEnv, held?: boolean }) => Promise<string>} Run
 */

/**
 * @param {string} root
 * @param {{ filter: string, alone: boolean, all: boolean }} options
 * @returns {TestContext}
 */
export function context(root, { filter, alone, all }) {
  const browser = once(() => chromium(say));
  const host = once(async () => {
    const [tools, found] = await Promise.all([hostTools({ browser: false }), browser()]);
    return { ...tools, chromium: found };
  });
  const newerNode = once(async () => (RUNNING_IS_OLD ? (await node24(say)).binary : process.execPath));
  const begin = (/** @type {() => Promise<unknown>} */ fetching) => () => {
    // Its failure belongs to the step that waits for it.
    fetching().catch(() => {});
  };
  return {
    root,
    filter,
    alone,
    all,
    host,
    browser,
    newerNode,
    fetchHost: begin(host),
    fetchBrowser: begin(browser),
    fetchNode24: begin(newerNode),
    run: runIn(root),
  };
}

/** @template T @param {() => Promise<T>} make @returns {() => Promise<T>} */
function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => (made ??= make());
}

/** The same, with what programs print given to `write` instead of the terminal. @param {TestContext} tests @param {(text: string) => void} write */
export function quietly(tests, write) {
  return { ...tests, run: runIn(tests.root, write) };
}

/** @param {string} root @param {(text: string) => void} [write] @returns {Run} */
const runIn =
  (root, write) =>
  (program, args, { env = {}, held = false } = {}) =>
    new Promise((resolve, reject) => {
      const isPiped = held || write !== undefined;
      const child = spawn(program, args, {
        cwd: root,
        env: { ...process.env, ...env },
        stdio: isPiped ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text) => (output += text));
      child.on('error', reject);
      child.on('close', (code, signal) => {
        if (!held || code !== 0) (write ?? ((text) => process.stdout.write(text)))(output);
        if (code === 0) return resolve(output);
        const what = [program, ...args.slice(0, 3)].map((part) => path.basename(part)).join(' ');
        reject(new Error(`${what} ended with ${code ?? signal}`));
      });
    });
