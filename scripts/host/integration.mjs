// Runs the built integration tests inside a real VS Code. Started by scripts/test.mjs with Node 22 or newer, which
// @vscode/test-electron needs: node scripts/host/integration.mjs desktop|embedded
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const embedded = process.argv[2] === 'embedded';

/** A program that takes the arguments of desktop VS Code and runs the tests in the embedded one. */
function standIn() {
  const file = path.join(ROOT, 'dist', 'test', 'host', 'code');
  const script = path.join(ROOT, 'dist', 'test', 'host', 'stand-in.js');
  const quoted = [process.execPath, script].map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ');
  writeFileSync(file, `#!/bin/sh\nexec ${quoted} "$@"\n`, { mode: 0o755 });
  return file;
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'convergence-probe-'));
const workspace = path.join(scratch, 'workspace');
mkdirSync(workspace);
try {
  await runTests({
    ...(embedded ? { vscodeExecutablePath: standIn() } : {}),
    extensionDevelopmentPath: [ROOT, path.join(ROOT, 'test', 'fixtures', 'fake-lm')],
    extensionTestsPath: path.join(ROOT, 'dist', 'test', 'integration', 'index.js'),
    launchArgs: [workspace, `--user-data-dir=${path.join(scratch, 'user-data')}`, '--disable-extensions'],
    extensionTestsEnv: { CONVERGENCE_PROBE_TEST_WORKSPACE: workspace },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
