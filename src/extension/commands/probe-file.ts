import path from 'node:path';
import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import { promptOf } from '../prompt/ask-prompt.ts';
import type { EndedRun } from '../run-control/start-run.ts';
import { probeFound, type ProbingUses } from './probe.ts';
import { STRINGS } from '../strings.ts';

/** Most files of a folder that are listed. */
const MOST = 200;

/** Probe Prompt File: all of a file of the explorer, or of one of a folder's prompt files. */
export async function probeFile(services: ProbingUses, given: unknown): Promise<EndedRun | undefined> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!uri) throw new UsageError(STRINGS.probe.promptFile.noFile);
  const { type } = await vscode.workspace.fs.stat(uri);
  const file = (type & vscode.FileType.Directory) === 0 ? uri : await chooseFile(uri);
  if (!file) return undefined;
  const document = await vscode.workspace.openTextDocument(file);
  return probeFound(await promptOf(document), services);
}

async function chooseFile(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const { isPromptFile } = await import('../prompts.ts');
  const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const prompts = names.filter((name) => isPromptFile(path.posix.join(folder.path, name), '')).sort();
  if (prompts.length === 0) throw new UsageError(STRINGS.probe.promptFile.noneInFolder);
  const chosen = await vscode.window.showQuickPick(prompts.slice(0, MOST), {
    title: STRINGS.probe.promptFile.title,
    placeHolder: STRINGS.probe.promptFile.placeholder,
  });
  return chosen === undefined ? undefined : vscode.Uri.joinPath(folder, chosen);
}
