import { htmlPage } from '../webviews/html-page.ts';

/** What the page of a panel is made of. */
export interface PanelPage {
  /** Source expression of the webview's own resources. */
  readonly cspSource: string;
  /** Fresh for every page. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** What the page is told about itself. */
  readonly data: Readonly<Record<`data-${string}`, string>>;
}

/** The page of a panel: its own script and its resources, and nothing else. */
export function panelHtml({ cspSource, nonce, scriptUri, styleUri, data }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `img-src ${cspSource} data: blob:`,
    `font-src ${cspSource}`,
  ];
  return htmlPage({ title: 'Convergence Probe', policy, styleUri, scriptUri, nonce, app: data });
}
