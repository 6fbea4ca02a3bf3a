import type { SavedRun } from '../model/report.ts';
import type { ExportFormat } from './format.ts';

/** The text of a run file, with its report or without. */
export function runFileText(file: SavedRun): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The run file itself, `*.probe.json`: everything there is, and what `analyze` and replays read. */
export const json = {
  id: 'json',
  label: 'Run file (JSON)',
  extension: 'probe.json',
  render: runFileText,
} as const satisfies ExportFormat;
