import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';

/** Probe above prompts, in the light bulb, in the explorer: what points at a prompt without a selection. */

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
const SOURCE = 'import os\n\nJOKE = "Tell me a joke"\n\nFRUIT = "Pick a random fruit, only return the fruit"\n';

async function write(name: string, text: string): Promise<vscode.Uri> {
  assert.ok(workspace, 'a workspace is open');
  const uri = vscode.Uri.joinPath(workspace, 'lenses', name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(uri);
  return uri;
}

/** The lenses of a file: line and title. */
async function lenses(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
}

async function shown(uri: vscode.Uri): Promise<readonly string[]> {
  const all = await lenses(uri);
  return all.map(({ range, command }) => `${range.start.line}: ${command?.title ?? ''}`).sort();
}

async function actions(uri: vscode.Uri, text: string): Promise<readonly string[]> {
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.positionAt(document.getText().indexOf(text));
  const range = new vscode.Range(at, at);
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
  );
  return found.map(({ title }) => title);
}

describe('lines above prompts', () => {
  afterEach(async () => {
    const settings = vscode.workspace.getConfiguration('convergenceProbe');
    await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('stand above prompt files and above strings that look like prompts, and nowhere else', async () => {
    assert.deepEqual(await shown(await write('a.py', SOURCE)), ['2: $(beaker) Probe', '2: Hide', '4: $(beaker) Probe']);
    assert.deepEqual(await shown(await write('tag.prompt.md', 'Write a tagline\n')), ['0: $(beaker) Probe', '0: Hide']);
    assert.deepEqual(await shown(await write('tag.prompty', 'user:\nWrite\n')), ['0: $(beaker) Probe', '0: Hide']);
    assert.deepEqual(await shown(await write('notes.md', 'Tell me a joke\n')), []);
  });

  it('are off by a setting', async () => {
    const uri = await write('off.py', SOURCE);
    const settings = vscode.workspace.getConfiguration('convergenceProbe');
    await settings.update('codeLens', false, vscode.ConfigurationTarget.Global);
    assert.deepEqual(await shown(uri), []);
  });

  it('are hidden in one file by one of them, and shown again by the command', async () => {
    const [uri, other] = [await write('hidden.py', SOURCE), await write('shown.py', SOURCE)];
    const hide = (await lenses(uri)).find(({ command }) => command?.title === 'Hide')?.command;
    assert.ok(hide);
    void vscode.commands.executeCommand(hide.command, ...(hide.arguments as unknown[]));
    for (let turn = 0; turn < 50 && (await shown(uri)).length > 0; turn++)
      await new Promise((go) => setTimeout(go, 50));
    assert.deepEqual(await shown(uri), []);
    assert.equal((await shown(other)).length, 3);
    await vscode.window.showTextDocument(uri);
    await vscode.commands.executeCommand('convergenceProbe.toggleLenses');
    assert.equal((await shown(uri)).length, 3);
  });

  it('probe what stands below them without a question about the prompt', async () => {
    const uri = await write('run.py', SOURCE);
    const [, , second] = [...(await lenses(uri))].sort((a, b) => a.range.start.line - b.range.start.line);
    assert.ok(second?.command);
    const [place] = second.command.arguments as [object];
    const fixed = { models: ['simulated:narrow'], runs: 3 };
    const ended = await vscode.commands.executeCommand(second.command.command, { ...place, ...fixed });
    assert.ok(ended);
    const file = vscode.Uri.joinPath(uri, '..', 'run.probe.json');
    await vscode.commands.executeCommand('convergenceProbe.exportResults', { uri: file });
    const { run } = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))) as {
      readonly run: {
        readonly conditions: readonly { readonly prompt: string }[];
        readonly origin: { readonly line: number };
      };
    };
    assert.deepEqual([run.conditions[0]?.prompt, run.origin.line], ['Pick a random fruit, only return the fruit', 5]);
  });
});

describe('the light bulb', () => {
  it('offers to probe a string that looks like a prompt, inside it only', async () => {
    const uri = await write('bulb.py', SOURCE);
    assert.ok((await actions(uri, 'me a joke')).includes('Probe this prompt'));
    assert.ok(!(await actions(uri, 'import')).includes('Probe this prompt'));
  });
});
