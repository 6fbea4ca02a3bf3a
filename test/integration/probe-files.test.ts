import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { PROBE_FILES } from '../../src/extension/strings/probe-files.ts';

/** Probe files in the editor: mistakes, lenses, running, and making one of several prompts. */

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
let files = 0;

async function show(name: string, text: string): Promise<vscode.TextEditor> {
  assert.ok(workspace, 'a workspace is open');
  const uri = vscode.Uri.joinPath(workspace, `design-${++files}`, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(uri);
}

/** Waits for what comes a moment later. */
async function until<T>(look: () => T | Promise<T>, isThere: (found: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = await look();
    if (isThere(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail('it did not come');
}

const mistakes = (uri: vscode.Uri): readonly string[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === PROBE_FILES.product)
    .map(({ range, message }) => `${range.start.line}:${range.start.character} ${message}`);

function lensesOf(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
  const look = (): Thenable<vscode.CodeLens[]> =>
    vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 20);
  return until(
    async () => await look(),
    (found) => found.length > 0,
  );
}

async function exportedRun(): Promise<{
  readonly run: Readonly<Record<string, unknown>>;
  readonly trials: readonly object[];
}> {
  assert.ok(workspace);
  const uri = vscode.Uri.joinPath(workspace, 'design-export.probe.json');
  await vscode.commands.executeCommand('convergenceProbe.exportResults', { uri });
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as never;
}

describe('probe files', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are underlined where they are wrong, while they are typed', async () => {
    const editor = await show('wrong.probe.yaml', 'prompt: a\nruns: fifty\n');
    const { uri } = editor.document;
    const first = await until(
      () => mistakes(uri),
      (found) => found.length > 0,
    );
    assert.deepEqual(first, ['1:6 `runs` must be a whole number of at least 1; this says "fifty".']);
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(1, 6, 1, 11), '50');
    });
    await until(
      () => mistakes(uri),
      (found) => found.length === 0,
    );
  });

  it('offer to run them and their conditions, and run', async () => {
    const source =
      'conditions:\n  joke: Pick a number between 1 and {{high}}\n  cold: { prompt: Pick a number, system: Be brief. }\nvariables: { high: [6, 10] }\ntargets: [simulated:narrow]\nruns: 3\nextractor: number\nseed: 4\n';
    const { uri } = (await show('numbers.probe.yaml', source)).document;
    const lenses = await lensesOf(uri);
    const titles = lenses.map(({ range, command }) => `${range.start.line} ${command?.title ?? ''}`).sort();
    assert.deepEqual(titles, [
      `0 ${PROBE_FILES.run}`,
      `1 ${PROBE_FILES.runCondition}`,
      `2 ${PROBE_FILES.runCondition}`,
      `2 ${PROBE_FILES.runWithControl}`,
    ]);
    const { command } = lenses.find(({ command: found }) => found?.title === PROBE_FILES.run)!;
    const ended = await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
    assert.ok(ended, 'the probe ran');
    const { run, trials } = await exportedRun();
    const conditions = run['conditions'] as readonly { readonly id: string }[];
    assert.deepEqual(
      conditions.map(({ id }) => id),
      ['joke · high=6', 'joke · high=10', 'cold'],
    );
    assert.deepEqual([trials.length, run['seed'], run['reading']], [9, 4, { extractor: 'number' }]);
    assert.match((run['origin'] as { readonly path: string }).path, /numbers\.probe\.yaml$/);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    assert.ok(tabs.includes('Probe: numbers.probe.yaml'), tabs.join());
  });

  it('are made of several prompts', async () => {
    const editor = await show('prompts.md', 'Tell me a joke\n\n---\n\nTell me a story\n');
    editor.selection = new vscode.Selection(0, 0, 4, 15);
    await vscode.commands.executeCommand('convergenceProbe.compareAsConditions');
    const document = await until(
      () => vscode.window.activeTextEditor?.document,
      (found) => found?.isUntitled === true && found.getText().includes('variant-1'),
    );
    assert.ok(document);
    assert.equal(document.languageId, 'yaml');
    assert.match(document.getText(), /control: \|-\n {4}Tell me a joke\n {2}variant-1: \|-\n {4}Tell me a story\n/);
    assert.ok((await lensesOf(document.uri)).length >= 4);
    assert.deepEqual(mistakes(document.uri), []);
  });
});
