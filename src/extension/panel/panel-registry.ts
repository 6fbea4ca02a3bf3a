import * as vscode from 'vscode';
import type { Logger } from '../../core/ports.ts';
import type { DroppedFile, FileToSave, PanelPress } from '../../protocol/messages.ts';
import { kindOf } from '../log.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import type { RunControl } from '../run-control/run-control.ts';
import { RunPanel } from './run-panel.ts';
import { titleOf } from './title.ts';

/** The type of all panels; also in the activation events. */
export const VIEW_TYPE = 'convergenceProbe.panel';
/** Context key: whether there is a run to export. */
const HAS_RUN = 'convergenceProbe.hasRun';

/** Who does what a panel does not do itself. */
export interface PanelWork {
  readonly act: (press: PanelPress, run: OpenRun) => Promise<void>;
  readonly save: (file: FileToSave) => void;
  readonly open: (dropped: DroppedFile) => void;
}

const NO_WORK: PanelWork = { act: () => Promise.resolve(), save: () => undefined, open: () => undefined };

/** The panels of this window: one per run at most, and the editors of run files. */
export class PanelRegistry {
  private readonly context: vscode.ExtensionContext;
  private readonly runs: RunControl;
  private readonly log: Logger;
  private readonly panels = new Set<RunPanel>();
  /** Does the buttons' work; set by the commands, which in turn need this registry. */
  private work = NO_WORK;
  private latest: OpenRun | null = null;

  constructor(context: vscode.ExtensionContext, runs: RunControl, log: Logger) {
    this.context = context;
    this.runs = runs;
    this.log = log;
  }

  /** Says who does the work of the panel's buttons, saves its files and opens those that are dropped on it. */
  onAction(work: PanelWork): void {
    this.work = work;
  }

  /** Shows a run beside the editor, or brings the panel that shows it to the front. */
  show(run: OpenRun): void {
    const place = { viewColumn: columnBeside(), preserveFocus: true };
    const title = titleOf(run.run);
    const orphans = panelTabs().filter((tab) => tab.label === title && this.isOrphan(tab));
    if (orphans.length > 0) void vscode.window.tabGroups.close(orphans, true);
    const [open] = this.panelsOf(run.key);
    if (open) {
      open.panel.reveal(undefined, true);
      return;
    }
    this.adopt(vscode.window.createWebviewPanel(VIEW_TYPE, 'Probe', place, { enableScripts: true }), run);
  }

  /** Fills a panel that VS Code made: after a window reload, or as the editor of a file. */
  adopt(panel: vscode.WebviewPanel, run: OpenRun): void {
    const { extensionUri } = this.context;
    const shown = new RunPanel(panel, run, {
      extensionUri,
      act: (press, of) => this.work.act(press, of),
      save: (file) => {
        this.work.save(file);
      },
      open: (dropped) => {
        this.work.open(dropped);
      },
      edit: (step, of) => this.runs.edit(of, step),
      onError: (where, error) => {
        this.log.warn(`${where}: ${kindOf(error)}`);
      },
    });
    this.panels.add(shown);
    this.setLatest(run);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.setLatest(run);
    });
    panel.onDidDispose(() => {
      shown.dispose();
      this.panels.delete(shown);
      if (this.isShown(run)) return;
      if (this.latest === run) this.setLatest([...this.panels].at(-1)?.run ?? null);
      this.runs.release(run);
    });
  }

  isShown({ key }: Pick<OpenRun, 'key'>): boolean {
    return this.panelsOf(key).length > 0;
  }

  /** Closes the panels of a run. */
  close(key: string): void {
    for (const { panel } of this.panelsOf(key)) panel.dispose();
  }

  /**
   * Whether a panel shows a run of this prompt or file. A panel of the last window that stands behind others knows its run only
   * when it comes to the front: until then its title tells.
   */
  showsLike({ prompt, file }: { readonly prompt: string; readonly file?: string }): boolean {
    const title = titleOf({ conditions: [{ prompt }], ...(file !== undefined && { origin: { path: file, line: 1 } }) });
    return panelTabs().some((tab) => tab.label === title && !this.isOrphan(tab));
  }

  /** Whether a panel lost its extension host: VS Code leaves it standing, and nobody answers it any more. */
  private isOrphan(tab: vscode.Tab): boolean {
    const here = [...this.panels].map(({ panel }) => panel);
    return tab.isActive && !here.some(({ visible, viewColumn }) => visible && viewColumn === tab.group.viewColumn);
  }

  /** The run whose panel was used last; `null` when none is open. */
  current(): OpenRun | null {
    return this.latest;
  }

  dispose(): void {
    // VS Code takes the panels themselves away, or keeps them for the serializer.
    for (const shown of this.panels) shown.dispose();
    this.panels.clear();
  }

  private panelsOf(key: string): readonly RunPanel[] {
    return [...this.panels].filter(({ run }) => run.key === key);
  }

  private setLatest(run: OpenRun | null): void {
    this.latest = run;
    void vscode.commands.executeCommand('setContext', HAS_RUN, run !== null);
  }
}

/** Beside the text; in the same column as a panel that is open already. */
export function columnBeside(): vscode.ViewColumn {
  return panelTabs()[0]?.group.viewColumn ?? vscode.ViewColumn.Beside;
}

function panelTabs(): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(VIEW_TYPE));
}
