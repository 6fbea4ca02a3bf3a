import { type Browser, chromium } from 'playwright-core';
import type { HostTools } from './tools.ts';

/** Starts a headless browser that reaches this machine and nothing else. `more` are further arguments of its own. */
export async function launchBrowser(
  tools: Pick<HostTools, 'chromium'>,
  more: readonly string[] = [],
): Promise<Browser> {
  if (tools.chromium === null) throw new Error('No browser to drive the workbench with.');
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: tools.chromium,
    headless: true,
    // processes.ts ends everything in one place.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...asRoot,
      ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...more,
    ],
  });
}
