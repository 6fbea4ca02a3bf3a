/** What a confined realm leaves to those who write the page. All of it is as it was before the page could change anything. */
export interface Confinement {
  /** Opens the document anew, which takes all listeners away, and writes a page into it. */
  readonly write: (page: string, onOpened: () => void) => void;
  readonly listen: (target: EventTarget, type: string, listener: (event: Event) => void) => void;
  /** Calls back before every script of the page, and when the page is written. */
  readonly onScript: (begins: () => void) => void;
  /** Calls back with every element that scripts make by name. */
  readonly onMade: (made: (element: Element) => void) => void;
}

/**
 * Takes from the realm of a page what reaches the network beside every policy. Runs before the page, as text
 * (`confine.toString()`), so it names nothing outside itself, and trusts nothing afterwards that a page can change. This
 * is the only realm in which anything of a page runs: no script of it has the right hash in another one.
 *
 * - Peer connections are gone. So are ways to make markup into elements that are not known here.
 * - No tree holds a `<link>` or a frame: they are not made by name, not by markup (the default Trusted Types policy, in
 *   which `tagFilter` does the same as to the page), not by an XML document with entities of its own, and what is inserted
 *   is looked through once more.
 * - The document keeps its root and its body: without a body there is no `beforeunload`, in which pages that go elsewhere
 *   are held. Until the parser has come to the body, one stands in for it.
 */
export function confine(tagFilter: () => (markup: string) => string): Confinement {
  type Native = (...given: unknown[]) => unknown;
  const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
  const replacing: typeof Symbol.replace = Symbol.replace;
  Object.freeze(RegExp.prototype);
  const getter = (owner: object, name: string): Native => getOwnPropertyDescriptor(owner, name)!.get as Native;
  const method = (owner: object, name: string): Native => getOwnPropertyDescriptor(owner, name)!.value as Native;
  const put = (owner: object, name: PropertyKey, value: unknown): void => {
    defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true });
  };

  for (const name of ownKeys(window))
    if (/^(?:(?:webkit)?RTC|XSLT|Sanitizer$|HTMLPortal)|FencedFrame/.test(String(name)))
      defineProperty(window, name, { value: undefined });
  const markup = /html|xml|markup|unsafe|parse|stream/i;
  const known = /^(?:(?:inner|outer|get|insertAdjacent|baseXml)HTML|createHTMLDocument|parseFromString|xml\w+)$/;
  for (const maker of [
    ...[Document, DOMImplementation, DOMParser, DocumentFragment, ShadowRoot, Range, Node],
    ...[Element, HTMLElement, HTMLTemplateElement, SVGElement],
  ])
    for (const owner of [maker, maker.prototype])
      for (const name of ownKeys(owner))
        if (markup.test(String(name)) && !known.test(String(name))) deleteProperty(owner, name);

  const typeOf = getter(Node.prototype, 'nodeType');
  const nameOf = getter(Element.prototype, 'localName');
  const bodyOf = getter(Document.prototype, 'body');
  const rootOf = getter(Document.prototype, 'documentElement');
  const ancestorOf = getter(Range.prototype, 'commonAncestorContainer');
  const remove = method(Element.prototype, 'remove');
  const append = method(Node.prototype, 'appendChild');
  const createElement = method(Document.prototype, 'createElement');
  const finders: Record<number, Native> = {
    1: method(Element.prototype, 'querySelector'),
    9: method(Document.prototype, 'querySelector'),
    11: method(DocumentFragment.prototype, 'querySelector'),
  };
  const barred = /^(?:link|i?frame|object|embed|fencedframe|portal)$/;
  const selector = 'link,iframe,frame,object,embed,fencedframe,portal';

  /** 0 for what is no node. */
  const nodeType = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0;
    try {
      return apply(typeOf, value, []) as number;
    } catch {
      return 0;
    }
  };
  const isBarred = (node: unknown): boolean => nodeType(node) === 1 && barred.test(apply(nameOf, node, []) as string);
  const purge = (node: unknown): void => {
    const find = finders[nodeType(node)];
    if (find !== undefined) for (let found; (found = apply(find, node, [selector])) !== null;) apply(remove, found, []);
  };
  const isPillar = (node: unknown): boolean =>
    node !== null && (node === apply(bodyOf, document, []) || node === apply(rootOf, document, []));

  const replace = (owner: object, names: string, make: (native: Native, name: string) => Native): void => {
    for (const name of names.split(' ')) {
      const native = getOwnPropertyDescriptor(owner, name)?.value as Native | undefined;
      if (native !== undefined) put(owner, name, make(native, name));
    }
  };

  // What inserts and removes.
  const moving = (native: Native, name: string): Native =>
    function (this: unknown, ...given: unknown[]) {
      const isRoot = this === document || this === apply(rootOf, document, []);
      if (isRoot && name === 'replaceChildren') return undefined;
      if ((name === 'remove' || name === 'replaceWith') && isPillar(this)) return undefined;
      for (let at = 0; at < given.length; at += 1) {
        if (isPillar(given[at]) || isBarred(given[at])) return given[at];
        purge(given[at]);
      }
      return apply(native, this, given);
    };
  replace(Node.prototype, 'appendChild insertBefore replaceChild removeChild', moving);
  const parents = 'append prepend replaceChildren moveBefore';
  const children = 'before after replaceWith remove';
  replace(Element.prototype, `${parents} ${children} insertAdjacentElement`, moving);
  replace(Document.prototype, `${parents} adoptNode`, moving);
  replace(DocumentFragment.prototype, parents, moving);
  replace(CharacterData.prototype, children, moving);
  replace(DocumentType.prototype, children, moving);
  const ranging = (native: Native, name: string): Native =>
    function (this: unknown, ...given: unknown[]) {
      const around = apply(ancestorOf, this, []);
      const isWide = around === document || around === apply(rootOf, document, []);
      if (isWide && name !== 'insertNode') return document.createDocumentFragment();
      return apply(moving(native, name), this, given);
    };
  replace(Range.prototype, 'insertNode surroundContents deleteContents extractContents', ranging);
  deleteProperty(Selection.prototype, 'deleteFromDocument');
  const setting = (owner: object, name: string, isOuter: boolean): void => {
    const { set, ...own } = getOwnPropertyDescriptor(owner, name)!;
    defineProperty(owner, name, {
      ...own,
      set(value: unknown) {
        if (isOuter && isPillar(this)) return;
        const isRoot = !isOuter && this === apply(rootOf, document, []);
        apply(set as Native, isRoot ? apply(bodyOf, document, []) : this, [value]);
      },
    });
  };
  setting(Element.prototype, 'innerHTML', false);
  setting(Element.prototype, 'outerHTML', true);
  setting(Node.prototype, 'textContent', false);
  setting(HTMLElement.prototype, 'innerText', false);
  setting(HTMLElement.prototype, 'outerText', true);

  // What makes elements.
  let made: (element: Element) => void = () => undefined;
  const making = (native: Native): Native =>
    function (this: unknown, ...given: unknown[]) {
      const element = apply(native, this, given);
      if (isBarred(element)) return apply(createElement, this, ['x-barred']);
      made(element as Element);
      return element;
    };
  replace(Document.prototype, 'createElement createElementNS', making);
  const purged = (native: Native): Native =>
    function (this: unknown, ...given: unknown[]) {
      const result = apply(native, this, given);
      purge(result);
      return result;
    };
  replace(DOMImplementation.prototype, 'createDocument', purged);
  replace(DOMParser.prototype, 'parseFromString', purged);
  replace(Range.prototype, 'createContextualFragment', purged);
  replace(CustomElementRegistry.prototype, 'define', (native) => {
    return function (this: unknown, ...[name, maker, options]: unknown[]) {
      const { extends: base } = (options ?? {}) as { readonly extends?: unknown };
      const own = base === undefined ? '' : `${base as string}`;
      return apply(native, this, [name, maker, own === '' || barred.test(own) ? {} : { extends: own }]);
    };
  });
  const types = (window as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } }).trustedTypes;
  const same = (text: string): string => text;
  types?.createPolicy('default', { createHTML: tagFilter(), createScript: same, createScriptURL: same });
  replace(Document.prototype, 'execCommand', (native) => {
    return function (this: unknown, ...[command, ...more]: unknown[]) {
      const text = `${command as string}`;
      return !/copy|cut|paste|html/i.test(text) && apply(native, this, [text, ...more]);
    };
  });

  // The document: the page is written once, what scripts write goes on where they stand, and later at the end of the body.
  const [open, write, close] = ['open', 'write', 'close'].map((name) => method(Document.prototype, name)) as [
    Native,
    Native,
    Native,
  ];
  const running = getter(Document.prototype, 'currentScript');
  const addMarkup = method(Element.prototype, 'insertAdjacentHTML');
  const empty = method(Element.prototype, 'replaceChildren');
  const scripts = /<script(?=[\s/>])/gi;
  const part = /<\/?[^\s/<>]*$/;
  let rest = '';
  const writing = (native: Native, name: string): Native =>
    function (this: unknown, ...texts: unknown[]) {
      if (this !== document) return apply(native, this, texts);
      let text = rest;
      for (let at = 0; at < texts.length; at += 1) text += `${texts[at] as string}`;
      if (name === 'writeln') text += '\n';
      // The name of a tag could be made of several parts: the last one waits.
      rest = part.exec(text)?.[0] ?? '';
      text = scripts[replacing](part[replacing](text, ''), '<script type=none ');
      // Elsewhere than in a script that the parser waits for, it would open the document anew.
      if (apply(running, document, []) !== null) return apply(native, document, [text]);
      const body = apply(bodyOf, document, []);
      return body === null ? undefined : apply(addMarkup, body, ['beforeend', text]);
    };
  replace(Document.prototype, 'write writeln', writing);
  replace(Document.prototype, 'open', (native) => {
    return function (this: unknown) {
      if (this !== document) return apply(native, this, []);
      const body = apply(bodyOf, document, []);
      if (body !== null && apply(running, document, []) === null) apply(empty, body, []);
      return document;
    };
  });
  replace(Document.prototype, 'close', (native) => {
    return function (this: unknown) {
      return this === document ? undefined : apply(native, this, []);
    };
  });

  const first = getter(Node.prototype, 'firstChild');
  const find = finders[1]!;
  let standIn: unknown = null;
  const settle = (): void => {
    const root = apply(rootOf, document, []);
    const real = standIn === null || root === null ? null : apply(find, root, [':scope>body~body']);
    if (real === null) return;
    const from = standIn;
    standIn = null;
    for (let child; (child = apply(first, from, [])) !== null;) apply(append, real, [child]);
    apply(remove, from, []);
    apply(disconnect, observer, []);
  };
  const observer = new MutationObserver(settle);
  const observe = method(MutationObserver.prototype, 'observe');
  const disconnect = method(MutationObserver.prototype, 'disconnect');
  let heard: () => void = () => undefined;
  const begins = (): number => {
    settle();
    const root = apply(rootOf, document, []);
    if (apply(bodyOf, document, []) === null && root !== null) {
      standIn = apply(createElement, document, ['body']);
      apply(append, root, [standIn]);
      apply(observe, observer, [root, { childList: true }]);
    }
    try {
      heard();
    } catch {
      // A page may break what is only its comfort.
    }
    return 1;
  };
  defineProperty(window, 'probeBegins', { value: begins });
  defineProperty(Document.prototype, 'body', {
    get(this: unknown) {
      const body = apply(bodyOf, this, []);
      return body === standIn ? null : body;
    },
    set: () => undefined,
    configurable: true,
  });

  // Ways elsewhere that need no page to be ended.
  put(window, 'open', () => null);
  replace(History.prototype, 'back forward go', () => () => undefined);

  const add = method(EventTarget.prototype, 'addEventListener');
  const listen: Confinement['listen'] = (target, type, listener) => void apply(add, target, [type, listener, true]);
  return {
    listen,
    onScript: (hear) => void (heard = hear),
    onMade: (hear) => void (made = hear),
    write: (page, onOpened) => {
      // Neither what is changed above nor the policy goes away with it.
      apply(open, document, []);
      onOpened();
      apply(write, document, [page]);
      begins();
      apply(close, document, []);
    },
  };
}
