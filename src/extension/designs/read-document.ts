import { realpath } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { DesignReading, FileReference, Problem } from '../../core/design/design.ts';
import { LARGEST_FILE, readDesign } from '../../core/design/read-design.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { promptBody } from '../../core/prompt/prompt-body.ts';
import { refuseSecrets } from '../../core/prompt/secret-file.ts';
import { isInside } from '../../storage/is-inside.ts';
import { refuseDevices } from '../files/refuse-devices.ts';
import { PROBE_FILES } from '../strings/probe-files.ts';

/** Reads a probe file as it stands in the editor, with the files that it names. */
export async function readDocument(document: vscode.TextDocument): Promise<DesignReading> {
  const source = document.getText();
  const first = readDesign(source);
  if (first.files.length === 0) return first;
  const texts = new Map<string, string>();
  const unreadable: Problem[] = [];
  for (const reference of first.files) {
    const text = await textOf(reference, document.uri);
    if (typeof text === 'string') texts.set(reference.path, text);
    else unreadable.push(text);
  }
  const reading = readDesign(source, texts);
  if (unreadable.length === 0) return reading;
  const problems = [...reading.problems, ...unreadable].sort((a, b) => a.line - b.line || a.column - b.column);
  return { ...reading, design: null, problems };
}

async function textOf({ path: name, place }: FileReference, probe: vscode.Uri): Promise<string | Problem> {
  try {
    if (probe.scheme === 'untitled') throw new UsageError(PROBE_FILES.saveFirst(name));
    const folder = vscode.Uri.joinPath(probe, '..');
    const uri = vscode.Uri.joinPath(folder, name);
    const { size } = await statOf(uri, name);
    if (size > LARGEST_FILE) throw new UsageError(PROBE_FILES.tooLarge(name));
    await checkInside(folder, uri, name);
    refuseSecrets([name, await realName(uri)]);
    refuseDevices(uri);
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    refuseSecrets([name], text);
    return promptBody(name, text);
  } catch (error) {
    if (error instanceof UsageError) return { ...place, message: error.message };
    throw error;
  }
}

async function realName({ scheme, fsPath }: vscode.Uri): Promise<string> {
  return scheme === 'file' ? realpath(fsPath) : fsPath;
}

async function statOf(uri: vscode.Uri, name: string): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) throw new UsageError(PROBE_FILES.notFound(name));
    throw error;
  }
}

/** Whoever wrote the folder could have any file of this machine sent to a model, by a link that leads out of it. */
async function checkInside(folder: vscode.Uri, file: vscode.Uri, name: string): Promise<void> {
  if (file.scheme !== 'file') return;
  const [root, real] = await Promise.all([realpath(folder.fsPath), realpath(file.fsPath)]);
  if (!isInside(root, real)) throw new UsageError(PROBE_FILES.leadsOut(name));
}
