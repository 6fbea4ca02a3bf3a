import type { Confinement } from './confine.ts';

/** What a frame says over its own channel. */
export interface FrameWord {
  /** A sign of life, when the page has come and to every ping. */
  readonly beat?: number;
  /** The page is written, and what it runs at once has ended. */
  readonly written?: true;
  /** An error that the page did not catch. Hostile text. */
  readonly error?: string;
  /** Escape was pressed in the page. */
  readonly escape?: true;
  /** The page goes to another address unless it is ended now. */
  readonly leaving?: true;
}

/**
 * Runs in every frame before anything of its page, as text (`begin.toString()`), so it names nothing outside itself. It
 *
 * - opens a channel to the gallery and answers its pings. The page cannot reach the channel;
 * - takes the page over the channel and writes it in a later task: what a frame has posted to a window reaches another
 *   process only when the task ends, so a page that loops at once would otherwise not even be known to have begun;
 * - says when the page goes elsewhere, however it does, and holds it until the gallery has ended it. The policy would stop it
 *   as well, but some browsers connect to an address before they ask a policy. A word over the channel arrives at once.
 */
export function begin(
  token: string,
  holdMs: number,
  confined: Confinement,
  comfort: (confined: Confinement) => () => void,
): void {
  const { listen, write } = confined;
  const { port1, port2 } = new MessageChannel();
  const post = port1.postMessage.bind(port1) as (word: FrameWord) => void;
  const now = performance.now.bind(performance);
  const reload = location.reload.bind(location);
  const { apply } = Reflect;
  const stop = Event.prototype.stopImmediatePropagation;
  let isReloading = false;
  const leave = (event: Event): void => {
    // Nothing of the page runs between here and the end of its document.
    apply(stop, event, []);
    if (isReloading) return;
    post({ leaving: true });
    for (const until = now() + holdMs; now() < until;);
  };
  Object.defineProperty(window, 'probeReload', {
    value: () => {
      isReloading = true;
      reload();
      isReloading = false;
    },
  });

  let told = 0;
  const opened = comfort(confined);
  const hear = (): void => {
    listen(window, 'beforeunload', leave);
    listen(window, 'error', ({ isTrusted, message }: Event & { message?: string }) => {
      if (isTrusted && message && told++ < 3) post({ error: message.slice(0, 300) });
    });
    listen(window, 'keydown', ({ isTrusted, key }: Event & { key?: string }) => {
      if (isTrusted && key === 'Escape') post({ escape: true });
    });
    opened();
  };
  port1.onmessage = ({ data }: MessageEvent<number | string>) => {
    post({ beat: 0 });
    if (typeof data !== 'string') return;
    setTimeout(() => {
      write(data, hear);
      post({ beat: 0, written: true });
    });
  };
  window.parent.postMessage({ probe: token }, '*', [port2]);
}
