import type { RunRecord } from '../model/run.ts';
import { recordOf, type ImportFile } from './record.ts';
import { rowWith, UNKNOWN_MODEL } from './rows.ts';

/** Makes a run of a list of outputs: one trial each, of a model that is not named. `prompt`: `null` when it is not known. */
export function importedList(outputs: readonly string[], prompt: string | null, file: ImportFile): RunRecord {
  const rows = outputs.map((text, index) =>
    rowWith({ place: `Output ${String(index + 1)}`, target: UNKNOWN_MODEL, text, prompt }),
  );
  return recordOf({ rows, from: 'a list of outputs', notes: [], leftOut: [] }, file);
}
