import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { EditStep } from '../../core/analysis/edit-wish.ts';
import { readPanelMessage } from '../../protocol/guards.ts';
import type { DroppedFile, FileToSave, HostToPanel, PanelPress, PanelToHost, Reply } from '../../protocol/messages.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { replyTo } from '../webviews/reply-to.ts';
import { panelHtml } from './panel-html.ts';
import { Pulse } from './pulse.ts';
import { titleOf } from './title.ts';

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

type Request = Extract<PanelToHost, { readonly type: 'request' }>;

/** A panel that shows one run. It keeps nothing when hidden: the page says `ready` again and gets a whole snapshot. */
export class RunPanel {
  readonly run: OpenRun;
  readonly panel: vscode.WebviewPanel;
  private readonly options: PanelOptions;
  private readonly pulse = new Pulse(() => this.sendSnapshot());
  private readonly subscriptions: { dispose(): unknown }[] = [];

  constructor(panel: vscode.WebviewPanel, run: OpenRun, options: PanelOptions) {
    this.panel = panel;
    this.run = run;
    this.options = options;
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
      panel.webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
    );
    this.showPage();
  }

  dispose(): void {
    for (const subscription of this.subscriptions.splice(0)) subscription.dispose();
  }

  private showPage(): void {
    const { webview } = this.panel;
    const { extensionUri } = this.options;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    webview.options = {
      enableScripts: true,
      localResourceRoots: [dist, vscode.Uri.joinPath(extensionUri, 'media')],
      // The one link of the page: when this extension host has died, the next one hears it where no message arrives.
      enableCommandUris: ['convergenceProbe.openRun'],
    };
    const resource = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      nonce: randomBytes(18).toString('base64'),
      scriptUri: resource('panel.js'),
      styleUri: resource('panel.css'),
      runId: this.run.key,
    });
  }

  private async receive(message: unknown): Promise<void> {
    const received = readPanelMessage(message);
    if (received === null) return;
    if (received.type === 'ready') {
      this.pulse.poke();
      return;
    }
    const { id } = received;
    if (received.type === 'bad-request') await this.reply(id, { err: 'The panel asked for something unknown.' });
    else await this.reply(id, await this.answer(received));
  }

  private answer(request: Request): Promise<Reply<unknown>> {
    return replyTo(
      () => this.perform(request),
      (error) => {
        this.options.onError(`panel request ${request.method}`, error);
      },
    );
  }

  private async perform(request: Request): Promise<unknown> {
    const { run } = this;
    switch (request.method) {
      case 'groups':
      case 'rung':
      case 'outputs':
        return run.rows({ method: request.method, params: [request.params] } as Parameters<OpenRun['rows']>[0]);
      case 'variants':
        return run.rows({ method: 'variants', params: [request.params.group] });
      case 'text': {
        const { target, condition, trialIndex } = request.params;
        return run.rows({ method: 'text', params: [target, condition, trialIndex] });
      }
      case 'edit':
        await this.options.edit(request.params, run);
        return null;
      case 'undo-edit':
        await this.options.edit({ kind: 'undo' }, run);
        return null;
      case 'reread':
        await run.leaveOutEcho(request.params.leaveOutEcho);
        return null;
      case 'read-whole':
        await run.readWhole(request.params.readsWhole);
        return null;
      case 'read-by':
        await run.readBy(request.params.extractor);
        return null;
      case 'copy':
        await vscode.env.clipboard.writeText(request.params.text);
        return null;
      case 'save':
        this.options.save(request.params);
        return null;
      case 'open-dropped':
        this.options.open(request.params);
        return null;
      case 'act':
        await this.options.act(request.params, run);
        return null;
    }
  }

  private async sendSnapshot(): Promise<void> {
    try {
      await this.post({ type: 'snapshot', snapshot: await this.run.snapshot() });
    } catch (error) {
      // After a crash of the analysis the run comes back by itself and a new snapshot follows.
      this.options.onError('panel snapshot', error);
    }
  }

  private async reply(id: number, reply: Reply<unknown>): Promise<void> {
    await this.post({ type: 'reply', id, reply });
  }

  private async post(message: HostToPanel): Promise<void> {
    await this.panel.webview.postMessage(message);
  }
}
