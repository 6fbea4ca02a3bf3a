import type * as vscode from 'vscode';
import { checkReadable } from '../../storage/readable.ts';

/** Throws a `UsageError` for a pipe, a socket or a device of this machine: reading it might never end. */
export function refuseDevices({ scheme, fsPath }: vscode.Uri): void {
  if (scheme === 'file') checkReadable(fsPath);
}
