import { UsageError } from '../../core/model/usage-error.ts';
import { FILES } from '../strings/files.ts';

/** Where something lies; a part of the editor's `Uri`. */
export interface Place {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/**
 * Throws a `UsageError` unless a dropped file is on this machine or where an opened folder lies. The page that names it shows
 * model output and is not trusted: it must not make the editor call a server of its choice, which a network path already does.
 */
export function checkPlace({ scheme, authority, path }: Place, folders: readonly Omit<Place, 'path'>[]): void {
  // Two slashes of either kind begin the name of another machine on Windows.
  const isHere = !/^[/\\]{2}/u.test(path);
  if (isHere && scheme === 'file' && authority === '') return;
  if (isHere && folders.some((folder) => folder.scheme === scheme && folder.authority === authority)) return;
  throw new UsageError(FILES.dropped.elsewhere);
}
