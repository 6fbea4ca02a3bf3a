// Serves the panel in a plain browser on fixture runs, under the policy it has in the editor:
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
  themes: 'themes.css',
};

/** Everything the pages load, built in memory: address -> text. */
async function build() {
  const { outputFiles } = await esbuild.build({
    entryPoints: Object.entries(ENTRIES).map(([out, entry]) => ({ in: path.join(HERE, entry), out })),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outdir: '/',
    write: false,
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path: file, text }) => [`/${path.basename(file)}`, text]));
}

/** @param {string} nonce @param {string[]} scripts @param {string[]} styles @param {string} body */
const page = (nonce, scripts, styles, body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Convergence Probe playground</title>
${styles.map((name) => `<link rel="stylesheet" href="/${name}.css">`).join('\n')}
</head>
<body>
${body}
${scripts.map((name) => `<script nonce="${nonce}" src="/${name}.js"></script>`).join('\n')}
</body>
</html>`;

/** The policy of the panel in the editor, with this server in the place of the editor's resource origin. */
const policy = (/** @type {string} */ nonce) =>
  `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; frame-src 'self'`;

/** Starts the server; resolves with it once it listens. */
export async function serve(port = 0) {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', response);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(undefined)));
  return server;
}

let files = new Map();

/** @param {string} url @param {import('node:http').ServerResponse} response */
async function answer(url, response) {
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const nonce = randomBytes(16).toString('hex');
  const send = (/** @type {number} */ status, /** @type {string} */ type, /** @type {string} */ body) => {
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy(nonce) });
    response.end(body);
  };
  try {
    // A reload of the page is a rebuild.
    if (pathname === '/' || pathname === '/panel') files = await build();
    if (pathname === '/') send(200, 'text/html', page(nonce, ['index'], ['themes'], ''));
    else if (pathname === '/panel') {
      const body = '<div id="app"></div>';
      send(200, 'text/html', page(nonce, ['playground', 'panel'], ['themes', 'style'], body));
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
