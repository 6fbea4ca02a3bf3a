import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import type { AnalyzeOutput } from '../../src/cli/mcp/schemas.ts';
import { MCP_APP } from '../../webview/text/mcp-app.ts';
import { withMcp } from '../contract/mcp-client.ts';
import { watchProblems, type Problems } from '../support/host/problems.ts';
import { browser } from './stage.ts';

/**
 * The view of a report in a host as MCP Apps (SEP-1865, 2026-01-26) wants hosts: a sandbox of another origin, in it the page
 * under the default policy of the specification. Page and result are what the built server gives.
 */

/** What a host must use for a resource that declares no domains. */
const POLICY = [
  ...["default-src 'none'", "script-src 'self' 'unsafe-inline'", "style-src 'self' 'unsafe-inline'"],
  ...["img-src 'self' data:", "media-src 'self' data:", "connect-src 'none'", "object-src 'none'"],
  ...["frame-src 'none'", "base-uri 'self'"],
].join('; ');

/** Passes messages on between the host and the view, as a sandbox proxy does. */
const PROXY = `<!doctype html><iframe id="view" sandbox="allow-scripts" src="/view" style="width:100%;height:900px;border:0"></iframe>
<script>
const view = document.getElementById('view');
addEventListener('message', ({ source, data }) => {
  if (source === parent) view.contentWindow.postMessage(data, '*');
  else if (source === view.contentWindow) parent.postMessage(data, '*');
});
</script>`;

const host = (proxy: string): string => `<!doctype html><body style="margin:0">
<script>
window.heard = [];
addEventListener('message', ({ data }) => heard.push(data));
window.tell = (message) => document.querySelector('iframe').contentWindow.postMessage({ jsonrpc: '2.0', ...message }, '*');
</script>
<iframe sandbox="allow-scripts allow-same-origin" src="${proxy}" style="width:100%;height:920px;border:0"></iframe>`;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

declare global {
  interface Window {
    readonly heard: readonly Message[];
    readonly tell: (message: object) => void;
  }
}

async function serve(pages: Readonly<Record<string, { readonly html: string; readonly policy?: string }>>) {
  const server = createServer(({ url = '' }, response) => {
    const page = pages[url];
    if (page === undefined) return response.writeHead(204).end();
    const policy = page.policy === undefined ? {} : { 'content-security-policy': page.policy };
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...policy }).end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const ATTACK = '<img src=x onerror="parent.postMessage({attack:1},`*`)"><b>Blue</b>';

describe('the view of a report within a chat', { concurrency: 1 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'convergence-probe-app-'));
  const servers: Server[] = [];
  let page: Page;
  let view: Frame;
  let problems: Problems;
  let result: { content: readonly object[]; structuredContent: AnalyzeOutput };

  const told = (method: string): Promise<Message> =>
    page
      .waitForFunction((wanted) => window.heard.find((one) => one.method === wanted), method)
      .then((handle) => handle.jsonValue() as Promise<Message>);
  const tell = (message: object): Promise<void> =>
    page.evaluate((one) => {
      window.tell(one);
    }, message);

  before(async () => {
    let html = '';
    await withMcp({ folder: path.resolve('dist') }, { env: { XDG_STATE_HOME: folder } }, async ({ client, call }) => {
      const { tools } = await client.listTools();
      const ui = tools.find(({ name }) => name === 'analyze_outputs')?._meta?.['ui'] as { resourceUri: string };
      const [content] = (await client.readResource({ uri: ui.resourceUri })).contents;
      html = content !== undefined && 'text' in content ? content.text : '';
      const outputs = [...Array.from({ length: 30 }, () => 'Blue'), ...Array.from({ length: 6 }, () => ATTACK), 'Teal'];
      const { structured, text } = await call('analyze_outputs', { outputs, extract: 'whole' });
      result = { content: [{ type: 'text', text }], structuredContent: structured };
    });
    const proxy = await serve({ '/': { html: PROXY }, '/view': { html, policy: POLICY } });
    const outer = await serve({ '/': { html: host(proxy.address) } });
    servers.push(proxy.server, outer.server);
    page = await (await browser()).newPage({ viewport: { width: 700, height: 900 } });
    problems = watchProblems(page);
    await page.goto(outer.address);
    await told('ui/initialize');
    view = page.frames().find((frame) => frame.url() === `${proxy.address}/view`) ?? assert.fail('no view');
  });
  after(async () => {
    await page.close();
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('introduces itself, and waits', async () => {
    const { id, params } = await told('ui/initialize');
    assert.equal(id, 1);
    assert.equal(params?.['protocolVersion'], '2026-01-26');
    await view.getByText(MCP_APP.waiting).waitFor();
    const variables = { '--color-text-primary': 'rgb(10, 20, 30)', 'background-image': 'url(http://127.0.0.1:9/)' };
    const hostContext = { theme: 'light', styles: { variables } };
    await tell({ id, result: { protocolVersion: '2026-01-26', hostInfo: {}, hostCapabilities: {}, hostContext } });
    await told('ui/notifications/initialized');
    assert.equal(await view.evaluate(() => getComputedStyle(document.body).color), 'rgb(10, 20, 30)');
    assert.equal(await view.evaluate(() => getComputedStyle(document.documentElement).backgroundImage), 'none');
  });

  it('shows the overview of a result: headline, findings, bars and models, and tells its height', async () => {
    await tell({ method: 'ui/notifications/tool-input', params: { arguments: {} } });
    await tell({ method: 'ui/notifications/tool-result', params: result });
    const { report } = result.structuredContent;
    await view.getByRole('heading', { name: report.untrusted.headline, exact: true }).waitFor();
    assert.deepEqual(await view.locator('.findings li').allTextContents(), report.untrusted.findings);
    const rows = view.getByRole('table', { name: MCP_APP.answers }).getByRole('row');
    assert.equal(await rows.count(), report.different);
    assert.deepEqual(await rows.first().getByRole('cell').last().textContent(), '30');
    assert.equal(await view.locator('.models tbody tr').count(), report.models.length);
    const height = await page
      .waitForFunction(() => window.heard.findLast(({ method }) => method === 'ui/notifications/size-changed')?.params)
      .then((handle) => handle.jsonValue() as Promise<{ height: number }>);
    assert.ok(height.height > 150, String(height.height));
  });

  it('shows hostile outputs as text', async () => {
    await view.getByRole('rowheader', { name: ATTACK, exact: true }).waitFor();
    assert.equal(await view.locator('img, b, iframe').count(), 0);
    assert.equal(await page.evaluate(() => window.heard.some((one) => 'attack' in one)), false);
  });

  it('follows the theme, says what a result without a report says, and answers before it is taken away', async () => {
    await tell({ method: 'ui/notifications/host-context-changed', params: { theme: 'dark' } });
    await view.waitForFunction(() => document.documentElement.style.colorScheme === 'dark');
    const refused = { isError: true, content: [{ type: 'text', text: 'Refused <b>.' }] };
    await tell({ method: 'ui/notifications/tool-result', params: refused });
    await view.getByText('Refused <b>.', { exact: true }).waitFor();
    await tell({ method: 'ui/notifications/tool-cancelled', params: { reason: 'user' } });
    await view.getByText(MCP_APP.cancelled).waitFor();
    await tell({ id: 7, method: 'ui/resource-teardown', params: { reason: 'closed' } });
    await page.waitForFunction(() => window.heard.some((one) => one.id === 7));
  });

  it('breaks no rule of its sandbox', () => {
    const { errors, violations, external } = problems;
    assert.deepEqual({ errors, violations, external }, { errors: [], violations: [], external: [] });
  });
});
