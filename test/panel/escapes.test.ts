import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { FrameState } from '../../webview/playground/frames.ts';
import { escapePages } from '../support/gallery/escapes.ts';
import { HARMLESS } from '../support/gallery/harmless-pages.ts';
import { launchBrowser } from '../support/host/browser.ts';
import { toolsFromEnvironment } from '../support/host/tools.ts';
import { playground } from './stage.ts';

declare global {
  interface Window {
    /** See webview/playground/frames.ts. */
    readonly runPage: (name: string, text: string, isIsolated: boolean) => FrameState;
  }
}

/** Pages in frames as the gallery makes them, under its policy: what wants out stays in, what is harmless runs. */

/** Every name in it leads to the listener. */
const DOMAIN = 'escape.test';
const PATIENCE_MS = 60_000;
/** How long a page may go on with what it tries after it was written, ms. */
const AFTERWARDS_MS = 1_500;

/** Listens on one port, to connections and to packets. */
async function listen() {
  const reached: string[] = [];
  const server = createServer((socket) => {
    const at = reached.push('a connection') - 1;
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      reached[at] = data.toString('latin1').slice(0, 300);
      socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const packets = createSocket('udp4');
  packets.on('message', () => reached.push('a packet'));
  await new Promise<void>((resolve) => packets.bind(port, '127.0.0.1', resolve));
  const close = (): void => {
    server.close();
    packets.close();
  };
  return { port, reached, close };
}

/** Whether a browser finds an address of its own to call from: without one it calls nobody. */
const hasNetwork = Object.values(networkInterfaces()).some((all) => all?.some(({ internal }) => !internal));

describe('a page in the gallery', { concurrency: 1 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-escapes-'));
  const log = path.join(folder, 'network.json');
  let listener: Awaited<ReturnType<typeof listen>>;
  let browser: Browser;
  before(async () => {
    listener = await listen();
    browser = await launchBrowser(toolsFromEnvironment(), [
      `--host-resolver-rules=MAP *.${DOMAIN} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      ...['--site-per-process', '--use-angle=swiftshader', `--log-net-log=${log}`],
    ]);
  });
  after(async () => {
    await browser.close();
    listener.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs pages side by side in a window of their own, until all have come to an end of what they run at once. */
  const runAll = async (pages: readonly (readonly [string, string])[], isIsolated = false) => {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${playground()}/frames`);
    await page.evaluate(
      ([all, isolated]) =>
        Object.assign(window, {
          states: Object.fromEntries(all.map(([name, text]) => [name, window.runPage(name, text, isolated)])),
        }),
      [pages, isIsolated] as const,
    );
    const states = (): Promise<Readonly<Record<string, FrameState>>> => page.evaluate('states');
    await page.waitForFunction('Object.values(states).every(({ isWritten, end }) => isWritten || end !== null)');
    return { page, states };
  };

  const escapes = (): readonly (readonly [string, string])[] => [
    ...escapePages({ domain: DOMAIN, port: listener.port }),
  ];

  it('reaches nothing, however it tries', async () => {
    const pages = escapes();
    assert.ok(pages.length >= 100, String(pages.length));
    const parts = Array.from({ length: 4 }, (_, part) => pages.filter((_page, at) => at % 4 === part));
    const windows = await Promise.all(parts.map((part) => runAll(part)));
    await windows[0]!.page.waitForTimeout(AFTERWARDS_MS);
    const ends = new Map(
      (await Promise.all(windows.map(({ states }) => states()))).flatMap((all) => Object.entries(all)),
    );
    await Promise.all(windows.map(({ page }) => page.close()));
    assert.deepEqual(listener.reached, []);
    for (const way of ['by assignment', 'by a name in two parts', 'by a timer without a script', 'without a body'])
      assert.equal(ends.get(`leaves ${way}`)?.end, 'left', way);
  });

  it('is ended before anybody hears where it goes, where it does not hold up the gallery', async () => {
    const [name, text] = escapes().find(([one]) => one === 'leaves without a root')!;
    const { page, states } = await runAll([[name, text]], true);
    assert.deepEqual((await states())[name], { isWritten: false, end: 'left', errors: [] });
    assert.equal(await page.locator('iframe').count(), 0);
    await page.close();
  });

  it('runs when it is harmless', async () => {
    const { page, states } = await runAll([...HARMLESS]);
    const said = async (name: string): Promise<string> => {
      const heading = page.frameLocator(`iframe[title="${name}"]`).locator('#said');
      await heading
        .filter({ hasText: / done$/ })
        .waitFor({ timeout: 10_000 })
        .catch(() => undefined);
      return (await heading.textContent().catch(() => null)) ?? JSON.stringify((await states())[name]);
    };
    const names = [...HARMLESS.keys()];
    const found = await Promise.all(names.map(async (name) => [name, await said(name)]));
    assert.deepEqual(
      found,
      names.map((name) => [name, `${name} done`]),
    );
    await page.close();
  });

  it('would be seen to reach out', async () => {
    const page: Page = await browser.newPage();
    await page.goto(`${playground()}/frames.js`);
    await page.evaluate(
      async ([host, packets]) => {
        await fetch(`http://${host}`, { mode: 'no-cors' }).catch(() => undefined);
        const call = new RTCPeerConnection({ iceServers: [{ urls: `stun:${packets}` }] });
        call.createDataChannel('x');
        await call.setLocalDescription(await call.createOffer());
      },
      [`e0.${DOMAIN}:${listener.port}`, `127.0.0.1:${listener.port}`],
    );
    await page.waitForTimeout(1_000);
    assert.match(listener.reached.join('\n'), /^Host: e0\.escape\.test/m);
    assert.equal(listener.reached.includes('a packet'), hasNetwork);
    await page.close();
    await browser.close();
    const hosts = readFileSync(log, 'utf8').match(/\be\d+\.escape\.test/g) ?? [];
    assert.deepEqual([...new Set(hosts)], ['e0.escape.test']);
  });
});
