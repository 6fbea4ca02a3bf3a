import * as vscode from 'vscode';
import type { TrialKey } from '../../core/model/run.ts';
import type { HandlersOf } from '../../core/model/calls.ts';
import { pageKey, readGalleryMessage, type HostToGallery } from '../../protocol/gallery.ts';
import { GALLERY_CALLS, type GalleryCalls, type SaveRequest } from '../../protocol/gallery-calls.ts';
import { RpcServer } from '../../protocol/rpc.ts';
import { Pulse } from '../panel/pulse.ts';
import { titleOf } from '../panel/title.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { galleryHtml } from './gallery-html.ts';
import { PING_EVERY_MS, Watch } from './watch.ts';
import { STRINGS } from '../strings.ts';

/** What a gallery does not do itself. */
export interface GalleryOptions {
  readonly extensionUri: vscode.Uri;
  /** Pages that are not to be started by themselves. */
  readonly hung: readonly TrialKey[];
  readonly save: (request: SaveRequest) => void;
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
  private readonly server: RpcServer<GalleryCalls>;
  private readonly subscriptions: { dispose(): unknown }[] = [];
  private last: TrialKey | null = null;

  constructor(panel: vscode.WebviewPanel, run: OpenRun, options: GalleryOptions) {
    this.panel = panel;
    this.run = run;
    this.options = options;
    this.server = new RpcServer<GalleryCalls>({
      declared: GALLERY_CALLS,
      handlers: this.handlers(),
      post: (reply) => this.post(reply),
      unknown: STRINGS.gallery.unknownRequest,
      onDefect: (method, error) => {
        options.onError(`gallery request ${method}`, error);
        return STRINGS.unexpected.text;
      },
    });
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
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message);
      }),
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

  private receive(message: unknown): void {
    const isRequest = this.server.hear(message);
    const said = isRequest ? null : readGalleryMessage(message);
    if (!isRequest && said === null) return;
    this.watch.heard();
    if (said?.type !== 'ready') return;
    this.watch.begin();
    this.pulse.poke();
  }

  private handlers(): HandlersOf<GalleryCalls> {
    const { run, options } = this;
    return {
      pages: (query) => run.pages(query),
      page: (trial) => {
        this.last = trial;
        return run.page(trial);
      },
      save: (params) => {
        options.save({ method: 'save', params });
        return null;
      },
      'save-all': (params) => {
        options.save({ method: 'save-all', params });
        return null;
      },
      results: () => {
        options.showResults();
        return null;
      },
    };
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
