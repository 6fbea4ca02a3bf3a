import type { FileToSave } from '../../protocol/messages.ts';
import { saveAs } from '../files/save-as.ts';
import { KIND_LABELS, savedBytes, savedName } from '../panel/saved-file.ts';
import { STRINGS } from '../strings.ts';

/** Asks where to, and writes a picture or a table of the panel. */
export async function saveFile(file: FileToSave): Promise<void> {
  const kind = KIND_LABELS[file.kind];
  await saveAs({ title: STRINGS.files.save.title(kind), kind, name: savedName(file), bytes: savedBytes(file) });
}
