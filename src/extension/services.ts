import path from 'node:path';
import * as vscode from 'vscode';
import type { AnalysisOptions } from '../core/analysis/summarize.ts';
import type { RunPart } from '../core/engine/resume.ts';
import type { Logger } from '../core/ports.ts';
import type { Connections } from '../providers/connect.ts';
import { NEEDS_REPORT } from '../runs/analysis/calls.ts';
import { AnalysisClient } from '../runs/analysis/client.ts';
import { openCompared, saveBaseline, saveComparison } from './commands/compare-runs.ts';
import { makeBaseline } from './commands/kept-runs.ts';
import { openDropped } from './commands/open-dropped.ts';
import { saveFromGallery } from './commands/open-gallery.ts';
import { panelAction, savePanelFile } from './commands/panel-actions.ts';
import { endpointsOf, type Endpoint } from './config/endpoints.ts';
import { readSettings } from './config/settings.ts';
import { comparesKept } from './compare/compare-kept.ts';
import { Comparisons } from './compare/comparisons.ts';
import { Galleries } from './gallery/galleries.ts';
import { KeyStore } from './keys/key-store.ts';
import { channelLogger, kindOf } from './log.ts';
import { Remembered } from './models/remembered.ts';
import { PanelRegistry } from './panel/panel-registry.ts';
import { connectTargets } from './run-control/connect-targets.ts';
import { offerCutOffSoon } from './run-control/offer-cut-off.ts';
import { Pricing } from '../runs/pricing.ts';
import { RunControl } from './run-control/run-control.ts';
import { Recordings } from './storage/recordings.ts';
import { RunStore } from '../runs/store.ts';
import { Digests } from './runs-view/digests.ts';
import { RunsView } from './runs-view/runs-view.ts';
import { folderInWorkspace } from './storage/runs-folder.ts';
import { sharedFolder } from './storage/shared-folder.ts';

/** What the commands work with; made at the first command, not at activation. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: Logger;
  readonly showLog: () => void;
  readonly keys: KeyStore;
  readonly remembered: Remembered;
  readonly recordings: Recordings;
  readonly store: RunStore;
  readonly analysis: AnalysisClient;
  readonly runs: RunControl;
  readonly pricing: Pricing;
  readonly panels: PanelRegistry;
  readonly galleries: Galleries;
  readonly comparisons: Comparisons;
  readonly digests: Digests;
  readonly runsView: RunsView;
  /** The services that hold models, by the settings of this moment. */
  readonly endpoints: () => readonly Endpoint[];
}

/** The services of these names: what a function says that it uses. */
export type Uses<Name extends keyof Services> = Pick<Services, Name>;

/** Settings that decide how answers are read; open runs follow them. */
const READING_SETTINGS = ['convergenceProbe.extractor', 'convergenceProbe.grouping'];

/** Makes the services; everything with a lifetime ends with the context. */
export function createServices(context: vscode.ExtensionContext): Services {
  const channel = vscode.window.createOutputChannel('Convergence Probe', { log: true });
  const log = channelLogger(channel);
  const file = (...parts: readonly string[]): string => vscode.Uri.joinPath(context.extensionUri, ...parts).fsPath;
  const keys = new KeyStore(context.secrets, process.env);
  const recordings = new Recordings(file('media', 'recordings'));
  const { storageUri, globalStorageUri } = context;
  // Without a workspace runs are kept for the user.
  const folder = storageUri ? sharedFolder(storageUri.fsPath) : globalStorageUri.fsPath;
  const ownFolder = path.join(folder, 'runs');
  const store = new RunStore(chosenFolder(log) ?? ownFolder, { index: `${ownFolder}-index.json` });
  const analysis = new AnalysisClient({ file: file('dist', 'worker.js'), log, needsReport: NEEDS_REPORT });
  const endpoints = (): readonly Endpoint[] => {
    const { all, problems } = endpointsOf(readSettings().servers);
    for (const problem of problems) log.warn(problem);
    return all;
  };
  const version: unknown = (context.extension.packageJSON as { readonly version?: unknown }).version;
  const tool = { name: 'convergence-probe', version: typeof version === 'string' ? version : '0' };
  const connect = (part: RunPart): Promise<Connections> => connectTargets(part, { keys, recordings, endpoints });
  const runs = new RunControl({ tool, log, recordings, store, analysis, connect });
  const panels = new PanelRegistry(context, runs, log);
  const galleries = new Galleries({
    extensionUri: context.extensionUri,
    log,
    save: (request, run) => {
      void saveFromGallery(services, request, run);
    },
    showResults: (run) => {
      panels.show(run);
    },
  });
  const options = (): AnalysisOptions => readSettings().analysis;
  const compare = comparesKept({ store, analysis, options });
  const digests = new Digests({ store, analysis, log, options, compare, version: tool.version });
  const runsView = new RunsView({ store, runs, digests, log });
  const comparisons = new Comparisons({
    ...{ extensionUri: context.extensionUri, compare, log },
    open: (key) => {
      void openCompared(services, key);
    },
    useAsBaseline: (key) => makeBaseline(services, key),
    save: (comparison, name) => {
      void saveComparison(services, comparison, name);
    },
    saveRun: (key, name) => {
      void saveBaseline(services, key, name);
    },
  });
  const remembered = new Remembered(context.workspaceState);
  const rereading = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!READING_SETTINGS.some((key) => event.affectsConfiguration(key))) return;
    runs.reread(readSettings().analysis).catch((error: unknown) => {
      log.warn(`Open runs could not be read anew (${kindOf(error)}).`);
    });
  });
  context.subscriptions.push(channel, analysis, runs, panels, galleries, comparisons, runsView, rereading);
  const showLog = (): void => {
    channel.show();
  };
  const pricing = new Pricing();
  const made = {
    context,
    log,
    showLog,
    keys,
    remembered,
    recordings,
    store,
    analysis,
    runs,
    pricing,
    panels,
    galleries,
    comparisons,
    digests,
    runsView,
  };
  const services: Services = { ...made, endpoints };
  panels.onAction({
    act: (press, run) => panelAction(services, press, run),
    save: (file) => {
      void savePanelFile(services, file);
    },
    open: (dropped) => {
      void openDropped(services, dropped);
    },
  });
  context.subscriptions.push(offerCutOffSoon(services));
  return services;
}

/** The folder of the workspace that the settings name for runs; `null` when they name none that may be used. */
function chosenFolder(log: Logger): string | null {
  const { runsFolder } = readSettings();
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (runsFolder === '' || workspace?.scheme !== 'file') return null;
  const folder = folderInWorkspace(workspace.fsPath, runsFolder);
  if (folder === null) log.warn('The setting "convergenceProbe.runsFolder" does not name a folder of this workspace.');
  return folder;
}
