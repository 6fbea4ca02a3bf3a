import type { Confinement } from './confine.ts';

/**
 * Gives a page what its confinement takes from it without need. Runs in frames, as text, so it names nothing outside itself;
 * nothing that keeps the page in depends on it. What it returns is to be called when the document was opened.
 *
 * - Links and `javascript:` addresses work where they stay within the page; others lead nowhere, and the page goes on.
 * - Handlers in attributes and scripts that scripts make have no hash in the policy: they are run as functions.
 * - Storage forgets: reading `localStorage` throws in a sandbox, and ends many a harmless script.
 */
export function comfort({ listen, onMade, onScript }: Confinement): () => void {
  const compile = (...parts: readonly string[]): ((this: unknown, ...given: unknown[]) => unknown) =>
    Reflect.construct(Function, parts) as (this: unknown, ...given: unknown[]) => unknown;
  const attempt = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      reportError(error);
    }
  };

  const stay = (event: Event): void => {
    const link = event
      .composedPath()
      .find((one): one is Element => one instanceof Element && /^(?:a|area)$/i.test(one.localName));
    const to = (link?.getAttribute('href') ?? link?.getAttribute('xlink:href'))?.trim();
    if (to === undefined) return;
    event.preventDefault();
    if (/^javascript:/i.test(to)) attempt(() => void compile(decodeURIComponent(to.slice(11))).call(window));
    if (!to.startsWith('#')) return;
    // Relative to the gallery's address, it would lead away as well. A hash that is there already scrolls nowhere.
    location.hash = to;
    document.getElementById(to.slice(1))?.scrollIntoView();
  };
  const scripts = new WeakSet<Element>();
  onMade((element) => {
    if (/^script$/i.test(element.localName)) scripts.add(element);
    // The window does not hear of clicks on links that are in no document, as scripts make them for downloads.
    if (/^a(?:rea)?$/i.test(element.localName))
      listen(element, 'click', (event) => {
        if (!element.isConnected) stay(event);
      });
  });

  const handle = (element: Element, name: string): void => {
    const code = element.getAttribute(name);
    const target = element as unknown as Record<string, unknown>;
    if (code === null || typeof target[name] === 'function') return;
    const parameters = name === 'onerror' && element === document.body ? 'event,source,lineno,colno,error' : 'event';
    const scoped = `with(document){with(this.form||{}){with(this){${code}\n}}}`;
    attempt(() => (target[name] = compile(parameters, scoped)));
  };
  const handleAll = (root: Node): void => {
    const found = document.evaluate('descendant-or-self::*/@*[starts-with(name(),"on")]', root, null, 6);
    for (let at = 0; at < found.snapshotLength; at += 1) {
      const { ownerElement, name } = found.snapshotItem(at) as Attr;
      if (ownerElement !== null) handle(ownerElement, name);
    }
  };
  const run = (node: Node): void => {
    if (!(node instanceof HTMLScriptElement) || !scripts.delete(node) || node.src !== '') return;
    if (!/^(?:|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i.test(node.type)) return;
    if (!node.text.includes('probeBegins')) attempt(() => void (0, globalThis.eval)(node.text));
  };
  const look = (records: readonly MutationRecord[]): void => {
    for (const { type, target, addedNodes, attributeName } of records)
      if (type === 'attributes') {
        (target as unknown as Record<string, unknown>)[attributeName!] = null;
        handle(target as Element, attributeName!);
      } else
        for (const node of addedNodes)
          if (node instanceof Element) {
            handleAll(node);
            run(node);
          }
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

  return () => {
    const attributeFilter: string[] = [];
    for (const name in HTMLElement.prototype) if (name.startsWith('on')) attributeFilter.push(name);
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter });
    // While the page is written it gets no turn.
    onScript(() => look(observer.takeRecords()));
    window.addEventListener('click', stay);
  };
}
