import * as vscode from 'vscode';
import type { TrialKey } from '../../core/model/run.ts';
import type { Logger } from '../../core/ports.ts';
import type { SaveRequest } from '../../protocol/gallery-calls.ts';
import { kindOf } from '../log.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { GalleryPanel, isSamePage } from './gallery-panel.ts';

/** The type of all galleries. There is no serializer: a reloaded window starts no page by itself. */
const VIEW_TYPE = 'convergenceProbe.gallery';

/** What galleries need from their surroundings. */
export interface GalleriesOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Logger;
  readonly save: (request: SaveRequest, run: OpenRun) => void;
  readonly showResults: (run: OpenRun) => void;
}

/** The galleries of this window, one per run at most. */
export class Galleries {
  private readonly options: GalleriesOptions;
  private readonly open = new Map<string, GalleryPanel>();

  constructor(options: GalleriesOptions) {
    this.options = options;
  }

  /** Shows the pages of a run, or brings the gallery that shows them to the front. */
  show(run: OpenRun): void {
    const shown = this.open.get(run.key);
    if (shown) shown.panel.reveal();
    else this.make(run, vscode.ViewColumn.Active, []);
  }

  dispose(): void {
    for (const shown of this.open.values()) shown.panel.dispose();
  }

  private make(run: OpenRun, viewColumn: vscode.ViewColumn, hung: readonly TrialKey[]): void {
    const { extensionUri, log, save, showResults } = this.options;
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, 'Gallery', { viewColumn }, { enableScripts: true });
    const shown = new GalleryPanel(panel, run, {
      extensionUri,
      hung,
      save: (request) => {
        save(request, run);
      },
      showResults: () => {
        showResults(run);
      },
      onHung: (last) => {
        log.warn('A gallery did not answer any more and was replaced.');
        this.replace(shown, last, hung);
      },
      onError: (where, error) => {
        log.warn(`${where}: ${kindOf(error)}`);
      },
    });
    this.open.set(run.key, shown);
    panel.onDidDispose(() => {
      shown.dispose();
      if (this.open.get(run.key) === shown) this.open.delete(run.key);
    });
  }

  /** Puts a fresh gallery in the place of one that hangs: closing a webview ends its frames, whatever they do. */
  private replace(old: GalleryPanel, last: TrialKey | null, hung: readonly TrialKey[]): void {
    const { panel, run } = old;
    const column = panel.viewColumn ?? vscode.ViewColumn.Active;
    panel.dispose();
    // It hung before any page was in it: another one would, too.
    if (last === null) return;
    const guilty = hung.some((one) => isSamePage(one, last)) ? [] : [last];
    this.make(run, column, [...hung, ...guilty]);
  }
}
