/** What the page of a panel is made of. */
export interface PanelPage {
  /** Source expression of the webview's own resources. */
  readonly cspSource: string;
  /** Fresh for every page. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The page keeps it with its state, so that the run is found again after a window reload. */
  readonly runId: string;
}

/** The page of a panel. It holds no word of a prompt or an answer: those come as messages and become text nodes. */
export function panelHtml({ cspSource, nonce, scriptUri, styleUri, runId }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `img-src ${cspSource} data: blob:`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${attribute(styleUri)}" />
    <title>Convergence Probe</title>
  </head>
  <body>
    <div id="app" data-run-id="${attribute(runId)}"></div>
    <script nonce="${attribute(nonce)}" src="${attribute(scriptUri)}"></script>
  </body>
</html>
`;
}

function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
