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
}

/**
 * Runs in every frame before anything of its page, as text (`begin.toString()`), so it names nothing outside itself. It
 *
 * - takes the page over the channel and writes it in a later task: what a frame has posted reaches another process only
 *   when the task ends, so a page that loops at once would otherwise not even be known to have begun;
 * - opens a channel to the gallery and answers its pings. The page cannot reach the channel, and `document.open`, which
 *   takes listeners away, or `clearInterval`, which takes timers away, do not end it;
 * - takes away what no policy closes: peer connections (they reach any address), `<link>` (preconnecting opens a
 *   connection, DNS prefetching sends a host's name) and frames inside the page (each would have these things afresh).
 *   Markup that scripts write passes the default Trusted Types policy, which does the same as `harmless` does to the page;
 * - keeps a click in the page from writing to the clipboard;
 * - keeps links from leading away: one that is followed, and a file that is offered for download, would take the frame to an
 *   address that it may not go to, which ends the page. Links within the page work;
 * - gives the page storage that forgets, because reading `localStorage` throws in a sandbox and ends many a harmless script.
 */
export function begin(token: string, harmless: (markup: string) => string): void {
  const { port1, port2 } = new MessageChannel();
  const post = port1.postMessage.bind(port1) as (word: FrameWord) => void;
  const write = (page: string): void => {
    // Takes the listeners of the window away, but neither what is changed below nor the policy.
    document.open();
    listen();
    document.write(page);
    document.close();
    post({ beat: 0, written: true });
  };
  port1.onmessage = ({ data }: MessageEvent<number | string>) => {
    post({ beat: 0 });
    if (typeof data === 'string') setTimeout(() => write(data));
  };
  window.parent.postMessage({ probe: token }, '*', [port2]);

  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'XSLTProcessor'])
    Object.defineProperty(window, name, { value: undefined });

  const barred = /^(?:[^:]*:)?(?:link|i?frame|frameset|object|embed|fencedframe|portal)$/i;
  const { createElement, createElementNS } = Document.prototype;
  const allowed = (name: unknown): string => {
    const text = String(name);
    return barred.test(text) ? 'x-barred' : text;
  };
  /** Follows a link within the page, and no other. Whether a page handles its clicks itself is its own matter. */
  const stay = (event: Event): void => {
    const link = event
      .composedPath()
      .find((one): one is Element => one instanceof Element && /^(?:a|area)$/i.test(one.localName));
    const to = (link?.getAttribute('href') ?? link?.getAttribute('xlink:href'))?.trim();
    if (to === undefined || /^javascript:/i.test(to)) return;
    event.preventDefault();
    if (!to.startsWith('#')) return;
    // Relative to the gallery's address, it would lead away as well. A hash that is there already scrolls nowhere.
    location.hash = to;
    document.getElementById(to.slice(1))?.scrollIntoView();
  };
  // The window does not hear of clicks on links that are in no document, as scripts make them for downloads.
  const made = (element: Element): Element => {
    if (/^a(?:rea)?$/i.test(element.localName))
      element.addEventListener('click', (event) => {
        if (!element.isConnected) stay(event);
      });
    return element;
  };
  Document.prototype.createElement = function (this: Document, name: string, options?: ElementCreationOptions) {
    return made(createElement.call(this, allowed(name), options));
  } as Document['createElement'];
  Document.prototype.createElementNS = function (this: Document, space: string | null, name: string) {
    return made((createElementNS as (space: string | null, name: string) => Element).call(this, space, allowed(name)));
  } as Document['createElementNS'];

  const types = (window as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } }).trustedTypes;
  const same = (text: string): string => text;
  types?.createPolicy('default', { createHTML: harmless, createScript: same, createScriptURL: same });

  const { execCommand } = Document.prototype;
  Document.prototype.execCommand = function (this: Document, command: string, ...rest: [boolean?, string?]) {
    const text = String(command);
    return !/copy|cut|paste/i.test(text) && execCommand.call(this, text, ...rest);
  };

  for (const name of ['localStorage', 'sessionStorage']) {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: unknown) => kept.get(String(key)) ?? null,
      setItem: (key: unknown, value: unknown) => void kept.set(String(key), String(value)),
      removeItem: (key: unknown) => void kept.delete(String(key)),
      key: (at: number) => [...kept.keys()][at] ?? null,
      clear: () => kept.clear(),
      get length() {
        return kept.size;
      },
    };
    Object.defineProperty(window, name, { value: storage });
  }

  let told = 0;
  const listen = (): void => {
    window.addEventListener('error', ({ isTrusted, message }) => {
      if (isTrusted && message && told++ < 3) post({ error: message.slice(0, 300) });
    });
    window.addEventListener('click', stay);
    window.addEventListener('keydown', ({ isTrusted, key }) => {
      if (isTrusted && key === 'Escape') post({ escape: true });
    });
  };
}
