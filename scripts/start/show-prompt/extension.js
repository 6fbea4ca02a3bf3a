// Opens the sample prompt, selects it and probes it, once for each `npm start` and browser.
import * as vscode from 'vscode';

/**
 * What to show, from CONVERGENCE_PROBE_SHOW.
 * @typedef {{ session: string, file: string, line: number, models: readonly { spec: string, label: string }[], runs: number }} Show
 */

/** @param {vscode.ExtensionContext} context */
export async function activate(context) {
  const given = process.env.CONVERGENCE_PROBE_SHOW;
  if (!given) return;
  /** @type {Show} */
  const show = JSON.parse(given);
  // A reloaded window has its panel back by itself.
  if (context.workspaceState.get('session') === show.session) return;
  await context.workspaceState.update('session', show.session);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(show.file), { preview: false });
  const { range } = editor.document.lineAt(show.line - 1);
  editor.selection = new vscode.Selection(range.start, range.end);
  await vscode.commands.executeCommand('convergenceProbe.probe', { models: show.models, runs: show.runs });
}
