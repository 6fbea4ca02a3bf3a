import * as vscode from 'vscode';
import { writeWhole } from '../../storage/write-whole.ts';

/**
 * Writes a file that the user chose. On this machine as the command line does: for its owner alone, and never through a
 * link that leads to another folder than the dialog showed.
 */
export async function writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  if (uri.scheme !== 'file') {
    await vscode.workspace.fs.writeFile(uri, bytes);
    return;
  }
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
  await writeWhole(uri.fsPath, bytes);
}
