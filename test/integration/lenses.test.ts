import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { PROMPT_LINES } from '../../src/extension/strings/prompt-lines.ts';

/** Probe above prompts, in the light bulb, in the explorer: what points at a prompt without a selection. */

const { probe, hide, compare, action } = PROMPT_LINES;
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

/** The same without what earlier tests found of the same prompts. */
async function shown(uri: vscode.Uri): Promise<readonly string[]> {
  const all = (await lenses(uri)).filter(({ command }) => command?.title === hide || command?.title === probe);
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
    assert.deepEqual(await shown(await write('a.py', SOURCE)), [`2: ${probe}`, `2: ${hide}`, `4: ${probe}`]);
    assert.deepEqual(await shown(await write('tag.prompt.md', 'Write a tagline\n')), [`0: ${probe}`, `0: ${hide}`]);
    assert.deepEqual(await shown(await write('tag.prompty', 'user:\nWrite\n')), [`0: ${probe}`, `0: ${hide}`]);
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

  it('tell what the last run of a prompt found, and that the prompt has changed since', async () => {
    const text = 'Pick a random fruit of this test, only return the fruit\n';
    const uri = await write('last.prompt.md', text);
    const found = async (): Promise<readonly string[]> => {
      const all = (await lenses(uri)).map(({ command }) => command?.title ?? '');
      return all.filter((title) => title === compare || title.includes('×'));
    };
    const until = async (pattern: RegExp): Promise<readonly string[]> => {
      for (let turn = 0; turn < 300 && !pattern.test((await found()).join('\n')); turn++)
        await new Promise((go) => setTimeout(go, 100));
      const titles = await found();
      assert.match(titles.join('\n'), pattern);
      return titles;
    };
    assert.deepEqual(await found(), []);
    const probe = async (): Promise<void> => {
      const models = ['simulated:narrow', 'simulated:uniform'];
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand('workbench.action.closeOtherEditors');
      const { document } = await vscode.window.showTextDocument(uri);
      const end = document.positionAt(document.getText().trimEnd().length);
      vscode.window.activeTextEditor!.selection = new vscode.Selection(new vscode.Position(0, 0), end);
      assert.ok(await vscode.commands.executeCommand('convergenceProbe.probe', { models, runs: 6 }));
    };
    await probe();
    const first = await until(/^2 models × 6, today \d\d:\d\d: (?!no report)/);
    assert.equal(first.length, 1, 'there is nothing to compare it with');
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Please. '));
    await until(/prompt changed since$/m);
    await editor.document.save();
    await probe();
    const second = await until(/\nCompare$/);
    assert.doesNotMatch(second.join('\n'), /changed since/);
  });

  it('tell that the last run asked a part of the prompt only', async () => {
    const uri = await write('part.prompt.md', 'Be brief.\n\nPick a random vegetable of this test.\n');
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(2, 0, 3, 0);
    assert.ok(
      await vscode.commands.executeCommand('convergenceProbe.probe', { models: ['simulated:narrow'], runs: 4 }),
    );
    let titles = '';
    for (let turn = 0; turn < 300 && !titles.includes('×'); turn++) {
      await new Promise((go) => setTimeout(go, 100));
      titles = (await lenses(uri)).map(({ command }) => command?.title ?? '').join('\n');
    }
    assert.match(titles, /× 4, .* · part of this prompt$/m);
  });
});

describe('the light bulb', () => {
  it('offers to probe a string that looks like a prompt, inside it only', async () => {
    const uri = await write('bulb.py', SOURCE);
    assert.ok((await actions(uri, 'me a joke')).includes(action));
    assert.ok(!(await actions(uri, 'import')).includes(action));
  });
});
