import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
let files = 0;
const EXTENSION = 'convergence-probe.convergence-probe';

interface Trial {
  readonly target: string;
  readonly outcome: string;
  readonly text: string;
  readonly source: string;
  readonly honoured: Readonly<Record<string, unknown>>;
}
interface Exported {
  readonly run: {
    readonly id: string;
    readonly status: string;
    readonly conditions: readonly { readonly prompt: string; readonly system: string | null }[];
    readonly origin?: { readonly path: string; readonly line: number };
  };
  readonly trials: readonly Trial[];
}

/** Opens a new file, in a folder of its own: an open document follows its file only after a while. */
async function show(name: string, text: string): Promise<vscode.TextEditor> {
  assert.ok(workspace, 'a workspace is open');
  const uri = vscode.Uri.joinPath(workspace, `test-${++files}`, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(uri);
}

function select(editor: vscode.TextEditor, text: string): void {
  const start = editor.document.getText().indexOf(text);
  assert.ok(start >= 0, `"${text}" is in the document`);
  const { document } = editor;
  editor.selection = new vscode.Selection(document.positionAt(start), document.positionAt(start + text.length));
}

async function probe(models: readonly string[], runs: number): Promise<void> {
  const ended = await vscode.commands.executeCommand('convergenceProbe.probe', { models, runs });
  assert.ok(ended, 'the probe ran');
}

async function exported(name: string): Promise<string> {
  assert.ok(workspace);
  const uri = vscode.Uri.joinPath(workspace, name);
  await vscode.commands.executeCommand('convergenceProbe.exportResults', { uri });
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function exportedRun(): Promise<Exported> {
  return JSON.parse(await exported('export.probe.json')) as Exported;
}

/** The panels, once there are `count` of them: tabs are told of a moment after they are there. */
async function panels(count: number): Promise<readonly vscode.Tab[]> {
  for (let attempt = 0; attempt < 50 && openPanels().length !== count; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return openPanels();
}

function openPanels(): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    ({ input }) => input instanceof vscode.TabInputWebview && /convergenceProbe\.panel$/.test(input.viewType),
  );
}

async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('convergenceProbe').update(name, value, vscode.ConfigurationTarget.Global);
}

describe('the extension', () => {
  it('registers every command of its manifest', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION);
    assert.ok(extension);
    await extension.activate();
    const manifest = extension.packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(known.has(command), command);
  });
});

describe('a probe', () => {
  afterEach(async () => {
    for (const name of ['systemPrompt', 'parameters', 'grouping']) await setting(name, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('takes the selection, asks two models and shows one panel beside the editor', async () => {
    const editor = await show('pick.md', '# Prompts\n\nPick a random fruit, only return the fruit\n');
    select(editor, 'Pick a random fruit, only return the fruit');
    await probe(['simulated:narrow', 'simulated:uniform'], 5);
    const [panel, ...more] = await panels(1);
    assert.equal(more.length, 0);
    assert.equal(panel?.label, 'Probe: Pick a random fruit, only return the fr…');
    assert.equal(panel?.group.viewColumn, vscode.ViewColumn.Two);
    const { run, trials } = await exportedRun();
    assert.equal(run.status, 'complete');
    assert.equal(run.conditions[0]?.prompt, 'Pick a random fruit, only return the fruit');
    assert.deepEqual(run.origin, { path: `test-${files}/pick.md`, line: 3 });
    assert.equal(trials.length, 10);
    assert.ok(
      trials.every(({ source, outcome, text }) => source === 'simulated' && outcome === 'completed' && text !== ''),
    );
  });

  it('exports CSV and Markdown of the same run', async () => {
    const editor = await show('pick.md', 'Pick a random colour');
    select(editor, 'Pick a random colour');
    await probe(['simulated:narrow'], 3);
    const csv = await exported('export.csv');
    assert.equal(csv.trim().split('\n').length, 4, csv);
    assert.match(await exported('export.md'), /Pick a random colour/);
  });

  it('takes the string around the selection in source code, unescaped', async () => {
    const editor = await show('ask.ts', 'const p = "Tell me a \\"short\\" joke";\n');
    select(editor, 'const p = "Tell me a \\"short\\" joke";');
    await probe(['simulated:narrow'], 1);
    assert.equal((await exportedRun()).run.conditions[0]?.prompt, 'Tell me a "short" joke');
  });

  it('takes the whole prompt file without a selection, once it is confirmed', async () => {
    await show('joke.prompt.md', '---\nmodel: x\n---\n\nTell me a joke\n');
    const done = probe(['simulated:narrow'], 1);
    await acceptQuickPick(done);
    const { run } = await exportedRun();
    assert.equal(run.conditions[0]?.prompt, 'Tell me a joke');
    assert.deepEqual(run.origin, { path: `test-${files}/joke.prompt.md`, line: 5 });
  });

  it('asks a model of VS Code; the system prompt goes as a turn of the user', async () => {
    await setting('systemPrompt', 'Be brief.');
    const editor = await show('pick.md', 'A number, please.');
    select(editor, 'A number, please.');
    await probe(['vscode:fake-lm/fake-a'], 2);
    const { run, trials } = await exportedRun();
    assert.equal(run.conditions[0]?.system, 'Be brief.');
    assert.deepEqual(
      trials.map(({ outcome, source, honoured }) => [outcome, source, honoured]),
      [
        ['completed', 'live', { systemRole: 'user' }],
        ['completed', 'live', { systemRole: 'user' }],
      ],
    );
  });

  it('says so when VS Code has no such model, and keeps the other one’s answers', async () => {
    const editor = await show('pick.md', 'A number, please.');
    select(editor, 'A number, please.');
    await probe(['vscode:fake-lm/nobody', 'simulated:narrow'], 3);
    const { trials } = await exportedRun();
    const failed = trials.filter(({ target }) => target === 'vscode:fake-lm/nobody');
    assert.ok(failed.every(({ outcome }) => outcome === 'failed'));
    assert.equal(trials.filter(({ outcome }) => outcome === 'completed').length, 3);
  });

  it('opens a sample run, labelled as recorded', async () => {
    await vscode.commands.executeCommand('convergenceProbe.openSampleRun', 'numbers.probe.json');
    const { trials } = await exportedRun();
    assert.equal(trials.length, 150);
    assert.ok(trials.every(({ source }) => source === 'recorded'));
  });

  it('opens an exported file again as the same run', async () => {
    const editor = await show('pick.md', 'Pick a random animal');
    select(editor, 'Pick a random animal');
    await probe(['simulated:varied'], 4);
    const before = await exportedRun();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.ok(workspace);
    await vscode.commands.executeCommand(
      'convergenceProbe.openRun',
      vscode.Uri.joinPath(workspace, 'export.probe.json'),
    );
    assert.equal((await panels(1)).length, 1);
    assert.deepEqual(await exportedRun(), before);
  });
});

/** Accepts the quick pick that `done` waits for; it takes a moment to appear. */
async function acceptQuickPick(done: Promise<unknown>): Promise<void> {
  let over = false;
  const ended = done.finally(() => (over = true));
  while (!over) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (!over) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }
  await ended;
}
