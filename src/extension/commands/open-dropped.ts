import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import type { DroppedFile } from '../../protocol/messages.ts';
import { checkPlace } from '../files/dropped.ts';
import { fileNameOf } from '../files/file-name.ts';
import type { Uses } from '../services.ts';
import { openContent, openFile } from './open-run.ts';
import { withErrorsShown } from './show-error.ts';
import { STRINGS } from '../strings.ts';

/** Opens a file that was dropped on a panel as Open Run does. What is wrong is shown. */
export async function openDropped(
  services: Uses<'runs' | 'panels' | 'log' | 'showLog'>,
  dropped: DroppedFile,
): Promise<void> {
  await withErrorsShown(services, () =>
    'uri' in dropped
      ? openFile(placeOf(dropped.uri), services)
      : openContent({ name: fileNameOf(dropped.name), content: dropped.bytes }, services),
  );
}

function placeOf(text: string): vscode.Uri {
  const uri = parsed(text);
  checkPlace(uri, vscode.workspace.workspaceFolders?.map((folder) => folder.uri) ?? []);
  return uri;
}

function parsed(text: string): vscode.Uri {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    throw new UsageError(STRINGS.files.dropped.noFile);
  }
}
