import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Run } from '../../core/model/run.ts';
import type { PanelPress } from '../../protocol/messages.ts';
import { readSettings } from '../config/settings.ts';
import { launch } from '../run-control/launch.ts';
import { takeUp } from '../run-control/take-up.ts';
import { isFileKey } from '../run-control/run-id.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import type { Services } from '../services.ts';
import { exportRun } from './export-results.ts';
import { setApiKey } from './set-api-key.ts';
import { withErrorsShown } from './show-error.ts';

/** Does the work of the panel's buttons. Dialogs go on after the panel got its reply. */
export async function panelAction(services: Services, { action, target }: PanelPress, run: OpenRun): Promise<void> {
  switch (action) {
    case 'stop':
      run.stop();
      return;
    case 'show-log':
      services.showLog();
      return;
    case 'open-origin':
      await openOrigin(run.run);
      return;
    case 'export':
      void withErrorsShown(services, () => exportRun(run, services));
      return;
    case 'set-api-key':
      void withErrorsShown(services, async () => setApiKey(services, await providerToBlame(run)));
      return;
    case 'run-again':
      void withErrorsShown(services, () => runAgain(run, services));
      return;
    case 'go-on':
    case 'run-more':
    case 'retry-failed': {
      const step = { kind: action, ...(target !== undefined && { target }) };
      void withErrorsShown(services, () => takeUp(run, step, readSettings(), services));
      return;
    }
  }
}

/** The only provider whose key was refused, or the only one of the run, so that nothing is left to ask. */
async function providerToBlame(run: OpenRun): Promise<string | undefined> {
  const { failures = [] } = await run.snapshot();
  const refused = new Set(failures.filter(({ reason }) => reason === 'authentication').map(({ target }) => target));
  const blamed = run.run.targets.filter(({ id }) => refused.size === 0 || refused.has(id));
  const providers = new Set(blamed.map(({ provider }) => provider));
  return providers.size === 1 ? [...providers][0] : undefined;
}

async function runAgain({ key, run }: OpenRun, services: Services): Promise<void> {
  const [condition] = run.conditions;
  if (!condition) throw new UsageError('This run has no prompt that could be sent again.');
  const { prompt, system, messages } = condition;
  const choices = run.targets.map(({ provider, model, label }) => ({ spec: `${provider}:${model}`, label }));
  const again = {
    prompt: { prompt, system, ...(messages && { messages }) },
    choices,
    runs: run.trialsPerCell,
    fromFile: isFileKey(key),
    ...(run.origin && { origin: run.origin }),
  };
  await launch(again, readSettings(), services);
}

/** Shows where the prompt stands. The path is relative to a folder of this workspace; a run from elsewhere has none here. */
async function openOrigin({ origin }: Run): Promise<void> {
  if (!origin) throw new UsageError('It is not known where this prompt stands.');
  const uri = await findOrigin(origin.path);
  if (!uri) throw new UsageError('The file of this prompt is not in this workspace.');
  const at = new vscode.Position(Math.max(0, origin.line - 1), 0);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at), viewColumn: vscode.ViewColumn.One });
}

async function findOrigin(path: string): Promise<vscode.Uri | undefined> {
  // A run file may come from anywhere: its path must not lead out of the workspace.
  if (path.split('/').includes('..')) return undefined;
  const open = vscode.workspace.textDocuments.find(({ uri, isUntitled }) => isUntitled && uri.path === path);
  if (open) return open.uri;
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false, // not in this folder
    );
    if (isThere) return uri;
  }
  return undefined;
}
