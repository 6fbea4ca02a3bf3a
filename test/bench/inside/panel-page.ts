import type { HostToPanel } from '../../../src/protocol/messages.ts';
import type { PanelBench } from './panel-wish.ts';

/**
 * In the page of a panel, before the panel's own script: gives it the editor's API, with a worker for the extension
 * host, and watches the main thread. The page's own address says what the worker shows.
 */

interface Element {
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/** The little of the DOM that is used here; these types are not the project's own. */
interface Page {
  readonly document: {
    querySelector(selector: string): Element | null;
    createTreeWalker(root: unknown, show: number): { nextNode(): unknown };
  };
  readonly location: { readonly search: string };
  postMessage(message: unknown, origin: string): void;
  requestAnimationFrame(then: () => void): void;
}

interface PageWorker {
  onmessage: ((event: { readonly data: HostToPanel }) => void) | null;
  postMessage(message: unknown): void;
}

const page = globalThis as unknown as Page;
const { Worker } = globalThis as unknown as { Worker: new (url: string, options: { name: string }) => PageWorker };
const host = new Worker('/host.js', { name: decodeURIComponent(page.location.search.slice(1)) });
let shownMs: number | null = null;
let arrivedMs: number | null = null;
let ended = false;
let tasks: number[] = [];
let state: unknown = null;

new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  entryTypes: ['longtask' as never],
});

host.onmessage = ({ data }) => {
  if (data.type === 'snapshot') {
    ended = data.snapshot.run.status !== 'running';
    if (arrivedMs === null) {
      arrivedMs = performance.now();
      page.requestAnimationFrame(untilShown);
    }
  }
  page.postMessage(data, '*');
};

/** A frame callback runs before its frame is painted; the next one knows that it was. */
function untilShown(): void {
  if (page.document.querySelector('[role="tab"]') === null) return page.requestAnimationFrame(untilShown);
  page.requestAnimationFrame(() => (shownMs = performance.now()));
}

function nodes(): number {
  const walker = page.document.createTreeWalker(page.document, 0xffffffff);
  let count = 1;
  while (walker.nextNode() !== null) count += 1;
  return count;
}

const nextFrame = (): Promise<void> => new Promise((resolve) => page.requestAnimationFrame(resolve));

async function scroll(pixels: number): Promise<number> {
  const listing = page.document.querySelector('[data-listing]');
  if (listing === null) throw new Error('There is no listing to scroll.');
  let most = nodes();
  for (let frame = 0; listing.scrollTop + listing.clientHeight < listing.scrollHeight - 1; frame += 1) {
    listing.scrollTop += pixels;
    await nextFrame();
    // Counting nodes is work of the benchmark's own.
    if (frame % 30 === 0) most = Math.max(most, nodes());
  }
  return most;
}

const bench: PanelBench = {
  firstPaintMs: () => (shownMs === null || arrivedMs === null ? null : shownMs - arrivedMs),
  longTasks: () => {
    const seen = tasks;
    tasks = [];
    return seen;
  },
  nodes,
  scroll,
  ended: () => ended,
};

Object.assign(globalThis, {
  bench,
  acquireVsCodeApi: () => ({
    getState: () => state,
    setState: (next: unknown) => (state = next),
    postMessage: (message: unknown) => host.postMessage(message),
  }),
});
