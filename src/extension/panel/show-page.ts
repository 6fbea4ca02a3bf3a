import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { panelHtml, type PanelPage } from './panel-html.ts';

/** Fills a webview with the page of a panel. `folders`: those of the extension that it may load from, `dist` among them. */
export function showPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  folders: readonly string[],
  data: PanelPage['data'],
): void {
  const within = (...path: readonly string[]): vscode.Uri => vscode.Uri.joinPath(extensionUri, ...path);
  webview.options = { enableScripts: true, localResourceRoots: folders.map((folder) => within(folder)) };
  const resource = (name: string): string => webview.asWebviewUri(within('dist', name)).toString();
  webview.html = panelHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(18).toString('base64'),
    scriptUri: resource('panel.js'),
    styleUri: resource('panel.css'),
    data,
  });
}
