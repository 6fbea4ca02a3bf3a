import type { OutputPage } from '../../../src/core/analysis/gallery/page-of.ts';
import { begin } from './bootstrap.ts';

/**
 * The policy of every page, on top of the gallery's that it inherits: inline script and `eval`, data and blobs, and no
 * network. Trusted Types are required so that markup which scripts write is seen by `begin`'s policy.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data: blob:',
  'media-src data: blob:',
  'worker-src blob:',
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The tokens of a frame's sandbox: scripts, and nothing else. The origin is opaque; no dialogs, popups, forms, downloads. */
export const SANDBOX = 'allow-scripts';

const DRAWING_STYLE =
  '<style>html,body{margin:0;height:100%}body{display:grid;place-items:center}svg{max-width:100%;max-height:100vh}</style>';

/**
 * Makes tags harmless that reach the network beside every policy (`<link>`: preconnect, DNS prefetch) or that would open
 * a frame with a fresh set of what `begin` takes away. The same in strings of scripts; a script that compares with a
 * variable called `link` without a space, `i<link `, is changed, too, which is the lesser evil.
 */
export function harmless(markup: string): string {
  return markup
    .replace(/<(?:[\w.-]{1,40}:)?link(?=[\s/>])/gi, '<meta')
    .replace(/<(?:[\w.-]{1,40}:)?(?:i?frame|frameset|object|embed|fencedframe|portal)(?=[\s/>])/gi, '<x-barred');
}

/** The document of a frame before its page: `token` tells its first message from those of anything else in the frame. */
export function frameDocument(token: string): string {
  return [
    '<!doctype html><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">`,
    '<meta http-equiv="x-dns-prefetch-control" content="off">',
    `<script>(${begin.toString()})(${JSON.stringify(token)}, ${harmless.toString()})</script>`,
  ].join('');
}

/** What is written into the frame: the page as it is, but for tags that reach out; a drawing in a page that shows it whole. */
export function writtenPage({ kind, text }: Pick<OutputPage, 'kind' | 'text'>): string {
  return kind === 'svg' ? `<!doctype html>${DRAWING_STYLE}${harmless(text)}` : harmless(text);
}
