import { parsePythonJson } from '../json/parse-json.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Imported } from './importer.ts';
import { furtherChoices, headOf, importedLog, sampleRow, slimSample, type InspectHead } from './inspect.ts';
import { objectOf, type Loose } from './loose.ts';
import type { ImportRow } from './rows.ts';
import { ZipArchive, ZipError, type ZipEntry } from './zip.ts';

/** Logs of Inspect AI as it writes them today: `.eval`, an archive of JSON. */

const SAMPLE = /^samples\/[^/]+\.json$/;
/** The head of a log, and of one whose evaluation did not end. */
const HEADS = ['header.json', '_journal/start.json'];

function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ZipError('a file in it is not UTF-8 text');
  }
}

function objectFrom(archive: ZipArchive, entry: ZipEntry): Loose {
  const text = textIn(archive.content(entry));
  let value: Loose | null = null;
  try {
    value = objectOf(parsePythonJson(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (value === null) throw new ZipError('a file in it is not the JSON that Inspect writes');
  return value;
}

/** Reads the log; of files with the same name the last one counts, as in every archive that was written further. */
function logIn(archive: ZipArchive, name: string): Imported {
  const files = new Map(archive.entries.map((entry) => [entry.name, entry]));
  const headEntry = HEADS.map((head) => files.get(head)).find((entry) => entry !== undefined);
  if (headEntry === undefined) {
    throw new UsageError(
      `${name} is a zip archive, but not a log of Inspect (.eval); unpack it, or save a spreadsheet as "CSV UTF-8".`,
    );
  }
  const log = objectFrom(archive, headEntry);
  let head: InspectHead | null = null;
  const rows: ImportRow[] = [];
  let further = 0;
  for (const entry of files.values()) {
    if (!SAMPLE.test(entry.name)) continue;
    const sample = slimSample(objectFrom(archive, entry));
    head ??= headOf(log, sample);
    further += furtherChoices(sample);
    rows.push(sampleRow(sample, head, `Sample ${rows.length + 1}`));
  }
  return importedLog(rows, head ?? headOf(log, null), further, name);
}

/** The log in the bytes of an archive. Throws a `UsageError` that says how else it may be read. */
export function inspectArchive(bytes: Uint8Array, name: string): Imported {
  try {
    return logIn(new ZipArchive(bytes), name);
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw new UsageError(
      `${name} cannot be read: ${error.message}. \`inspect log convert --to json\` makes JSON of a log, which is read as well.`,
    );
  }
}
