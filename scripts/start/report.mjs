// The report of the sample prompt in the terminal: the command line on the same recording as the panel.
import { spawn } from 'node:child_process';
import path from 'node:path';

/** @param {string} root @param {import('./session.mjs').Session} session @returns {Promise<void>} */
export function printReport(root, { prompt, recording, runs }) {
  const shown = (/** @type {string} */ file) => path.relative(root, file).split(path.sep).join('/');
  const args = [
    'run',
    '--prompt-file',
    shown(prompt),
    '--target',
    `recorded:${shown(recording)}`,
    '--runs',
    String(runs),
  ];
  console.log(`\n$ node dist/cli.js ${args.join(' ')}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'dist', 'cli.js'), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The command line ended with ${code}.`));
    });
  });
}
