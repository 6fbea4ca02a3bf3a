import * as vscode from 'vscode';
import type { TrialKey } from '../../core/model/run.ts';
import { type GalleryRequest, type HostToGallery, pageKey, readGalleryMessage } from '../../protocol/gallery.ts';
import type { Reply } from '../../protocol/messages.ts';
import { Pulse } from '../panel/pulse.ts';
import { titleOf } from '../panel/title.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { replyTo } from '../webviews/reply-to.ts';
import { galleryHtml } from './gallery-html.ts';
import { PING_EVERY_MS, Watch } from './watch.ts';

/** What a gallery does not do itself. */
export interface GalleryOptions {
  readonly extensionUri: vscode.Uri;
  /** Pages that are not to be started by themselves. */
  readonly hung: readonly TrialKey[];
  readonly save: (request: Extract<GalleryRequest, { readonly method: 'save' | 'save-all' }>) => void;
  readonly showResults: () => void;
  /** The gallery does not answer; `last` is the page that it fetched last. */
  readonly onHung: (last: TrialKey | null) => void;
  /** Hears of errors, without their messages. */
  readonly onError: (where: string, error: unknown) => void;
}

/** A gallery of one run. It keeps nothing when hidden: its pages end, and it says `ready` again when it comes back. */
export class GalleryPanel {
  readonly panel: vscode.WebviewPanel;
  readonly run: OpenRun;
  private readonly options: GalleryOptions;
  private readonly pulse = new Pulse(() => this.sendRun());
  private readonly watch: Watch;
  private readonly subscriptions: { dispose(): unknown }[] = [];
  private last: TrialKey | null = null;

  constructor(panel: vscode.WebviewPanel, run: OpenRun, options: GalleryOptions) {
    this.panel = panel;
    this.run = run;
    this.options = options;
    this.watch = new Watch({
      ping: (beat) => this.post({ type: 'ping', beat }),
      onHung: () => {
        options.onHung(this.last);
      },
    });
    const timer = setInterval(() => void this.watch.tick(), PING_EVERY_MS);
    panel.title = titleOf(run.run).replace(/^Probe:/, 'Gallery:');
    panel.iconPath = vscode.Uri.joinPath(options.extensionUri, 'media', 'icon.png');
    this.subscriptions.push(
      this.pulse,
      {
        dispose: () => {
          clearInterval(timer);
        },
      },
      run.onDidChange(() => {
        if (panel.visible) this.pulse.poke();
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.watch.pause();
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
    const dist = vscode.Uri.joinPath(this.options.extensionUri, 'dist');
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [dist] };
    const resource = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    webview.html = galleryHtml({
      cspSource: webview.cspSource,
      scriptUri: resource('gallery.js'),
      styleUri: resource('gallery.css'),
    });
  }

  private async receive(message: unknown): Promise<void> {
    const received = readGalleryMessage(message);
    if (received === null) return;
    this.watch.heard();
    if (received.type === 'pong') return;
    if (received.type === 'ready') {
      this.watch.begin();
      this.pulse.poke();
      return;
    }
    const { id } = received;
    if (received.type === 'bad-request') await this.reply(id, { err: 'The gallery asked for something unknown.' });
    else await this.reply(id, await this.answer(received));
  }

  private answer(request: GalleryRequest): Promise<Reply<unknown>> {
    return replyTo(
      () => this.perform(request),
      (error) => {
        this.options.onError(`gallery request ${request.method}`, error);
      },
    );
  }

  private async perform(request: GalleryRequest): Promise<unknown> {
    switch (request.method) {
      case 'pages':
        return this.run.pages(request.params);
      case 'page':
        this.last = request.params;
        return this.run.page(request.params);
      case 'save':
      case 'save-all':
        this.options.save(request);
        return null;
      case 'results':
        this.options.showResults();
        return null;
    }
  }

  private async sendRun(): Promise<void> {
    const { run, options } = this;
    const { targets, conditions } = run.run;
    try {
      const { outputs } = await run.pages({ ...NOTHING });
      await this.post({
        type: 'shown',
        run: {
          title: titleOf(run.run).replace(/^Probe: /, ''),
          targets: targets.map(({ id, label }) => ({ id, label })),
          conditions: conditions.map(({ id }) => ({ id })),
          settled: outputs,
          hung: options.hung,
        },
      });
    } catch (error) {
      options.onError('gallery', error);
    }
  }

  private async reply(id: number, reply: Reply<unknown>): Promise<void> {
    await this.post({ type: 'reply', id, reply });
  }

  private async post(message: HostToGallery): Promise<boolean> {
    return this.panel.webview.postMessage(message);
  }
}

/** Asks for no row: only the counts are wanted. */
const NOTHING = { order: 'model', target: null, condition: null, text: '', offset: 0, limit: 0 } as const;

/** Whether two trials are the same. */
export function isSamePage(a: TrialKey, b: TrialKey): boolean {
  return pageKey(a) === pageKey(b);
}
