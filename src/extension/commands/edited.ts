import type * as vscode from 'vscode';
import type { EndedRun } from '../run-control/start-run.ts';
import { columnBeside } from '../panel/panel-registry.ts';
import type { Uses } from '../services.ts';

/** The run whose prompt was opened to be edited, by document: what a new run of it is compared with. */
const edited = new Map<string, string>();

/** Remembers that the prompt of a run was opened in a document, to be edited and probed again. */
export function noteEdited(document: vscode.Uri, key: string): void {
  edited.set(document.toString(), key);
}

/** Shows what the edit changed, once the prompt of a document was probed again and all of it was sent. */
export async function compareEdited(
  document: vscode.Uri,
  ended: EndedRun,
  { store, comparisons }: Uses<'store' | 'comparisons'>,
): Promise<void> {
  const before = edited.get(document.toString());
  if (before === undefined || ended.status !== 'complete') return;
  edited.delete(document.toString());
  const kept = await store.list();
  const runs = [before, ended.runId].flatMap((key) => kept.find((run) => run.key === key) ?? []);
  if (runs.length === 2) comparisons.show(runs, 'overview', { viewColumn: columnBeside(), preserveFocus: true });
}
