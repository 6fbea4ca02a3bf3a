import type { ProbeFile } from '../model/report.ts';
import { batches } from './batches.ts';
import { conditionsCsv } from './conditions.ts';
import { csv } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { htmlReport } from './html.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';

/** All formats, the run file first. */
export const EXPORT_FORMATS = [
  json,
  csv,
  conditionsCsv,
  markdown,
  htmlReport,
] as const satisfies readonly ExportFormat[];

/** The file of a run in this format, in pieces that are worth a call of the system each. */
export function exported(format: ExportFormat, file: ProbeFile): Iterable<string> {
  return batches(format.pieces(file));
}

/** The format with this id. */
export function findFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.id === id);
}
