import type { Page } from 'playwright-core';

/** What went wrong, or was reached for, in a page while it was watched. */
export interface Problems {
  /** Console errors of the page and all its frames. */
  readonly errors: string[];
  /** Content Security Policy violations, of which there must be none. */
  readonly violations: string[];
  /** Addresses outside this machine that were asked for. */
  readonly external: string[];
  /** Every console line, for asserting what is not in them. */
  readonly console: string[];
}

/** Watches a page from now on. */
export function watchProblems(page: Page): Problems {
  const problems: Problems = { errors: [], violations: [], external: [], console: [] };
  page.on('console', (message) => {
    const text = message.text();
    problems.console.push(text);
    if (/content security policy|refused to (load|execute|apply|run|connect)/i.test(text))
      problems.violations.push(text);
    else if (message.type() === 'error') problems.errors.push(text);
  });
  page.on('pageerror', (error) => problems.errors.push(String(error)));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && !isLocal(hostname)) problems.external.push(request.url());
  });
  return problems;
}

/** This machine, and the names under which VS Code's service worker serves a webview's own files. */
function isLocal(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname.endsWith('.vscode-resource.vscode-cdn.net');
}
