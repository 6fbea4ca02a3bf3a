// `npm start` with desktop VS Code, downloaded by @vscode/test-electron into .vscode-test/.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { node24, RUNNING_IS_OLD } from '../host/node.mjs';
import { say } from '../host/tools.mjs';
import { ownEnvironment, showEnvironment, showPromptExtension } from './session.mjs';

/**
 * @param {{ root: string, session: import('./session.mjs').Session, built: Promise<void>, reported: Promise<void> }} options
 */
export async function startDesktop({ root, session, built, reported }) {
  const [program] = await Promise.all([downloaded(root), built, reported]);
  const userData = path.join(session.folder, 'user-data');
  const settings = path.join(userData, 'User', 'settings.json');
  if (!existsSync(settings)) {
    mkdirSync(path.dirname(settings), { recursive: true });
    const quiet = {
      'workbench.startupEditor': 'none',
      'update.mode': 'none',
      'security.workspace.trust.enabled': false,
    };
    writeFileSync(settings, JSON.stringify(quiet, null, 2));
  }
  const args = [
    session.workspace,
    `--extensionDevelopmentPath=${root}`,
    `--extensionDevelopmentPath=${showPromptExtension(root)}`,
    `--user-data-dir=${userData}`,
    `--extensions-dir=${path.join(session.folder, 'desktop-extensions')}`,
    ...['--skip-welcome', '--skip-release-notes', '--disable-updates', '--wait'],
  ];
  const env = { ...ownEnvironment(), ...(await showEnvironment(session)) };
  const child = spawn(program, args, { env, stdio: 'ignore' });
  const end = () => child.kill();
  process.once('SIGINT', end).once('SIGTERM', end).once('SIGHUP', end).once('exit', end);
  say('VS Code is opening. Close its window, or press Ctrl+C here, to end it.');
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}

/** Path of the program, downloading it when it is not there. @param {string} root @returns {Promise<string>} */
async function downloaded(root) {
  say('Looking for desktop VS Code in .vscode-test, and downloading it when it is not there.');
  const node = RUNNING_IS_OLD ? (await node24(say)).binary : process.execPath;
  const source = `
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    const program = await downloadAndUnzipVSCode();
    process.stdout.write('\\n' + program);`;
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--input-type=module', '--eval', source], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const program = output.trim().split('\n').at(-1);
      if (code === 0 && program) resolve(program);
      else
        reject(
          new Error(
            'Desktop VS Code could not be downloaded. CONVERGENCE_PROBE_HOST=embedded npm start uses the embedded one.',
          ),
        );
    });
  });
}
