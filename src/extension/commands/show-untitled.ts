import * as vscode from 'vscode';

/** Opens a new probe file that is not saved yet, beside what is open. Its name has the ending that makes it one. */
export async function showUntitledDesign(name: string, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(freeUri(name));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), content);
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

/** `compare.probe.yaml`, or with a number when a document of this name is open. */
function freeUri(name: string): vscode.Uri {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  for (let count = 1; ; count++) {
    const uri = vscode.Uri.from({ scheme: 'untitled', path: `${name}${count === 1 ? '' : `-${count}`}.probe.yaml` });
    if (!open.has(uri.toString())) return uri;
  }
}
