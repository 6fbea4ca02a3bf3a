// Looks at the started workbench in a headless browser: waits for the finished panel and saves a picture of it.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { say } from '../host/tools.mjs';

/** Milliseconds until the panel must show its report; measured: 15 s. */
const LIMIT_MS = 180_000;

/**
 * @param {object} options
 * @param {string} options.root
 * @param {import('../host/tools.mjs').HostTools} options.tools
 * @param {import('../../test/support/host/embedded.ts').EmbeddedServer} options.server
 * @param {import('./sample-server.mjs').HostLibrary} options.host
 * @param {import('./session.mjs').Session} options.session
 */
export async function lookOnce({ root, tools, server, host, session }) {
  const picture = path.join(root, 'test-results', 'start.png');
  mkdirSync(path.dirname(picture), { recursive: true });
  const browser = await host.launchBrowser(tools);
  const workbench = await host.Workbench.open(browser, server, { workspace: session.workspace });
  try {
    await workbench.webview().getByText('150 of 150').first().waitFor({ timeout: LIMIT_MS });
  } finally {
    await workbench.screenshot(picture);
    await browser.close();
  }
  say(`The panel shows the finished report: ${path.relative(root, picture)}`);
}
