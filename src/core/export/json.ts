import { prettyJson } from '../json/pretty-json.ts';
import type { SavedRun } from '../model/report.ts';
import type { ExportFormat } from './format.ts';

/** A run file, with its report or without, in pieces. */
export function* runFilePieces(file: SavedRun): Generator<string> {
  yield* prettyJson(file);
  yield '\n';
}

/** The run file itself, `*.probe.json`: everything there is, and what `analyze` and replays read. */
export const json = {
  id: 'json',
  label: 'Run file (JSON)',
  extension: 'probe.json',
  pieces: runFilePieces,
} as const satisfies ExportFormat;
