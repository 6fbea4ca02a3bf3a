import * as vscode from 'vscode';
import type { FileToSave } from '../../protocol/messages.ts';
import { KIND_LABELS, savedBytes, savedName } from '../panel/saved-file.ts';

/** Asks where to, and writes a picture or a table of the panel. */
export async function saveFile(file: FileToSave): Promise<void> {
  const bytes = savedBytes(file);
  const name = savedName(file);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title: `Save ${KIND_LABELS[file.kind]}`,
    filters: { [KIND_LABELS[file.kind]]: [file.kind] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, bytes);
  const written = uri.path.split('/').at(-1) ?? '';
  const pressed = await vscode.window.showInformationMessage(`Saved ${written}.`, 'Open');
  if (pressed === 'Open') await vscode.commands.executeCommand('vscode.open', uri);
}
