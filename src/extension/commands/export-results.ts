import * as vscode from 'vscode';
import { EXPORT_FORMATS } from '../../core/export/registry.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { writeFile } from '../files/write-file.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import type { Services } from '../services.ts';
import { exportName } from './export-name.ts';

/** Export Results of the panel that was used last. A key binding or a task may say where to: `{ "uri": ... }`. */
export async function exportResults(services: Services, given: unknown): Promise<void> {
  const run = services.panels.current();
  if (!run) throw new UsageError('No results are open. Probe a prompt or open a sample run first.');
  const uri = typeof given === 'object' && given !== null && 'uri' in given ? given.uri : undefined;
  if (uri instanceof vscode.Uri) await writeRun(run, uri, services);
  else await exportRun(run, services);
}

/** Asks where to, and writes the run in the format that the file's name asks for. */
export async function exportRun(run: OpenRun, { log }: Pick<Services, 'log'>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = exportName(run.run);
  // Only the last part of an ending: dialogs know no others and would add `.probe.json` to a name that has it. The table of conditions
  // would be a second `.csv`; it is written under a name that ends in `.conditions.csv`.
  const filters = Object.fromEntries(
    EXPORT_FORMATS.filter(({ id }) => id !== 'conditions').map(({ label, extension }) => [
      label,
      [extension.split('.').at(-1) ?? extension],
    ]),
  );
  const uri = await vscode.window.showSaveDialog({
    title: 'Export Results',
    filters,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!uri) return;
  await writeRun(run, uri, { log });
  const written = uri.path.split('/').at(-1) ?? '';
  const pressed = await vscode.window.showInformationMessage(`Exported to ${written}.`, 'Open');
  if (pressed === 'Open') await vscode.window.showTextDocument(uri);
}

async function writeRun(run: OpenRun, uri: vscode.Uri, { log }: Pick<Services, 'log'>): Promise<void> {
  const format = formatOf(uri.path);
  const text = await run.exportAs(format.id);
  await writeFile(uri, new TextEncoder().encode(text));
  log.info(`Exported run ${run.run.id} as ${format.id}.`);
}

/** The format by the ending of a file name; JSON for a name with another ending. */
function formatOf(path: string): (typeof EXPORT_FORMATS)[number] {
  const ending = path.split('.').at(-1)?.toLowerCase();
  const format =
    EXPORT_FORMATS.find(({ id, extension }) => id === 'conditions' && path.toLowerCase().endsWith(`.${extension}`)) ??
    EXPORT_FORMATS.find(({ extension }) => extension.split('.').at(-1) === ending) ??
    EXPORT_FORMATS.find(({ id }) => id === 'json');
  if (!format) throw new UsageError('Name the file with an ending such as .json, .csv or .md.');
  return format;
}
