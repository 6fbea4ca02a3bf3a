// The pictures of the README: `npm run screenshots` writes docs/images from the sample prompt in the embedded VS Code.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { build } from './build.mjs';
import { hostTools, say } from './host/tools.mjs';
import { sampleSession } from './start/session.mjs';
import { startSampleServer } from './start/sample-server.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const IMAGES = path.join(ROOT, 'docs', 'images');
const REWRITES = 'foal.probe.json';
const VIEWPORT = { width: 1440, height: 900 };

/**
 * One picture each: tab of the panel, theme, file.
 * @type {readonly (readonly [string, import('../test/support/host/workbench.ts').Theme, string])[]}
 */
const PICTURES = [
  ['Overview', 'dark', 'overview-dark'],
  ['Numbers', 'dark', 'numbers-dark'],
  ['Answers', 'dark', 'answers-dark'],
  ['Outputs', 'dark', 'outputs-dark'],
  ['Numbers', 'light', 'numbers-light'],
  ['Overview', 'light', 'overview-light'],
  ['Overview', 'high-contrast', 'overview-high-contrast'],
  ['Numbers', 'high-contrast-light', 'numbers-high-contrast-light'],
];

/** @typedef {import('../test/support/host/workbench.ts').Workbench} Workbench */

/** @param {Workbench} workbench @param {string} name */
async function take(workbench, name) {
  await workbench.painted();
  await workbench.screenshot(path.join(IMAGES, `${name}.png`));
  say(`docs/images/${name}.png`);
}

/** @param {Workbench} workbench @param {string} tab */
async function open(workbench, tab) {
  const panel = workbench.webview();
  await panel.getByRole('tab', { name: tab }).click();
  await panel.getByRole('tab', { name: tab, selected: true }).waitFor();
}

/** The published jokes: what was put together, every output beside the others, and all of them as a graph. @param {Workbench} workbench */
async function takeJokes(workbench) {
  await workbench.setTheme('dark');
  await workbench.runCommand('Open Sample Run');
  await workbench.quickRows().filter({ hasText: 'Tell me a joke' }).first().click();
  const panel = workbench.webview();
  await panel.getByRole('heading', { name: 'Tell me a joke' }).waitFor();
  await open(workbench, 'Answers');
  await panel.locator('table.tally [aria-expanded]').first().click();
  await panel.locator('.variant-text').first().waitFor();
  await take(workbench, 'jokes-answers-dark');
  await open(workbench, 'Outputs');
  await panel.locator('.card-text').first().waitFor();
  await take(workbench, 'jokes-outputs-dark');
  await open(workbench, 'Graph');
  await panel.locator('.graph-node', { hasText: 'Want another' }).first().hover();
  await take(workbench, 'jokes-graph-dark');
}

/** A run that tried rewrites, as the playground makes it, in a file of the workspace. @param {string} workspace */
async function writeRewrites(workspace) {
  const entry = path.join(ROOT, 'webview', 'playground', 'rewriting.ts');
  const how = /** @type {const} */ ({ bundle: true, write: false, format: 'esm', platform: 'node' });
  const { outputFiles } = await esbuild.build({ entryPoints: [entry], ...how });
  const code = Buffer.from(outputFiles[0]?.text ?? '').toString('base64');
  /** @type {typeof import('../webview/playground/rewriting.ts')} */
  const { rewriting } = await import(`data:text/javascript;base64,${code}`);
  const { header, trials } = rewriting();
  const run = { ...header, status: 'complete', finishedAt: '2026-11-21T14:03:00.000Z' };
  writeFileSync(path.join(workspace, REWRITES), JSON.stringify({ schemaVersion: 1, run, trials, edits: [] }));
}

/** What rewrites of a prompt are worth. @param {Workbench} workbench */
async function takeRewrites(workbench) {
  await workbench.setTheme('dark');
  await workbench.openFile(REWRITES);
  const panel = workbench.webview();
  await panel.getByRole('heading', { name: 'Suggest a name' }).waitFor();
  await open(workbench, 'Rewrites');
  await take(workbench, 'rewrites-dark');
}

const [tools, session] = await Promise.all([hostTools({ browser: true }), sampleSession(ROOT, 'screenshots'), build()]);
await writeRewrites(session.workspace);
const { server, host } = await startSampleServer({ root: ROOT, session, tools, steady: true });
const browser = await host.launchBrowser(tools);
try {
  const workbench = await host.Workbench.open(browser, server, { workspace: session.workspace, viewport: VIEWPORT });
  const panel = workbench.webview();
  await panel.getByRole('button', { name: 'Try this prompt on my models' }).first().waitFor({ timeout: 90_000 });
  await workbench.runCommand('View: Close Primary Side Bar');
  mkdirSync(IMAGES, { recursive: true });
  for (const [tab, theme, name] of PICTURES) {
    await workbench.setTheme(theme);
    await open(workbench, tab);
    await take(workbench, name);
  }
  await takeJokes(workbench);
  await takeRewrites(workbench);
} finally {
  await browser.close();
  await server.stop();
}
