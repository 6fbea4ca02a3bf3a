import * as vscode from 'vscode';
import type { PromptOrigin } from '../../core/model/run.ts';

/** Where something of a document stands, for a run that came of it; `line` is 0-based. */
export function originOf(document: vscode.TextDocument, line: number): PromptOrigin {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  const path = folder
    ? vscode.workspace.asRelativePath(document.uri, false)
    : (document.uri.path.split('/').at(-1) ?? '');
  return { path: path === '' ? 'untitled' : path, line: line + 1 };
}
