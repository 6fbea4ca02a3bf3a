import { UsageError } from '../../core/model/usage-error.ts';
import type { FileKind, FileToSave } from '../../protocol/messages.ts';
import { slugOf } from '../files/slug.ts';
import { STRINGS } from '../strings.ts';

/** Files that the panel makes: their names and their bytes. Both come from a page that shows model output, so neither is trusted. */

/** Longest name without its ending, in characters. */
const LONGEST_NAME = 60;

/** What a kind of file is called in the save dialog. */
export const KIND_LABELS: Readonly<Record<FileKind, string>> = STRINGS.files.save.kinds;

/** A file name of plain letters, digits and dashes with the ending of its kind; never a path, never empty. */
export function savedName({ name, kind }: Pick<FileToSave, 'name' | 'kind'>): string {
  return `${slugOf(name, LONGEST_NAME, 'probe')}.${kind}`;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The bytes to write. Throws a `UsageError` when they are not what their kind says. */
export function savedBytes({ kind, data }: Pick<FileToSave, 'kind' | 'data'>): Uint8Array {
  const bytes = kind === 'png' ? Buffer.from(data, 'base64') : new TextEncoder().encode(data);
  const isKind =
    (kind !== 'png' || PNG.every((byte, index) => bytes[index] === byte)) &&
    (kind !== 'svg' || data.startsWith('<svg '));
  if (bytes.length === 0 || !isKind) throw new UsageError(STRINGS.files.save.noPicture);
  return bytes;
}
