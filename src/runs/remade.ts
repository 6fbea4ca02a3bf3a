import { IMPORT_TOOL, type RunRecord } from '../core/model/run.ts';

/**
 * The version that made a run whose file holds a report, where it is not this one: the report that is shown is then another one.
 * `null` otherwise. Files name no version that made their report, so none can be said. Hostile text.
 */
export function remadeFrom(
  { run: { tool }, hadReport }: Pick<RunRecord, 'run' | 'hadReport'>,
  version: string,
): string | null {
  // Its version is that of the import.
  const isOurs = tool.name !== IMPORT_TOOL;
  return hadReport !== undefined && isOurs && tool.version !== version ? tool.version : null;
}
