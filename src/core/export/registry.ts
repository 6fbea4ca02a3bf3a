import { conditionsCsv } from './conditions.ts';
import { csv } from './csv.ts';
import type { ExportFormat } from './format.ts';
import { json } from './json.ts';
import { markdown } from './markdown.ts';

/** All formats, the run file first. */
export const EXPORT_FORMATS = [json, csv, conditionsCsv, markdown] as const satisfies readonly ExportFormat[];

/** The format with this id. */
export function findFormat(id: string): ExportFormat | undefined {
  return EXPORT_FORMATS.find((format) => format.id === id);
}
