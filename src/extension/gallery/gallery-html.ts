import { galleryPolicy } from '../../protocol/gallery-policy.ts';
import { htmlPage } from '../webviews/html-page.ts';

/** What the page of the gallery is made of. */
export interface GalleryPage {
  /** Source expression of the webview's own resources. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

/** The page of the gallery. Outputs come as messages and become text nodes or sandboxed frames. */
export function galleryHtml({ cspSource, scriptUri, styleUri }: GalleryPage): string {
  return htmlPage({ title: 'Gallery', policy: galleryPolicy(cspSource), styleUri, scriptUri, nonce: null });
}
