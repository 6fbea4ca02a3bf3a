import * as vscode from 'vscode';
import type { Services } from './services.ts';

type Command = (services: Services, given: unknown) => Promise<unknown>;

// Nothing but this file is loaded at activation: everything else is in `work.ts`, which is read at the first use.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  probe: async () => (await import('./work.ts')).probe,
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
};

/** VS Code calls this when a window has started, and earlier for a command or a panel of an earlier window. */
export function activate(context: vscode.ExtensionContext): void {
  let services: Promise<Services> | undefined;
  const ready = (): Promise<Services> => (services ??= start(context));
  for (const [name, load] of Object.entries(COMMANDS)) {
    const run = async (given: unknown): Promise<unknown> => {
      const [command, made] = await Promise.all([load(), ready()]);
      const { withErrorsShown } = await import('./work.ts');
      return withErrorsShown(made, () => command(made, given));
    };
    context.subscriptions.push(vscode.commands.registerCommand(`convergenceProbe.${name}`, run));
  }
  const restore = async (panel: vscode.WebviewPanel, state: unknown): Promise<void> => {
    const { restorePanel } = await import('./work.ts');
    await restorePanel(panel, state, await ready());
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer('convergenceProbe.panel', { deserializeWebviewPanel: restore }),
  );
  watchDocuments(
    context,
    ({ path }) => /\.probe\.ya?ml$/i.test(path),
    async () => (await import('./designs.ts')).watchDesigns(),
  );
  watchDocuments(
    context,
    ({ scheme }) => scheme !== 'output',
    async () => (await import('./prompts.ts')).probeOffers(context.workspaceState).register(),
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

async function start(context: vscode.ExtensionContext): Promise<Services> {
  const { createServices } = await import('./work.ts');
  return createServices(context);
}
