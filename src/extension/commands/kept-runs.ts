import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import type { KeptRun } from '../../runs/kept-run.ts';
import { readSettings } from '../config/settings.ts';
import { givenNode, givenRuns } from '../runs-view/given-runs.ts';
import type { Uses } from '../services.ts';
import { exportRun } from './export-results.ts';
import { withErrorsShown } from './show-error.ts';
import { STRINGS } from '../strings.ts';

/** What can be done with kept runs in the Runs view. */

type ViewUses = Uses<'store' | 'runsView'>;

/** Rename: a run is called what its user says; an empty name gives it back the one that it found. */
export async function renameRun({ store, runsView }: ViewUses, given: unknown, all: unknown): Promise<void> {
  const [run] = chosen(given, all, runsView);
  const name = await vscode.window.showInputBox({
    title: STRINGS.runs.rename.title,
    prompt: STRINGS.runs.rename.prompt,
    value: run.marks.name,
  });
  if (name === undefined) return;
  await store.mark(run.key, { name: name.trim() });
  runsView.refresh();
}

/** Pin: the run stays at the top of its prompt, and is never removed to make room. */
export const pinRun = (services: ViewUses, given: unknown, all: unknown): Promise<void> =>
  pin(services, chosen(given, all, services.runsView), true);

export const unpinRun = (services: ViewUses, given: unknown, all: unknown): Promise<void> =>
  pin(services, chosen(given, all, services.runsView), false);

async function pin({ store, runsView }: ViewUses, runs: readonly KeptRun[], isPinned: boolean): Promise<void> {
  for (const { key } of runs) await store.mark(key, { isPinned });
  runsView.refresh();
}

/** Mark as Baseline: what later runs of the prompt are compared with. A prompt has one. */
export async function markBaseline(services: ViewUses, given: unknown): Promise<void> {
  const node = givenNode(given);
  if (node === null) throw new UsageError(STRINGS.runs.choose);
  await makeBaseline(services, node.run.key);
}

/** The same of a run by its key; the earlier baseline of its prompt is one no longer. */
export async function makeBaseline({ store, runsView }: ViewUses, key: string): Promise<void> {
  const group = (await runsView.groups()).find(({ runs }) => runs.some((run) => run.key === key));
  if (group === undefined) throw new UsageError(STRINGS.runs.gone);
  for (const run of group.runs) {
    if (run.key !== key && run.marks.isBaseline) await store.mark(run.key, { isBaseline: false });
  }
  await store.mark(key, { isBaseline: true });
  runsView.refresh();
}

export async function clearBaseline({ store, runsView }: ViewUses, given: unknown): Promise<void> {
  const node = givenNode(given);
  if (node === null) throw new UsageError(STRINGS.runs.choose);
  await store.mark(node.run.key, { isBaseline: false });
  runsView.refresh();
}

/** Export: a kept run, open or not. */
export async function exportKeptRun(
  { runs, panels, runsView, log }: Uses<'runs' | 'panels' | 'runsView' | 'log'>,
  given: unknown,
  all: unknown,
): Promise<void> {
  const [{ key }] = chosen(given, all, runsView);
  const run = await runs.find(key, readSettings().analysis);
  if (!run) throw new UsageError(STRINGS.runs.gone);
  try {
    await exportRun(run, { log });
  } finally {
    if (!panels.isShown(run)) runs.release(run);
  }
}

/** Delete: takes runs out of the list, and brings them back when that was a mistake. */
export async function deleteRuns(
  services: ViewUses & Uses<'panels' | 'runs' | 'log' | 'showLog'>,
  given: unknown,
  all: unknown,
): Promise<void> {
  const { store, runsView, panels, runs } = services;
  const doomed = chosen(given, all, runsView);
  if (doomed.some(({ key }) => runs.running.some((run) => run.key === key))) {
    throw new UsageError(STRINGS.runs.delete.isSent);
  }
  for (const { key } of doomed) {
    panels.close(key);
    await store.delete(key);
  }
  runsView.refresh();
  void withErrorsShown(services, async () => {
    const { done, undo } = STRINGS.runs.delete;
    if ((await vscode.window.showInformationMessage(done(doomed.length), undo)) !== undo) return;
    for (const { key } of doomed) await store.restore(key);
    runsView.refresh();
  });
}

/** Filter Runs: by a part of the prompt, the name, a model, an answer or the verdict. */
export async function filterRuns({ runsView }: Uses<'runsView'>, given: unknown): Promise<void> {
  const text =
    typeof given === 'string'
      ? given
      : await vscode.window.showInputBox({
          title: STRINGS.runs.filter.title,
          prompt: STRINGS.runs.filter.prompt,
          value: runsView.filtered,
        });
  if (text !== undefined) runsView.filter(text);
}

export function clearRunFilter({ runsView }: Uses<'runsView'>): Promise<void> {
  runsView.filter('');
  return Promise.resolve();
}

function chosen(given: unknown, all: unknown, view: Uses<'runsView'>['runsView']): readonly [KeptRun, ...KeptRun[]] {
  const [first, ...others] = givenRuns(given, all, view);
  if (first === undefined) throw new UsageError(STRINGS.runs.choose);
  return [first, ...others];
}
