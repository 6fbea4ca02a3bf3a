import * as vscode from 'vscode';
import type { GalleryQuery, PageRow, PageRows } from '../../core/analysis/gallery/gallery-pages.ts';
import type { OutputPage } from '../../core/analysis/gallery/page-of.ts';
import type { TrialKey } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { GALLERY_PAGE_LIMIT } from '../../protocol/gallery.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { fileName, fileNames, type NamedPage } from './file-names.ts';

const GONE = 'This page is not part of the run any more.';

function named(run: OpenRun, key: TrialKey, kind: OutputPage['kind']): NamedPage {
  const label = run.run.targets.find(({ id }) => id === key.target)?.label ?? key.target;
  return { ...key, kind, label };
}

async function bytesOf(
  run: OpenRun,
  key: TrialKey,
): Promise<{ readonly page: OutputPage; readonly bytes: Uint8Array }> {
  const page = await run.page(key);
  if (page === null) throw new UsageError(GONE);
  return { page, bytes: new TextEncoder().encode(page.text) };
}

/** Asks where to, and writes one page as the model wrote it: without the policy that it has in the gallery. */
export async function savePage(run: OpenRun, key: TrialKey): Promise<void> {
  const { page, bytes } = await bytesOf(run, key);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = fileName(named(run, key, page.kind));
  const uri = await vscode.window.showSaveDialog({
    title: 'Save Page',
    filters: page.kind === 'svg' ? { 'SVG drawing': ['svg'] } : { 'HTML page': ['html'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!uri) return;
  await vscode.workspace.fs.writeFile(uri, bytes);
  const written = uri.path.split('/').at(-1) ?? '';
  const pressed = await vscode.window.showInformationMessage(`Saved ${written}.`, 'Open');
  if (pressed === 'Open') await vscode.commands.executeCommand('vscode.open', uri);
}

async function allRows(run: OpenRun, wish: Omit<GalleryQuery, 'offset' | 'limit'>): Promise<readonly PageRow[]> {
  const rows: PageRow[] = [];
  for (;;) {
    const page: PageRows = await run.pages({ ...wish, offset: rows.length, limit: GALLERY_PAGE_LIMIT });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false, // not there
  );
}

/** Asks for a folder, and writes all pages that match into it; files that are there already are replaced only when the user says so. */
export async function saveAllPages(run: OpenRun, wish: Omit<GalleryQuery, 'offset' | 'limit'>): Promise<void> {
  const rows = await allRows(run, wish);
  if (rows.length === 0) throw new UsageError('There is no page to save; show all pages first.');
  const chosen = await vscode.window.showOpenDialog({
    title: `Save ${rows.length} Pages`,
    openLabel: 'Save Here',
    canSelectFiles: false,
    canSelectFolders: true,
  });
  const folder = chosen?.[0];
  if (!folder) return;
  const names = fileNames(rows.map((row) => named(run, row, row.kind)));
  const files = rows.map((row, at) => ({ row, uri: vscode.Uri.joinPath(folder, names[at]!) }));
  const there = await Promise.all(files.map(({ uri }) => exists(uri)));
  const wanted = await withoutUnwanted(files, there);
  if (wanted === null) return;
  for (const { row, uri } of wanted) await vscode.workspace.fs.writeFile(uri, (await bytesOf(run, row)).bytes);
  void vscode.window.showInformationMessage(`Saved ${wanted.length} pages in ${folder.path.split('/').at(-1) ?? ''}.`);
}

/** The files to write after the user was asked about those that are there; `null` when nothing is to be written. */
async function withoutUnwanted<File>(
  files: readonly File[],
  there: readonly boolean[],
): Promise<readonly File[] | null> {
  const count = there.filter(Boolean).length;
  if (count === 0) return files;
  const message = count === 1 ? 'One file is there already.' : `${count} files are there already.`;
  const pressed = await vscode.window.showWarningMessage(message, { modal: true }, 'Replace', 'Save the Others');
  if (pressed === undefined) return null;
  return pressed === 'Replace' ? files : files.filter((_file, at) => !there[at]);
}
