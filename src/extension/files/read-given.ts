import type * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import { refuseDevices } from './refuse-devices.ts';
import { fileNameOf } from './file-name.ts';
import { FILES } from '../strings/files.ts';

/** Largest file that is opened, bytes. */
export const LARGEST = 200 * 1024 * 1024;

/** A file as it is opened. */
export interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Reads a file that a person chose or dropped. Throws a `UsageError` for a folder, a device, one that is too large, and one that is not there. */
export async function readGiven(
  uri: vscode.Uri,
  files: Pick<vscode.FileSystem, 'stat' | 'readFile'>,
): Promise<GivenFile> {
  const name = fileNameOf(uri.path);
  try {
    refuseDevices(uri);
    const { size, type } = await files.stat(uri);
    // `FileType.Directory`, which links to folders have as well.
    if ((type & 2) !== 0) throw new UsageError(FILES.isFolder(name));
    if (size > LARGEST) throw new UsageError(FILES.tooLarge(name));
    return { name, content: await files.readFile(uri) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(FILES.unreadable(name));
  }
}
