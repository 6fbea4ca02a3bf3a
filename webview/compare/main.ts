import { html, render } from 'lit/html.js';
import { isComparison, type CompareCalls, type ComparisonSnapshot } from '../../src/protocol/compare.ts';
import { RpcClient } from '../../src/protocol/rpc.ts';
import { keepDimApart, watchTheme } from '../host/theme.ts';
import type { VsCodeApi } from '../host/vscode-api.ts';
import { comparePage, openTab, type ComparePart, type CompareState } from './compare-page.ts';

/** How long "Copied" is shown, ms. */
const SAID_MS = 2_000;

/** Begins the page that compares runs in the page's `#app`. */
export function startCompare(root: HTMLElement, api: VsCodeApi): void {
  const rpc = new RpcClient<CompareCalls>((request) => api.postMessage(request));
  let snapshot: ComparisonSnapshot | null = null;
  let state: CompareState = { tab: null, showsAll: false, want: null, timeline: null, said: '' };
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The runs whose timeline was asked for last. */
  let timelineOf = '';
  const fetchTimeline = (runs: ComparisonSnapshot['runs']): void => {
    const keys = runs.map(({ key }) => key).join(' ');
    if (timelineOf === keys) return;
    timelineOf = keys;
    rpc.call('timeline', {}).then(
      (timeline) => change({ timeline }),
      (error: unknown) => say(error instanceof Error ? error.message : String(error)),
    );
  };
  const change = (part: Partial<CompareState>): void => {
    state = { ...state, ...part };
    draw();
  };
  const say = (said: string): void => {
    clearTimeout(timer);
    change({ said });
    timer = setTimeout(() => change({ said: '' }), SAID_MS);
  };
  const ask = <M extends keyof CompareCalls & string>(
    method: M,
    params: CompareCalls[M]['params'],
    said = '',
  ): void => {
    rpc.call(method, params).then(
      () => void (said !== '' && say(said)),
      (error: unknown) => say(error instanceof Error ? error.message : String(error)),
    );
  };
  const part: ComparePart = { change, ask };
  const draw = (): void => {
    const page = snapshot === null ? html`<p class="opening">Comparing…</p>` : comparePage(snapshot, state, part);
    render(page, root);
    if (snapshot !== null && openTab(snapshot, state) === 'timeline') fetchTimeline(snapshot.runs);
  };
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (rpc.hear(event.data) || !isComparison(event.data)) return;
    snapshot = event.data.snapshot;
    draw();
  });
  keepDimApart();
  watchTheme(keepDimApart);
  draw();
  api.postMessage({ type: 'ready' });
}
