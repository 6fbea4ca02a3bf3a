import { startCompare } from './compare/main.ts';
import { createBridge } from './host/bridge.ts';
import { listenForDrops } from './host/dropping.ts';
import { handleKey } from './host/keyboard.ts';
import { keepDimApart, watchTheme } from './host/theme.ts';
import type { VsCodeApi } from './host/vscode-api.ts';
import { Panel } from './state/panel.ts';

/** Begins the panel in the page's `#app`. */
function start(root: HTMLElement, api: VsCodeApi): void {
  const wire = {
    post: (message: unknown) => api.postMessage(message),
    listen: (listener: (message: unknown) => void) =>
      window.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
  };
  const panel = new Panel(root, api, (hearing) => createBridge(wire, hearing));

  // Scrolling does not bubble, so it is caught on the way down.
  root.addEventListener('scroll', (event) => panel.scrolled(event.target as HTMLElement), {
    capture: true,
    passive: true,
  });
  for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
    root.addEventListener(type, () => panel.takenOver(), { capture: true, passive: true });
  }
  window.addEventListener('resize', () => panel.redraw());
  window.addEventListener('keydown', (event) => handleKey(event, root, panel));
  listenForDrops(window, {
    open: (dropped) => panel.openDropped(dropped),
    refuse: (sentence) => panel.complain(sentence),
    hover: (isOver) => root.classList.toggle('drop-target', isOver),
  });
  keepDimApart();
  watchTheme(() => {
    keepDimApart();
    panel.themeChanged();
  });
  panel.ready();
}

const app = document.getElementById('app');
if (app === null) throw new Error('The page has no #app.');
if (app.dataset['compare'] === undefined) start(app, acquireVsCodeApi());
else startCompare(app, acquireVsCodeApi());
