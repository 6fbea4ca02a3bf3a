import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import { STRINGS } from '../strings.ts';

/** Open as Text: the file of a run in the editor of texts. */
export async function openAsText(_services: unknown, given: unknown): Promise<void> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = given instanceof vscode.Uri ? given : input instanceof vscode.TabInputCustom ? input.uri : undefined;
  if (uri === undefined) throw new UsageError(STRINGS.files.runFile.openFirst);
  await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
}
