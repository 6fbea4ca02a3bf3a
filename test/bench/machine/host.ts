import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchBrowser } from '../../support/host/browser.ts';
import { startServer } from '../../support/host/embedded.ts';
import { STEADY_SETTINGS } from '../../support/host/settings.ts';
import type { HostFigures, HostWish } from '../inside/host-run.ts';
import { HOST_WISH } from '../inside/host-wish.ts';
import type { Bench } from './bench.ts';

/** Longest one measurement in the editor may take, ms. */
const LIMIT_MS = 180_000;

/** Probes inside the extension host of the embedded VS Code; `null` when it is not on this machine. */
export async function measureHost(
  { prepared, scratch }: Bench,
  settings: Readonly<Record<string, unknown>>,
  wish: Omit<HostWish, 'file'>,
): Promise<HostFigures | null> {
  const { node24, codeServer, chromium, product, scripts } = prepared;
  if (node24 === null || codeServer === null || chromium === null) return null;
  const tools = { node: node24, codeServer, chromium };
  const workspace = path.join(scratch, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const file = path.join(scratch, 'host.json');
  const server = await startServer({
    tools,
    folder: path.join(scratch, 'host'),
    settings: { ...STEADY_SETTINGS, ...settings },
    automation: true,
  });
  const browser = await launchBrowser(tools);
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const said: string[] = [];
    let code: number | null = null;
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => said.push(args.join(' ')));
    await page.exposeFunction('codeAutomationExit', (ended: number) => (code = ended));
    const environment = JSON.stringify({ [HOST_WISH]: JSON.stringify({ ...wish, file }) });
    await page.goto(
      server.workbenchUrl(workspace, [
        ['extensionDevelopmentPath', server.uri(product)],
        ['extensionTestsPath', server.uri(scripts.hostRun)],
        ['extensionEnvironment', environment],
      ]),
    );
    for (const until = Date.now() + LIMIT_MS; code === null && Date.now() < until;) await sleep(100);
    if (!existsSync(file))
      throw new Error(`Nothing was measured in the editor (${code}): ${said.slice(-5).join('\n')}`);
    return JSON.parse(readFileSync(file, 'utf8')) as HostFigures;
  } finally {
    await browser.close();
    await server.stop();
  }
}
