import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
const VIEW = 'convergenceProbe.runFile';

interface Exported {
  readonly run: { readonly status: string };
  readonly trials: readonly { readonly text: string }[];
}

async function write(name: string, text: string): Promise<vscode.Uri> {
  assert.ok(workspace, 'a workspace is open');
  const uri = vscode.Uri.joinPath(workspace, 'run-files', name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Opens a file as a double click does, and waits until its tab is there. */
async function open(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', uri);
  await until(() => {
    const input = active();
    return input instanceof vscode.TabInputCustom && input.viewType === VIEW && input.uri.path === uri.path;
  });
}

const active = (): unknown => vscode.window.tabGroups.activeTabGroup.activeTab?.input;

async function until(isThere: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 100 && !isThere(); attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(isThere(), `the tab that is open: ${JSON.stringify(active())}`);
}

/** The run that is shown, as it is exported; once there is one. */
async function shown(name: string): Promise<Exported> {
  assert.ok(workspace);
  const uri = vscode.Uri.joinPath(workspace, 'run-files', 'exported', name);
  const isWritten = (): PromiseLike<boolean> =>
    vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
  for (let attempt = 0; attempt < 50 && !(await isWritten()); attempt++) {
    await vscode.commands.executeCommand('convergenceProbe.exportResults', { uri });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as Exported;
}

async function sample(): Promise<string> {
  const extension = vscode.extensions.getExtension('convergence-probe.convergence-probe');
  assert.ok(extension);
  const uri = vscode.Uri.joinPath(extension.extensionUri, 'media', 'recordings', 'numbers.probe.json');
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

describe('a run file', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens as the run that it is, and as text when that is asked for', async () => {
    const uri = await write('whole.probe.json', await sample());
    await open(uri);
    assert.equal((await shown('whole.probe.json')).trials.length, 150);
    await vscode.commands.executeCommand('convergenceProbe.openAsText');
    await until(() => active() instanceof vscode.TabInputText);
  });

  it('that was cut short opens as far as it goes', async () => {
    const text = await sample();
    const end = text.indexOf('"trialIndex": 30');
    await open(await write('cut.probe.json', text.slice(0, end < 0 ? Math.floor(text.length / 2) : end)));
    const { run, trials } = await shown('cut.probe.json');
    assert.equal(run.status, 'partial');
    assert.ok(trials.length > 0 && trials.length < 150, String(trials.length));
  });

  it('of a newer version opens as far as it is known', async () => {
    const newer = { ...(JSON.parse(await sample()) as object), schemaVersion: 9, invented: true };
    await open(await write('newer.probe.json', JSON.stringify(newer)));
    assert.equal((await shown('newer.probe.json')).trials.length, 150);
  });

  it('that is none still opens, and can be looked at as text', async () => {
    for (const [name, text] of [
      ['deep.probe.json', '['.repeat(100_000)],
      ['other.probe.json', '{"a":1}'],
    ] as const) {
      await open(await write(name, text));
      await vscode.commands.executeCommand('convergenceProbe.openAsText');
      await until(() => active() instanceof vscode.TabInputText || active() === undefined);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });
});
