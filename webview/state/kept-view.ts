import type { PanelState } from '../../src/protocol/messages.ts';
import type { VsCodeApi } from '../host/vscode-api.ts';
import { FIRST_VIEW, restoreView, type ViewState } from './view-state.ts';

/** State is kept this long after the last change, ms: scrolling changes it in every frame. */
const KEEP_AFTER = 200;

/** What is shown of a run, kept for the page that comes after this one. */
export class KeptView {
  readonly #root: HTMLElement;
  readonly #api: VsCodeApi;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, api: VsCodeApi) {
    this.#root = root;
    this.#api = api;
  }

  /** What was kept, if it is of this run. */
  of(runId: string): ViewState {
    const kept = this.#api.getState() as Partial<PanelState> | null | undefined;
    return kept?.runId === this.#keyOf(runId) ? restoreView(kept.view) : FIRST_VIEW;
  }

  /** Keeps what is shown by then; `null`: no run yet. */
  keepSoon(shown: () => { readonly runId: string; readonly view: ViewState } | null): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => {
      const now = shown();
      if (now === null) return;
      const state: PanelState = { runId: this.#keyOf(now.runId), view: now.view };
      this.#api.setState(state);
    }, KEEP_AFTER);
  }

  /** The name under which the host finds the run again; the page carries it where it is not the run's id. */
  #keyOf(runId: string): string {
    return this.#root.dataset['runId'] ?? runId;
  }
}
