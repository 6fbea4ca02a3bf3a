import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isInside } from '../../storage/is-inside.ts';

/**
 * A folder of the workspace by its relative path; `null` when it is not one below the workspace folder, links followed:
 * whoever wrote the setting may be whoever sent the workspace.
 */
export function folderInWorkspace(workspace: string, relative: string): string | null {
  if (relative === '' || path.isAbsolute(relative)) return null;
  const folder = path.resolve(workspace, relative);
  if (!isBelow(workspace, folder)) return null;
  let existing = folder;
  while (!existsSync(existing) && existing !== path.dirname(existing)) existing = path.dirname(existing);
  const [root, real] = [realpathSync(workspace), realpathSync(existing)];
  return real === root || isBelow(root, real) ? folder : null;
}

function isBelow(folder: string, other: string): boolean {
  return path.relative(folder, other) !== '' && isInside(folder, other);
}
