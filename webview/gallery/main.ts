import type { GalleryRun } from '../../src/protocol/gallery.ts';
import { keepDimApart, watchTheme } from '../host/theme.ts';
import '../host/vscode-api.ts';
import { Gallery } from './gallery.ts';
import { Host, isFromHost } from './host.ts';

const MOVES = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End'];

/** Begins the gallery in the page's `#app`. */
function start(root: HTMLElement): void {
  const api = acquireVsCodeApi();
  const host: Host = new Host(
    (message) => api.postMessage(message),
    (run: GalleryRun) => gallery.take(run),
  );
  const gallery = new Gallery(root, host);
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (isFromHost(event, window)) host.hear(event.data);
    else gallery.running.hear(event);
  });
  window.addEventListener('keydown', (event) => {
    if (handleKey(event, root, gallery)) event.preventDefault();
  });
  keepDimApart();
  watchTheme(keepDimApart);
  const trying = document.createElement('div');
  trying.className = 'trying';
  trying.inert = true;
  document.body.append(trying);
  void gallery.begin(trying);
}

/** Handles one key; true when it was taken. In a field keys are text. */
function handleKey(event: KeyboardEvent, root: HTMLElement, gallery: Gallery): boolean {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  if (event.defaultPrevented || ctrlKey || metaKey || altKey || (isField && key !== 'Escape')) return false;
  if (key === 'Escape') return gallery.back();
  if (key === 's') return gallery.toggleFocused();
  if (key === '/') {
    const filter = root.querySelector<HTMLInputElement>('[data-filter]');
    filter?.focus();
    return filter !== null;
  }
  return MOVES.includes(key) && !(target instanceof HTMLElement && target.closest('.source')) && gallery.moveFocus(key);
}

const app = document.getElementById('app');
if (app === null) throw new Error('The page has no #app.');
start(app);
