import * as vscode from 'vscode';
import { readSettings } from '../config/settings.ts';
import { readGiven, type GivenFile } from '../files/read-given.ts';
import type { Uses } from '../services.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { answeredAt } from '../../core/model/answered-at.ts';
import { READ_EXTENSIONS } from '../../core/import/registry.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { STRINGS } from '../strings.ts';

const words = STRINGS.runs.open;

/** Open Run: a run file from the explorer, a kept run by its id, or one of either that is asked for. */
export async function openRun(services: Uses<'store' | 'runs' | 'panels'>, given: unknown): Promise<void> {
  if (given instanceof vscode.Uri) {
    await openFile(given, services);
    return;
  }
  if (typeof given === 'string') {
    await openKept(given, services);
    return;
  }
  const kept = await services.store.list();
  const chosen = kept.length === 0 ? 'file' : await choose(kept);
  if (chosen === undefined) return;
  if (chosen !== 'file') {
    await openKept(chosen.key, services);
    return;
  }
  const filters = { [words.filter]: [...READ_EXTENSIONS] };
  const [uri] = (await vscode.window.showOpenDialog({ title: words.title, filters })) ?? [];
  if (uri) await openFile(uri, services);
}

async function openKept(key: string, { runs, panels }: Uses<'runs' | 'panels'>): Promise<void> {
  const run = await runs.find(key, readSettings().analysis);
  if (!run) throw new UsageError(STRINGS.runs.gone);
  panels.show(run);
}

/** Opens a file that a person chose: a run, or what an importer reads. */
export async function openFile(uri: vscode.Uri, services: Uses<'runs' | 'panels'>): Promise<void> {
  await openContent(await readGiven(uri, vscode.workspace.fs), services);
}

/** The same of what is in it. */
export async function openContent(
  { content, name }: GivenFile,
  { runs, panels }: Uses<'runs' | 'panels'>,
): Promise<void> {
  panels.show(await runs.openFile(content, name, readSettings().analysis));
}

async function choose(kept: readonly KeptRun[]): Promise<KeptRun | 'file' | undefined> {
  const items = kept.map((run) => ({
    label: run.prompt.replace(/\s+/g, ' ').trim().slice(0, 80) || run.key,
    description: new Date(answeredAt(run)).toLocaleString(),
    detail: `${run.targets.join(', ')} × ${run.trialsPerCell}${progressOf(run)}`,
    run,
  }));
  const file = {
    label: words.file,
    description: words.fileDetail,
    detail: READ_EXTENSIONS.map((extension) => `.${extension}`).join(', '),
    run: 'file' as const,
  };
  const chosen = await vscode.window.showQuickPick<{ label: string; run: KeptRun | 'file' }>([file, ...items], {
    title: words.title,
    placeHolder: words.placeholder,
    matchOnDetail: true,
  });
  return chosen?.run;
}

/** How far a run got, when it is not whole. */
function progressOf({ wanted, missing, elsewhere }: KeptRun): string {
  if (elsewhere) return words.elsewhere(wanted - missing, wanted);
  return missing === 0 ? '' : words.resumable(wanted - missing, wanted);
}
