import * as vscode from 'vscode';
import type { ExportFormat } from '../../core/export/format.ts';
import { json } from '../../core/export/json.ts';
import { EXPORT_FORMATS } from '../../core/export/registry.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { writeFile } from '../files/write-file.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import type { Uses } from '../services.ts';
import { exportName, formatOfName } from './export-name.ts';
import { STRINGS } from '../strings.ts';

/** Export Results of the panel that was used last. A key binding or a task may say where to: `{ "uri": ... }`. */
export async function exportResults(services: Uses<'panels' | 'log'>, given: unknown): Promise<void> {
  const run = services.panels.current();
  if (!run) throw new UsageError(STRINGS.files.export.noResults);
  const uri = typeof given === 'object' && given !== null && 'uri' in given ? given.uri : undefined;
  if (uri instanceof vscode.Uri) await writeRun(run, uri, formatOfName(uri.path) ?? json, services);
  else await exportRun(run, services);
}

/** Asks where to, and writes the run in the format that the file's name asks for. */
export async function exportRun(run: OpenRun, { log }: Uses<'log'>): Promise<void> {
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
    title: STRINGS.files.export.title,
    // With this one, a dialog leaves a name as it was typed: it would make `x.txt` to `x.txt.json` otherwise.
    filters: { ...filters, [STRINGS.files.export.allFiles]: ['*'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!uri) return;
  const written = uri.path.split('/').at(-1) ?? '';
  const format = formatOfName(written) ?? (await askFormat(written));
  if (!format) return;
  await writeRun(run, uri, format, { log });
  const pressed = await vscode.window.showInformationMessage(STRINGS.files.exported(written), STRINGS.files.open);
  if (pressed === STRINGS.files.open) await vscode.window.showTextDocument(uri);
}

async function writeRun(run: OpenRun, uri: vscode.Uri, format: ExportFormat, { log }: Uses<'log'>): Promise<void> {
  const text = await run.exportAs(format.id);
  await writeFile(uri, new TextEncoder().encode(text));
  log.info(`Exported run ${run.run.id} as ${format.id}.`);
}

/** Asks what to write under a name that does not tell. */
async function askFormat(name: string): Promise<ExportFormat | undefined> {
  const items = EXPORT_FORMATS.map((format) => ({ label: format.label, description: `.${format.extension}`, format }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: STRINGS.files.export.title,
    placeHolder: STRINGS.files.export.placeholder(name),
  });
  return chosen?.format;
}
