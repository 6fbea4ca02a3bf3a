// Builds what is measured, beside dist and without touching it, and measures it: `npm run bench -- --help`.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { bundleBench } from './bench/bundles.mjs';
import { prepare } from './bench/prepare.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const args = process.argv.slice(2);

try {
  const scripts = await bundleBench(ROOT);
  // Neither needs anything else to be built.
  const only = args.some((argument) => ['--help', '-h', '--list'].includes(argument));
  const prepared = only ? null : await prepare(ROOT, scripts);
  const child = spawn(process.execPath, ['--enable-source-maps', scripts.bench, ...args], {
    stdio: 'inherit',
    env: { ...process.env, CONVERGENCE_PROBE_BENCH: JSON.stringify(prepared) },
  });
  // Ctrl+C reaches both; the benchmark ends what it started.
  process.on('SIGINT', () => {});
  child.on('exit', (code) => process.exit(code ?? 130));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
