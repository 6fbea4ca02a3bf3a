import * as vscode from 'vscode';
import type { LastResults } from './prompt/last-result.ts';
import type { RunNode, RunsTree } from './runs-view/runs-view.ts';
import type { Services } from './services.ts';

/** `all`: what is selected in the view that the command was called in. */
type Command = (services: Services, given: unknown, all: unknown) => Promise<unknown>;

// Nothing but this file is loaded at activation: everything else is in `work.ts`, which is read at the first use.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  probe: async () => (await import('./work.ts')).probe,
  tryRewrites: async () => (await import('./work.ts')).tryRewrites,
  findSentences: async () => (await import('./work.ts')).findSentences,
  probeFile: async () => (await import('./work.ts')).probeFile,
  toggleLenses: async () => (await import('./work.ts')).toggleLenses,
  selectModels: async () => (await import('./work.ts')).selectModels,
  setApiKey: async () => (await import('./work.ts')).setApiKey,
  manageKeys: async () => (await import('./work.ts')).manageKeys,
  clearApiKey: async () => (await import('./work.ts')).clearApiKey,
  exportResults: async () => (await import('./work.ts')).exportResults,
  openSampleRun: async () => (await import('./work.ts')).openSampleRun,
  openGallery: async () => (await import('./work.ts')).openGallery,
  openRun: async () => (await import('./work.ts')).openRun,
  runProbeFile: async () => (await import('./work.ts')).runProbeFile,
  newProbeFile: async () => (await import('./work.ts')).newProbeFile,
  compareAsConditions: async () => (await import('./work.ts')).compareAsConditions,
  openAsText: async () => (await import('./work.ts')).openAsText,
  compareRuns: async () => (await import('./work.ts')).compareRuns,
  compareWithPrevious: async () => (await import('./work.ts')).compareWithPrevious,
  showTimeline: async () => (await import('./work.ts')).showTimeline,
  renameRun: async () => (await import('./work.ts')).renameRun,
  pinRun: async () => (await import('./work.ts')).pinRun,
  unpinRun: async () => (await import('./work.ts')).unpinRun,
  markBaseline: async () => (await import('./work.ts')).markBaseline,
  clearBaseline: async () => (await import('./work.ts')).clearBaseline,
  exportKeptRun: async () => (await import('./work.ts')).exportKeptRun,
  deleteRuns: async () => (await import('./work.ts')).deleteRuns,
  filterRuns: async () => (await import('./work.ts')).filterRuns,
  clearRunFilter: async () => (await import('./work.ts')).clearRunFilter,
};

/** VS Code calls this when a window has started, and earlier for a command, the Runs view or a panel of an earlier window. */
export function activate(context: vscode.ExtensionContext): void {
  let services: Promise<Services> | undefined;
  const ready = (): Promise<Services> => (services ??= start(context, tree));
  const tree = makeRunsTree(context, ready);
  for (const [name, load] of Object.entries(COMMANDS)) {
    const run = async (given: unknown, all: unknown): Promise<unknown> => {
      const [command, made] = await Promise.all([load(), ready()]);
      const { withErrorsShown } = await import('./work.ts');
      return withErrorsShown(made, () => command(made, given, all));
    };
    context.subscriptions.push(vscode.commands.registerCommand(`convergenceProbe.${name}`, run));
  }
  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const { restorePanel } = await import('./work.ts');
    await restorePanel(panel, state, await ready());
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer('convergenceProbe.panel', { deserializeWebviewPanel: restore }),
    vscode.window.registerCustomEditorProvider('convergenceProbe.runFile', runFileEditor(ready)),
  );
  offerToAgents(context, ready);
  watchDocuments(
    context,
    ({ path }) => /\.probe\.ya?ml$/i.test(path),
    async () => (await import('./designs.ts')).watchDesigns(),
  );
  watchDocuments(
    context,
    ({ scheme }) => scheme !== 'output',
    async () => (await import('./prompts.ts')).probeOffers(context.workspaceState).register(lastResults(ready)),
  );
}

/** The MCP server of the command line, with the user's servers and keys, and the tool `#probeConvergence`. */
function offerToAgents(
  { subscriptions, extensionUri, extension }: vscode.ExtensionContext,
  ready: () => Promise<Services>,
): void {
  const { displayName, version } = extension.packageJSON as { readonly displayName: string; readonly version: string };
  const server = (): vscode.McpStdioServerDefinition => {
    const cli = vscode.Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
    // The editor's own program is a Node when it is told so.
    const env = { ELECTRON_RUN_AS_NODE: '1' };
    const made = new vscode.McpStdioServerDefinition(displayName, process.execPath, [cli, 'mcp'], env, version);
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    if (folder) made.cwd = folder.uri;
    return made;
  };
  subscriptions.push(
    vscode.lm.registerMcpServerDefinitionProvider('convergenceProbe.mcp', {
      // It reads run files of the folder, and gets keys.
      provideMcpServerDefinitions: () => (vscode.workspace.isTrusted ? [server()] : []),
      resolveMcpServerDefinition: async (made) => {
        if (!(made instanceof vscode.McpStdioServerDefinition)) return undefined;
        const [{ resolveMcpServer }, services] = await Promise.all([import('./work.ts'), ready()]);
        return resolveMcpServer(made, services);
      },
    }),
    vscode.lm.registerTool('convergenceProbe_probePrompt', {
      prepareInvocation: async ({ input }) => {
        const [{ prepareProbe }, services] = await Promise.all([import('./work.ts'), ready()]);
        return prepareProbe(input, services);
      },
      invoke: async ({ input }, token) => {
        const [{ invokeProbe }, services] = await Promise.all([import('./work.ts'), ready()]);
        return invokeProbe(input, token, services);
      },
    }),
  );
}

/** What reads documents is loaded with the first one that it is for. */
function watchDocuments(
  { subscriptions }: vscode.ExtensionContext,
  isWanted: (uri: vscode.Uri) => boolean,
  load: () => Promise<vscode.Disposable>,
): void {
  let found = false;
  const look = ({ uri }: vscode.TextDocument): void => {
    if (found || !isWanted(uri)) return;
    found = true;
    opened.dispose();
    void load().then((loaded) => subscriptions.push(loaded));
  };
  const opened = vscode.workspace.onDidOpenTextDocument(look);
  subscriptions.push(opened);
  vscode.workspace.textDocuments.forEach(look);
}

/** What was found before of the prompts in documents; the kept runs are looked at with the first prompt that is seen. */
function lastResults(ready: () => Promise<Services>): LastResults {
  const listeners = new Set<() => void>();
  let listening: { dispose(): void } | undefined;
  return {
    of: async (places) => {
      const { runsView } = await ready();
      listening ??= runsView.onDidChange(() => {
        for (const listener of [...listeners]) listener();
      });
      return runsView.lastResults(places);
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

/** Run files are shown as the runs that they are; nothing is written into them. */
function runFileEditor(ready: () => Promise<Services>): vscode.CustomReadonlyEditorProvider {
  return {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri }, panel) => {
      const [{ showRunFile }, services] = await Promise.all([import('./work.ts'), ready()]);
      await showRunFile(uri, panel, services);
    },
  };
}

/** The Runs view; what it shows is loaded when it is looked at for the first time. */
function makeRunsTree({ subscriptions }: vscode.ExtensionContext, ready: () => Promise<Services>): RunsTree {
  const changed = new vscode.EventEmitter<RunNode | undefined>();
  const treeDataProvider: vscode.TreeDataProvider<RunNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: ({ item }) => item,
    getChildren: async (node) => (await ready()).runsView.children(node),
  };
  const how = { treeDataProvider, canSelectMany: true, showCollapseAll: true };
  const view = vscode.window.createTreeView('convergenceProbe.runs', how);
  subscriptions.push(view, changed);
  return { view, changed };
}

async function start(context: vscode.ExtensionContext, tree: RunsTree): Promise<Services> {
  const { createServices } = await import('./work.ts');
  const services = createServices(context);
  services.runsView.attach(tree);
  return services;
}
