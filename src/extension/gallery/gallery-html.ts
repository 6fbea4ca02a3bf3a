import { htmlPage } from '../webviews/html-page.ts';

/** What the page of the gallery is made of. */
export interface GalleryPage {
  /** Source expression of the webview's own resources. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

/**
 * The policy of the gallery. Frames inherit it, and the pages in them need inline script and `eval`, so these are allowed
 * here, too, unlike in the panel: what keeps the gallery's own document safe is that model text reaches it only as text
 * (lit, no `unsafeHTML`). All ways to the network are closed for it and for its frames: `default-src 'none'` covers
 * `connect-src`, and its `frame-src` keeps frames from going to another address themselves. `srcdoc` frames need no source.
 */
export function galleryPolicy(cspSource: string): readonly string[] {
  return [
    "default-src 'none'",
    `script-src ${cspSource} 'unsafe-inline' 'unsafe-eval' blob:`,
    `style-src ${cspSource} 'unsafe-inline'`,
    'img-src data: blob:',
    'font-src data: blob:',
    'media-src data: blob:',
    'worker-src blob:',
    "connect-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ];
}

/** The page of the gallery. Outputs come as messages and become text nodes or sandboxed frames. */
export function galleryHtml({ cspSource, scriptUri, styleUri }: GalleryPage): string {
  return htmlPage({ title: 'Gallery', policy: galleryPolicy(cspSource), styleUri, scriptUri, nonce: null });
}
