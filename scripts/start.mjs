// Opens a real VS Code with the extension and a workspace of sample prompts, one of them probed with the recorded
// models: `npm start`. `--once` looks at it in a headless browser, saves a picture and ends; a test uses that.
import path from 'node:path';
import { build } from './build.mjs';
import { chooseHost } from './host/choose.mjs';
import { say } from './host/tools.mjs';
import { startDesktop } from './start/desktop.mjs';
import { startEmbedded } from './start/embedded.mjs';
import { printReport } from './start/report.mjs';
import { sampleSession } from './start/session.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');

async function main() {
  const unknown = process.argv.slice(2).filter((argument) => argument !== '--once');
  if (unknown.length > 0) throw new Error(`Unknown option ${unknown.join(' ')}. Use: npm start [-- --once]`);
  const once = process.argv.includes('--once');
  const { kind, because } = once
    ? { kind: 'embedded', because: '--once looks at it in a headless browser' }
    : await chooseHost(ROOT);
  say(`Using the ${kind} VS Code: ${because}.`);
  say('Building the extension.');
  const built = build();
  const session = await sampleSession(ROOT, process.env.CONVERGENCE_PROBE_SESSION ?? 'start');
  const reported = built.then(() => printReport(ROOT, session));
  const start = kind === 'desktop' ? startDesktop : startEmbedded;
  await Promise.all([start({ root: ROOT, session, built, reported, once }), reported]);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
