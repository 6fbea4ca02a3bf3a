import type { ExportFormat } from './format.ts';

/** The run file itself, `*.probe.json`: everything there is, and what `analyze` and replays read. */
export const json = {
  id: 'json',
  label: 'Run file (JSON)',
  extension: 'probe.json',
  render: (file) => `${JSON.stringify(file, null, 2)}\n`,
} as const satisfies ExportFormat;
