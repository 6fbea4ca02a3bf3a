// The sample session: a copy of the sample workspace, so that playing with it leaves the clone as it is, and which
// prompt is shown probed.
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * @typedef {object} Session
 * @property {string} folder user data and everything else that this session writes
 * @property {string} workspace folder that VS Code opens
 * @property {string} prompt file of the sample prompt
 * @property {number} line its line, from 1
 * @property {string} recording the saved run whose models answer it
 * @property {number} runs how often each of them is asked: all that was recorded
 */

/**
 * @param {string} root
 * @param {string} name sessions of different names do not disturb each other
 * @returns {Promise<Session>}
 */
export async function sampleSession(root, name) {
  const folder = path.join(root, '.vscode-test', name);
  const workspace = path.join(folder, 'sample-workspace');
  await rm(workspace, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await cp(path.join(root, 'media', 'sample-workspace'), workspace, { recursive: true });
  return {
    folder,
    workspace,
    prompt: path.join(workspace, 'prompts', 'number.md'),
    line: 1,
    recording: path.join(root, 'media', 'recordings', 'numbers.probe.json'),
    runs: 50,
  };
}

/** The extension that does with the sample prompt what a person would do. @param {string} root */
export function showPromptExtension(root) {
  return path.join(root, 'scripts', 'start', 'show-prompt');
}

/**
 * The environment that tells it what to show.
 * @param {Session} session
 */
export async function showEnvironment({ prompt, line, recording, runs }) {
  /** @type {{ run: { targets: readonly { id: string, label: string }[] } }} */
  const { run } = JSON.parse(await readFile(recording, 'utf8'));
  const file = path.basename(recording);
  const models = run.targets.map(({ id, label }) => ({ spec: `recorded:${file}#${id}`, label }));
  const show = { session: new Date().toISOString(), file: prompt, line, models, runs };
  return { CONVERGENCE_PROBE_SHOW: JSON.stringify(show) };
}

/**
 * The environment of the person, without what another VS Code, Electron or code-server around us, or npm, put there.
 * @returns {NodeJS.ProcessEnv}
 */
export function ownEnvironment() {
  const foreign = /^(VSCODE_|ELECTRON_|CODE_SERVER_|npm_|(PORT|PASSWORD|HASHED_PASSWORD|NODE_OPTIONS|INIT_CWD)$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
