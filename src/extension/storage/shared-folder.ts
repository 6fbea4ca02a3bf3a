import path from 'node:path';

/**
 * The storage folder that all windows of a workspace share. VS Code gives every further window of one (two tabs of a
 * browser, or a tab that was opened again before the old one is forgotten) a folder of its own, named `ID-1` to `ID-9`:
 * runs in there would be seen by no other window, and by none at all later on. Journals have locks of their own.
 */
export function sharedFolder(storagePath: string): string {
  const workspace = path.dirname(storagePath);
  const shared = path.basename(workspace).replace(/^(.+)-[1-9]$/, '$1');
  return path.join(path.dirname(workspace), shared, path.basename(storagePath));
}
