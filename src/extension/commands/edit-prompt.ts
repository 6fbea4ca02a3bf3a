import * as vscode from 'vscode';
import { controlAmong } from '../../core/model/control.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Run } from '../../core/model/run.ts';
import { isDesignName } from '../designs/names.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { STRINGS } from '../strings.ts';
import { noteEdited } from './edited.ts';

/** Opens the prompt of a run where it stands, selected, or in a new editor when it stands nowhere here; then it can be probed again. */
export async function editPrompt({ key, run }: Pick<OpenRun, 'key' | 'run'>): Promise<void> {
  // The prompts of a probe file are made of several of its parts: the file is what is edited.
  if (run.origin && isDesignName(run.origin.path) && (await findOrigin(run.origin.path))) {
    await openOrigin(run);
    return;
  }
  const prompt = promptOf(run);
  if (prompt === '') throw new UsageError(STRINGS.probe.edit.noPrompt);
  if (await openCell(run)) return;
  const editor = (await openInFile(run, prompt)) ?? (await openApart(prompt));
  noteEdited(editor.document.uri, key);
  void offerProbe(editor.document);
}

function promptOf({ conditions }: Run): string {
  return controlAmong(conditions)?.prompt.trim() ?? '';
}

async function openInFile({ origin }: Run, prompt: string): Promise<vscode.TextEditor | null> {
  const uri = origin && (await findOrigin(origin.path));
  if (!origin || !uri) return null;
  const document = await vscode.workspace.openTextDocument(uri);
  const { languageId } = document;
  const { findAgain } = await import('../prompts.ts');
  const span = findAgain(prompt, { text: document.getText(), languageId, line: origin.line });
  // The prompt was changed since: what was probed is opened apart, and nothing in the file is touched.
  if (span === null) return null;
  const selection = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
  return vscode.window.showTextDocument(document, { selection, viewColumn: vscode.ViewColumn.One });
}

export async function openApart(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  const selection = new vscode.Range(document.positionAt(0), document.positionAt(content.length));
  return vscode.window.showTextDocument(document, { selection, viewColumn: vscode.ViewColumn.One });
}

async function offerProbe(document: vscode.TextDocument): Promise<void> {
  const pressed = await vscode.window.showInformationMessage(STRINGS.probe.edit.first, STRINGS.probe.again);
  if (pressed === undefined) return;
  // The notification has the focus now; the command takes the prompt out of the editor that has it.
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  await vscode.commands.executeCommand('convergenceProbe.probe');
}

/** Shows where the prompt stands. The path is relative to a folder of this workspace; a run from elsewhere has none here. */
export async function openOrigin(run: Run): Promise<void> {
  const { origin } = run;
  if (!origin) throw new UsageError(STRINGS.probe.edit.noOrigin);
  const uri = await findOrigin(origin.path);
  if (!uri) throw new UsageError(STRINGS.probe.edit.notHere);
  if (await openCell(run)) return;
  const at = new vscode.Position(Math.max(0, origin.line - 1), 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at), viewColumn: vscode.ViewColumn.One });
}

/** Shows the cell of a notebook that holds the prompt. `false` where it came from no notebook, or is not in it any more. */
async function openCell(run: Run): Promise<boolean> {
  const { origin } = run;
  if (!origin || !/\.ipynb$/i.test(origin.path)) return false;
  const uri = await findOrigin(origin.path);
  if (!uri) return false;
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const { findAgain } = await import('../prompts.ts');
  const cell = notebook.getCells().find(({ document }) => {
    const place = { text: document.getText(), languageId: document.languageId, line: origin.line };
    return findAgain(promptOf(run), place) !== null;
  });
  if (!cell) return false;
  const range = new vscode.NotebookRange(cell.index, cell.index + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, {
    viewColumn: vscode.ViewColumn.One,
    selections: [range],
  });
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

/** The file of this workspace that a run names; `undefined` when it has none. */
export async function findOrigin(path: string): Promise<vscode.Uri | undefined> {
  // A run file may come from anywhere: its path must not lead out of the workspace.
  if (path.split('/').includes('..')) return undefined;
  const open = vscode.workspace.textDocuments.find(({ uri, isUntitled }) => isUntitled && uri.path === path);
  if (open) return open.uri;
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false, // not in this folder
    );
    if (isThere) return uri;
  }
  return undefined;
}
