import * as vscode from 'vscode';
import type { EditStep } from '../../core/analysis/edit-wish.ts';
import { rowHandlers } from '../../core/analysis/rows.ts';
import type { HandlersOf } from '../../core/model/calls.ts';
import {
  isReady,
  PANEL_CALLS,
  type DroppedFile,
  type FileToSave,
  type HostToPanel,
  type PanelCalls,
  type PanelPress,
} from '../../protocol/messages.ts';
import { RpcServer } from '../../protocol/rpc.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { Pulse } from './pulse.ts';
import { showPage } from './show-page.ts';
import { titleOf } from './title.ts';
import { STRINGS } from '../strings.ts';

/** What a panel does not do itself. */
export interface PanelOptions {
  readonly extensionUri: vscode.Uri;
  /** Presses a button whose work is done outside the panel. */
  readonly act: (press: PanelPress, run: OpenRun) => Promise<void>;
  /** Merges and splits groups by hand. */
  readonly edit: (step: EditStep, run: OpenRun) => Promise<void>;
  /** Begins to save a file: the dialog goes on after the panel got its reply. */
  readonly save: (file: FileToSave) => void;
  /** Begins to open a file that was dropped; what is wrong with it is shown by the editor. */
  readonly open: (dropped: DroppedFile) => void;
  /** Hears of errors, without their messages. */
  readonly onError: (where: string, error: unknown) => void;
}

/** A panel that shows one run. It keeps nothing when hidden: the page says `ready` again and gets a whole snapshot. */
export class RunPanel {
  readonly run: OpenRun;
  readonly panel: vscode.WebviewPanel;
  private readonly options: PanelOptions;
  private readonly pulse = new Pulse(() => this.sendSnapshot());
  private readonly server: RpcServer<PanelCalls>;
  private readonly subscriptions: { dispose(): unknown }[] = [];

  constructor(panel: vscode.WebviewPanel, run: OpenRun, options: PanelOptions) {
    this.panel = panel;
    this.run = run;
    this.options = options;
    this.server = new RpcServer<PanelCalls>({
      declared: PANEL_CALLS,
      handlers: this.handlers(),
      post: (reply) => this.post(reply),
      unknown: STRINGS.runs.being.unknownRequest,
      onDefect: (method, error) => {
        options.onError(`panel request ${method}`, error);
        return STRINGS.unexpected.text;
      },
    });
    panel.title = titleOf(run.run);
    panel.iconPath = vscode.Uri.joinPath(options.extensionUri, 'media', 'icon.png');
    this.subscriptions.push(
      this.pulse,
      run.onDidChange(() => {
        if (panel.visible) this.pulse.poke();
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) this.pulse.poke();
      }),
      // Whoever comes back from the window that was sending the run sees what came of it.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && panel.visible && run.isElsewhere) this.pulse.poke();
      }),
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message);
      }),
    );
    // The page keeps the run with its state, so that it is found again after a window reload.
    showPage(panel.webview, options.extensionUri, ['dist', 'media'], { 'data-run-id': run.key });
  }

  dispose(): void {
    for (const subscription of this.subscriptions.splice(0)) subscription.dispose();
  }

  private receive(message: unknown): void {
    if (!this.server.hear(message) && isReady(message)) this.pulse.poke();
  }

  private handlers(): HandlersOf<PanelCalls> {
    const { run, options } = this;
    return {
      ...rowHandlers((query) => run.rows(query)),
      'page-row': (trial) => run.pageRow(trial),
      edit: async (wish) => {
        await options.edit(wish, run);
        return null;
      },
      'undo-edit': async () => {
        await options.edit({ kind: 'undo' }, run);
        return null;
      },
      reread: async (reading) => {
        await run.readAs(reading);
        return null;
      },
      copy: async ({ text }) => {
        await vscode.env.clipboard.writeText(text);
        return null;
      },
      save: (file) => {
        options.save(file);
        return null;
      },
      'open-dropped': (dropped) => {
        options.open(dropped);
        return null;
      },
      act: async (press) => {
        await options.act(press, run);
        return null;
      },
    };
  }

  private async sendSnapshot(): Promise<void> {
    try {
      await this.post({ type: 'snapshot', snapshot: await this.run.snapshot() });
    } catch (error) {
      // After a crash of the analysis the run comes back by itself and a new snapshot follows.
      this.options.onError('panel snapshot', error);
    }
  }

  private async post(message: HostToPanel): Promise<void> {
    await this.panel.webview.postMessage(message);
  }
}
