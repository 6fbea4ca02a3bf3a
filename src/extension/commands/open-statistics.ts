import * as vscode from 'vscode';

/** Shows how the figures are computed, at a section: the name of a heading as links to it are written. */
export async function openStatistics(extensionUri: vscode.Uri, section: string): Promise<void> {
  const file = vscode.Uri.joinPath(extensionUri, 'docs', 'statistics.md');
  const fragment = /^[\w-]{1,200}$/.test(section) ? section : '';
  await vscode.commands.executeCommand('markdown.showPreview', file.with({ fragment }));
}
