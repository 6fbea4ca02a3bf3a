// Serves the panel and the gallery in a plain browser on fixture runs, under the policies they have in the editor:
// `node webview/playground/serve.mjs [port]`, then open the address it prints. Ctrl+C ends it.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const HERE = import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url));
const ENTRIES = {
  panel: '../main.ts',
  playground: 'playground.ts',
  index: 'index.ts',
  style: '../styles/panel.css',
  gallery: '../gallery/main.ts',
  'gallery-playground': 'gallery.ts',
  'compare-playground': 'compare.ts',
  frames: 'frames.ts',
  'gallery-style': '../styles/gallery.css',
  themes: 'themes.css',
  around: 'around.css',
};

/** @typedef {typeof import('../../src/extension/panel/panel-html.ts') & typeof import('../../src/extension/gallery/gallery-html.ts')} Makers */

/** What makes the pages as the extension does, their policies included. @returns {Promise<Makers>} */
async function makers() {
  const { outputFiles } = await esbuild.build({
    stdin: {
      contents: "export * from '../panel/panel-html.ts'; export * from './gallery-html.ts';",
      resolveDir: path.join(HERE, '../../src/extension/gallery'),
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`);
}

/** Everything the pages load, built in memory: address -> text. @param {boolean} once */
async function build(once) {
  const { outputFiles } = await esbuild.build({
    entryPoints: Object.entries(ENTRIES).map(([out, entry]) => ({ in: path.join(HERE, entry), out })),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: '/',
    write: false,
    minify: once,
    sourcemap: once ? false : 'inline',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path: file, text }) => [`/${path.basename(file)}`, text]));
}

/** The list of runs. @param {string} nonce */
const indexPage = (nonce) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Convergence Probe playground</title>
<link rel="stylesheet" href="/around.css">
</head>
<body>
<script nonce="${nonce}" src="/index.js"></script>
</body>
</html>`;

/** The policy of the page around the panel; the panel's own is in its page. @param {string} nonce */
const indexPolicy = (nonce) =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self' data:; frame-src 'self'`;

/**
 * A page with what the editor adds to it: its variables, and a stand-in for the editor's side.
 * @param {string} html
 * @param {string} standIn
 */
function furnished(html, standIn) {
  return html
    .replace('<link rel="stylesheet"', '<link rel="stylesheet" href="/themes.css" />\n    <link rel="stylesheet"')
    .replace('<script', `${standIn}\n    <script`);
}

/**
 * Starts the server; resolves with it once it listens.
 * @param {number} port 0 for any that is free
 * @param {{ once?: boolean }} options `once`: built once and made small, as the panel is shipped; otherwise a reload of a
 *   page is a rebuild
 */
export async function serve(port = 0, { once = false } = {}) {
  let built = Promise.all([build(once), makers()]);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!once && ['/', '/panel', '/gallery', '/compare'].includes(pathname))
      built = Promise.all([build(once), makers()]);
    void answer(built, `http://${request.headers.host}`, pathname, searchParams, response);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  return server;
}

/**
 * @param {Promise<[Map<string, string>, Makers]>} built
 * @param {string} cspSource
 * @param {string} pathname
 * @param {URLSearchParams} query
 * @param {import('node:http').ServerResponse} response
 */
async function answer(built, cspSource, pathname, query, response) {
  const nonce = randomBytes(16).toString('hex');
  /** @param {number} status @param {string} type @param {string} body @param {Record<string, string>} [more] */
  const send = (status, type, body, more = {}) => {
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...more });
    response.end(body);
  };
  try {
    const [files, { panelHtml, galleryHtml }] = await built;
    if (pathname === '/') send(200, 'text/html', indexPage(nonce), { 'content-security-policy': indexPolicy(nonce) });
    else if (pathname === '/panel') {
      const data = { 'data-run-id': query.get('run') ?? 'numbers' };
      const html = panelHtml({ cspSource, nonce, scriptUri: '/panel.js', styleUri: '/style.css', data });
      send(200, 'text/html', furnished(html, `<script nonce="${nonce}" src="/playground.js"></script>`));
    } else if (pathname === '/compare') {
      const data = { 'data-compare': 'true' };
      const html = panelHtml({ cspSource, nonce, scriptUri: '/panel.js', styleUri: '/style.css', data });
      send(200, 'text/html', furnished(html, `<script nonce="${nonce}" src="/compare-playground.js"></script>`));
    } else if (pathname === '/gallery') {
      const html = galleryHtml({ cspSource, scriptUri: '/gallery.js', styleUri: '/gallery-style.css' });
      send(200, 'text/html', furnished(html, '<script src="/gallery-playground.js"></script>'));
    } else if (pathname === '/frames') {
      send(200, 'text/html', galleryHtml({ cspSource, scriptUri: '/frames.js', styleUri: '/gallery-style.css' }));
    } else if (files.has(pathname)) {
      send(200, pathname.endsWith('.css') ? 'text/css' : 'text/javascript', files.get(pathname) ?? '');
    } else send(404, 'text/plain', 'Not found');
  } catch (error) {
    send(500, 'text/plain', String(error));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await serve(Number(process.argv[2] ?? 0));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  console.log(`The panel is at http://127.0.0.1:${port}/`);
}
