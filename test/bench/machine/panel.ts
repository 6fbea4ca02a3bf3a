import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../support/host/browser.ts';
import type { PanelBench, PanelWish } from '../inside/panel-wish.ts';
import type { Prepared } from './product.ts';

/** The built panel in a plain browser, with a worker in the place of the extension host. */
export class PanelStage {
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  /** `null` when there is no browser on this machine. */
  static async open(prepared: Prepared): Promise<PanelStage | null> {
    const { chromium } = prepared;
    if (chromium === null) return null;
    const server = await serve(prepared);
    const browser = await launchBrowser({ chromium });
    return new PanelStage(server, browser);
  }

  /** Opens a panel and waits until it is painted. */
  async show(wish: PanelWish): Promise<Page> {
    const { port } = this.#server.address() as AddressInfo;
    const page = await this.#browser.newPage({ viewport: { width: 1200, height: 900 } });
    await page.goto(`http://127.0.0.1:${port}/?${encodeURIComponent(JSON.stringify(wish))}`);
    await page.waitForFunction('bench.firstPaintMs() !== null', undefined, { timeout: 60_000 });
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Asks the page for a figure. */
export async function ask<M extends keyof PanelBench>(
  page: Page,
  method: M,
  ...params: Parameters<PanelBench[M]>
): Promise<Awaited<ReturnType<PanelBench[M]>>> {
  return (await page.evaluate(
    `bench.${method}(${params.map((param) => JSON.stringify(param)).join(', ')})`,
  )) as Awaited<ReturnType<PanelBench[M]>>;
}

/** Megabytes of JavaScript heap that are in use after a collection. */
export async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>panel</title>
<link rel="stylesheet" href="/themes.css"><link rel="stylesheet" href="/panel.css"></head>
<body class="vscode-dark"><div id="app" data-run-id="bench"></div>
<script src="/page.js"></script><script src="/panel.js"></script></body></html>`;

async function serve({ root, product, scripts }: Prepared): Promise<Server> {
  const files: Readonly<Record<string, readonly [string, string]>> = {
    '/panel.js': [path.join(product, 'dist', 'panel.js'), 'text/javascript'],
    '/panel.css': [path.join(product, 'dist', 'panel.css'), 'text/css'],
    '/themes.css': [path.join(root, 'webview', 'playground', 'themes.css'), 'text/css'],
    '/page.js': [scripts.panelPage, 'text/javascript'],
    '/host.js': [scripts.panelHost, 'text/javascript'],
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const known = files[pathname];
    const text = known === undefined ? Promise.resolve(pathname === '/' ? PAGE : null) : readFile(known[0], 'utf8');
    text.then(
      (body) => response.writeHead(body === null ? 404 : 200, { 'content-type': known?.[1] ?? 'text/html' }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
