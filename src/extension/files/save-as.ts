import * as vscode from 'vscode';
import { writeFile } from './write-file.ts';
import { STRINGS } from '../strings.ts';

/** A file that is about to be saved. */
export interface FileToWrite {
  /** Title of the dialog. */
  readonly title: string;
  /** What its kind is called. */
  readonly kind: string;
  /** Its name with its ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Asks where a file goes, writes it, and offers to open it. */
export async function saveAs({ title, kind, name, bytes }: FileToWrite): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title,
    filters: { [kind]: [name.slice(name.lastIndexOf('.') + 1)] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!uri) return;
  await writeFile(uri, bytes);
  const written = uri.path.split('/').at(-1) ?? '';
  const pressed = await vscode.window.showInformationMessage(STRINGS.files.saved(written), STRINGS.files.open);
  if (pressed === STRINGS.files.open) await vscode.commands.executeCommand('vscode.open', uri);
}
