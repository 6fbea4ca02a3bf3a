// Fuzzers: `node scripts/fuzz.mjs --minutes 20`. See test/fuzz; `--help` explains every option.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { bundleFuzz } from './build/tests.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const main = await bundleFuzz(ROOT);
const { status } = spawnSync(process.execPath, ['--enable-source-maps', main, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
