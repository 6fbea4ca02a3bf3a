/**
 * Pages that try to reach a listener of the test, each by one way. Where a way takes several steps, the page takes all of
 * them, also where one fails. What they want to reach is `<number of the page>.<domain>:<port>`.
 */

/** Where the listener is. */
export interface Listener {
  /** Any name in it leads to the listener. */
  readonly domain: string;
  readonly port: number;
}

/** One page tries to reach this. */
interface Goal {
  /** Name and port. */
  readonly host: string;
  readonly http: string;
  readonly https: string;
}

type Escape = (goal: Goal) => string;

const page = (body: string, head = ''): string =>
  `<!DOCTYPE html>\n<html lang="en"><head><title>Escape</title>${head}</head><body><h1>Escape</h1>${body}</body></html>`;
const script = (code: string): string => `<script>${code}</script>`;
/** A string in a script. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll('</', '<\\/');

const call = ({ host }: Goal): string =>
  `for (const C of [self.RTCPeerConnection, self.webkitRTCPeerConnection]) if (C) { const c = new C({ iceServers: [{ urls: ['stun:${host}', 'stun:127.0.0.1:${host.split(':')[1]}', 'turn:${host}?transport=tcp'], username: 'x', credential: 'x' }] }); c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o)); }`;

/** An element that reaches out once it is in the document. */
interface Way {
  readonly tag: string;
  readonly attributes: (goal: Goal) => Readonly<Record<string, string>>;
}

const WAYS: Readonly<Record<string, Way>> = {
  'a frame that calls': { tag: 'iframe', attributes: (goal) => ({ srcdoc: script(call(goal)) }) },
  'a link that preconnects': {
    tag: 'link',
    attributes: ({ https }) => ({ rel: 'preconnect dns-prefetch', href: https }),
  },
};

const XHTML = 'http://www.w3.org/1999/xhtml';

/** Ways to make an element and to put it into the document: `TAG`, `MARKUP`, `dress(element)` and `put(node)` are given. */
const MAKERS: Readonly<Record<string, string>> = {
  'by name': `put(dress(document.createElement(TAG)));`,
  'by name in capitals': `put(dress(document.createElement(TAG.toUpperCase())));`,
  'by an object that is a name': `let turn = 0; put(dress(document.createElement({ toString: () => (turn++ ? TAG : 'p') }))); put(dress(document.createElement({ toString: () => TAG })));`,
  'by name and namespace': `put(dress(document.createElementNS('${XHTML}', TAG)));`,
  'with a prefix': `put(dress(document.createElementNS('${XHTML}', 'x:' + TAG)));`,
  'as root of a document': `put(dress(document.implementation.createDocument('${XHTML}', TAG).documentElement));`,
  'by another document': `put(dress(document.implementation.createHTMLDocument('').createElement(TAG)));`,
  'written by another document': `const other = document.implementation.createHTMLDocument(''); other.write(MARKUP); put(other.body); put(other.head); for (const one of [...other.all]) put(one);`,
  'as an entity': `const own = Object.entries(ATTRIBUTES).map(([name, value]) => ' ' + name + "='" + value.replaceAll('&', '&#38;amp;').replaceAll('<', '&#38;lt;').replaceAll("'", '&#38;apos;').replaceAll('"', '&#38;quot;') + "'").join('');
const text = '<!DOCTYPE x [<!ENTITY e "<' + TAG + " xmlns='${XHTML}'" + own + '/>">]><html xmlns="${XHTML}"><body>&e;</body></html>';
for (const type of ['application/xhtml+xml', 'text/xml', 'application/xml', 'image/svg+xml']) { const parsed = new DOMParser().parseFromString(text, type); put(parsed.documentElement.firstChild); for (const one of [...parsed.querySelectorAll('*')]) put(one); }`,
  'parsed as a page': `for (const one of [...new DOMParser().parseFromString(MARKUP, 'text/html').querySelectorAll('*')]) put(one);`,
  'parsed with a long prefix': `const p = 'p'.repeat(90); put(dress(new DOMParser().parseFromString('<' + p + ':' + TAG + ' xmlns:' + p + '="${XHTML}"/>', 'text/xml').documentElement));`,
  'parsed with a prefix of other letters': `const holder = new DOMParser().parseFromString('<x/>', 'text/xml').documentElement; holder.innerHTML = '<é:' + TAG + ' xmlns:é="${XHTML}"/>'; put(dress(holder.firstChild));`,
  'written in two parts': `document.write(MARKUP.slice(0, 3)); document.write(MARKUP.slice(3));`,
  'written letter by letter': `for (const letter of MARKUP) document.write(letter);`,
  'written with several arguments': `document.write('<' + TAG.slice(0, 2), MARKUP.slice(3)); document.writeln(MARKUP.slice(0, 4), MARKUP.slice(4));`,
  'written later': `setTimeout(() => { document.write(MARKUP.slice(0, 3)); document.write(MARKUP.slice(3)); document.close(); });`,
  'written after opening': `setTimeout(() => { document.open(); document.write(MARKUP); document.close(); });`,
  'as inner markup': `document.body.innerHTML += MARKUP;`,
  'as outer markup': `document.querySelector('h1').outerHTML = MARKUP;`,
  'as adjacent markup': `document.body.insertAdjacentHTML('beforeend', MARKUP.toUpperCase().replace(/=.*$/s, '') + MARKUP.slice(MARKUP.indexOf('=')));document.body.insertAdjacentHTML('beforeend', MARKUP);`,
  'as markup of the root': `document.documentElement.innerHTML = '<head>' + MARKUP + '</head><body>' + MARKUP + '</body>';`,
  'as a fragment': `put(document.createRange().createContextualFragment(MARKUP));`,
  'in a template': `const t = document.createElement('template'); t.innerHTML = MARKUP; put(t.content.cloneNode(true)); put(document.importNode(t.content, true)); put(t.content);`,
  'in a shadow': `const d = document.createElement('div'); put(d); const root = d.attachShadow({ mode: 'closed' }); root.innerHTML = MARKUP; root.append(dress(document.createElement(TAG)));`,
  'in a declared shadow': `for (const set of ['setHTMLUnsafe', 'setHTML']) document.body[set]?.('<div><template shadowrootmode="open">' + MARKUP + '</template></div>');`,
  'by unsafe markup': `document.body.setHTMLUnsafe?.(MARKUP); put(Document.parseHTMLUnsafe?.(MARKUP).body);`,
  'by a sanitizer of its own': `const names = Object.keys(ATTRIBUTES); document.body.setHTML?.(MARKUP, { sanitizer: { elements: [TAG], attributes: names } }); put(Document.parseHTML?.(MARKUP, { sanitizer: { elements: [TAG], attributes: names } }).documentElement);`,
  'by a policy of its own': `put(document.createElement('p')).innerHTML = trustedTypes.createPolicy('own', { createHTML: (text) => text }).createHTML(MARKUP);`,
  'by a default policy of its own': `trustedTypes.createPolicy('default', { createHTML: (text) => text }); document.body.innerHTML = MARKUP;`,
  'by a command': `document.designMode = 'on'; document.execCommand('selectAll'); document.execCommand('insertHTML', false, MARKUP); document.execCommand('INSERTHTML', false, MARKUP);`,
  'as a custom element': `const Base = [HTMLLinkElement, HTMLIFrameElement].find((one) => one.name.toUpperCase().includes(TAG.toUpperCase())); customElements.define('x-own', class extends Base {}, { extends: TAG }); put(dress(new (customElements.get('x-own'))()));`,
  'as a custom element with two answers': `let turn = 0; const Base = TAG === 'link' ? HTMLLinkElement : HTMLIFrameElement; class Own extends Base {} customElements.define('x-own', Own, { get extends() { return turn++ ? TAG : 'p'; } }); put(dress(new Own()));`,
  'by a transformation': `const sheet = new DOMParser().parseFromString('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:element name="' + TAG + '" namespace="${XHTML}"/></xsl:template></xsl:stylesheet>', 'text/xml'); const p = new XSLTProcessor(); p.importStylesheet(sheet); put(dress(p.transformToFragment(document, document).firstChild));`,
  'within a caption': `const parsed = new DOMParser().parseFromString('<caption xmlns="${XHTML}"/>', 'text/xml').documentElement; parsed.innerHTML = '<a:' + TAG + ' xmlns:a="${XHTML}"/>'; dress(parsed.firstChild); const table = document.createElement('table'); document.body.append(table); table.caption = document.adoptNode(parsed);`,
  'with strings changed': `String.prototype.replace = function () { return String(this); }; String.prototype.replaceAll = String.prototype.replace; document.body.innerHTML = MARKUP; put(dress(document.createElement(TAG)));`,
  'with expressions changed': `RegExp.prototype.exec = () => null; RegExp.prototype.test = () => false; RegExp.prototype[Symbol.replace] = (text) => text; document.body.innerHTML = MARKUP; put(dress(document.createElement(TAG))); put(dress(document.implementation.createDocument('${XHTML}', TAG).documentElement));`,
  'with names changed': `Object.prototype.other = function (text) { return text; }; for (const name of ['Symbol', 'Reflect', 'String', 'Element', 'Document', 'MutationObserver']) self[name] = { replace: 'other', apply: () => null, prototype: {} }; document.body.innerHTML = MARKUP; put(dress(document.createElement(TAG)));`,
  'with lists and queries changed': `Array.prototype[Symbol.iterator] = function* () {}; Array.prototype.map = Array.prototype.find = () => undefined; Element.prototype.querySelector = Document.prototype.querySelector = () => null; Object.defineProperty(Node.prototype, 'nodeType', { get: () => 3 }); Object.defineProperty(Element.prototype, 'localName', { get: () => 'p' }); Reflect.apply = () => null; Function.prototype.apply = Function.prototype.call = () => null; document.body.innerHTML = MARKUP; document.body.appendChild(dress(document.createElement(TAG))); document.body.appendChild(dress(document.implementation.createDocument('${XHTML}', TAG).documentElement));`,
  'in a drawing': `const s = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); put(s); s.innerHTML = '<foreignObject>' + MARKUP + '</foreignObject>'; s.innerHTML = '<desc><x:' + MARKUP.slice(1) + '</desc>';`,
};

const MARKUP_ONLY: Readonly<Record<string, (markup: string, tag: string) => string>> = {
  'in the source': (markup) => page(markup, markup),
  'in the source with capitals, a slash and a line': (markup, tag) =>
    page(
      ['/', '\n', '\t', '\f', '\r'].map((end) => markup.replace(`<${tag} `, `<${tag.toUpperCase()}${end}`)).join(''),
    ),
  'half in the source': (markup, tag) => page(`${script(`document.write('<${tag.slice(0, 2)}')`)}${markup.slice(3)}`),
  'after a comment that is none': (markup) => page(`<!--><p>${markup}<!-- --!>${markup}<![CDATA[>${markup}]]>`),
  'in what is no script': (markup) => page(`<noscript>${markup}</noscript><noscript><p title="</noscript>${markup}">`),
  'in a drawing of the source': (markup) =>
    page(`<svg><title>${markup}</title><desc>${markup}</desc></svg><math><mtext>${markup}</mtext></math>`),
  'in a drawing': (markup) => `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject>${markup}</foreignObject></svg>`,
  'in a shadow of the source': (markup) => page(`<div><template shadowrootmode="open">${markup}</template></div>`),
};

function making({ tag, attributes }: Way, maker: string): Escape {
  return (goal) => {
    const own = attributes(goal);
    const markup = markupOf(tag, own);
    const before = `const TAG = ${quoted(tag)}, ATTRIBUTES = JSON.parse(${quoted(JSON.stringify(own))}), MARKUP = ${quoted(markup)};
const attempt = (work) => { try { return work(); } catch (error) { console.debug(error); } };
const dress = (element) => { for (const name in ATTRIBUTES) element?.setAttribute(name, ATTRIBUTES[name]); return element; };
const put = (node) => { if (node) for (const how of ['append', 'appendChild', 'prepend']) attempt(() => document.body[how](document.adoptNode(node))); return node; };`;
    return page(script(`${before}\nattempt(() => { ${maker} });`));
  };
}

function markupOf(tag: string, attributes: Readonly<Record<string, string>>): string {
  const own = Object.entries(attributes).map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`);
  return `<${tag}${own.join('')}>${tag === 'link' ? '' : `</${tag}>`}`;
}

function elements(): readonly (readonly [string, Escape])[] {
  return Object.entries(WAYS).flatMap(([name, way]) => [
    ...Object.entries(MAKERS).map(([how, maker]) => [`${name}, made ${how}`, making(way, maker)] as const),
    ...Object.entries(MARKUP_ONLY).map(
      ([how, make]) =>
        [`${name}, ${how}`, (goal: Goal) => make(markupOf(way.tag, way.attributes(goal)), way.tag)] as const,
    ),
  ]);
}

/** Scripts that take the page elsewhere. */
const LEAVING: Readonly<Record<string, (goal: Goal) => string>> = {
  'by assignment': ({ https }) => `location = '${https}';`,
  'by its address': ({ http }) => `document.location.href = '${http}';`,
  'by a name in two parts': ({ https }) => `self['loca' + 'tion']['re' + 'place']('${https}');`,
  'by reflection': ({ https }) => `Reflect.set(window, 'location', '${https}');`,
  'by a copy of the window': ({ https }) =>
    `Object.values({ ...window }).find((one) => one?.assign)?.assign('${https}');`,
  'by a timer without a script': ({ https }) => `setTimeout(location.assign.bind(location, '${https}'));`,
  'by a promise without a script': ({ https }) => `Promise.resolve('${https}').then(location.assign.bind(location));`,
  'by a part of its address': ({ host }) => `location.protocol = 'https:'; location.host = '${host}';`,
  'by opening': ({ https }) =>
    `open('${https}', '_self'); open('${https}', '_parent'); open('${https}', '_blank'); open('${https}', 'x');`,
  'by a link': ({ https }) =>
    `const a = document.createElement('a'); a.href = '${https}'; document.body.append(a); a.click();`,
  'by a link that nobody hears': ({ https }) =>
    `const a = document.createElement('a'); a.href = '${https}'; document.body.append(a); addEventListener('click', (event) => event.stopImmediatePropagation(), true); a.click(); a.dispatchEvent(new MouseEvent('click'));`,
  'by a link in a drawing': ({ https }) =>
    `document.body.innerHTML = '<svg><a href="${https}"><text>x</text></a></svg>'; document.querySelector('svg a').dispatchEvent(new MouseEvent('click', { bubbles: true }));`,
  'by an area': ({ https }) =>
    `document.body.innerHTML = '<map><area href="${https}"></map>'; document.querySelector('area').click();`,
  'by a form': ({ https }) =>
    `document.body.innerHTML = '<form action="${https}"><button formaction="${https}">x</button></form>'; document.forms[0].submit(); document.forms[0].requestSubmit(); document.querySelector('button').click();`,
  'by a download': ({ https }) =>
    `const a = document.createElement('a'); a.href = '${https}'; a.download = 'x'; a.click(); document.body.append(a); a.click();`,
  'by navigation': ({ https }) => `navigation.navigate('${https}');`,
  'by history': ({ https }) =>
    `try { history.pushState(null, '', '${https}'); } catch {} history.back(); history.go(0);`,
  'by refreshing': ({ https }) =>
    `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=${https}">');`,
  'without a body': ({ https }) => `document.body.remove(); location = '${https}';`,
  'without a root': ({ https }) =>
    `document.documentElement.remove(); document.replaceChildren(); location = '${https}';`,
  'with a body elsewhere': ({ https }) =>
    `document.createElement('p').append(document.body); new Document().adoptNode(document.body); document.createDocumentFragment().appendChild(document.body); location = '${https}';`,
  'with a body replaced': ({ https }) =>
    `document.body.replaceWith('x'); document.body.outerHTML = ''; document.documentElement.textContent = ''; document.documentElement.innerHTML = ''; location = '${https}';`,
  'with a body cut out': ({ https }) =>
    `const range = document.createRange(); range.selectNodeContents(document.documentElement); range.deleteContents(); range.extractContents(); getSelection().selectAllChildren(document); getSelection().deleteFromDocument?.(); location = '${https}';`,
  'while its body goes': ({ https }) =>
    `customElements.define('x-last', class extends HTMLElement { disconnectedCallback() { location = '${https}'; } }); document.body.append(document.createElement('x-last')); document.body.remove(); document.body.innerHTML = '';`,
  'after opening the document': ({ https }) => `setTimeout(() => { document.open(); location = '${https}'; });`,
  'after opening it by writing': ({ https }) =>
    `setTimeout(() => { document.write('<script>' + document.currentScript + '<\\/script><p>'); location = '${https}'; });`,
  'with listeners of its own': ({ https }) =>
    `for (const type of ['beforeunload', 'unload', 'pagehide']) addEventListener(type, (event) => { event.stopImmediatePropagation(); location = '${https}/2'; }, true); EventTarget.prototype.addEventListener = () => {}; location = '${https}';`,
  'with events changed': ({ https }) =>
    `Event.prototype.stopImmediatePropagation = () => { throw 0; }; MessagePort.prototype.postMessage = performance.now = () => { throw 0; }; self.performance = null; self.Reflect = null; location = '${https}';`,
  'while it begins again': ({ https }) =>
    `onbeforeunload = () => { location = '${https}'; }; probeReload(); location = '${https}';`,
  'to a page of its own': ({ https }) =>
    `location = URL.createObjectURL(new Blob(['<img src="${https}"><link rel=preconnect href="${https}">'], { type: 'text/html' }));`,
  'to data': ({ https }) => `location = 'data:text/html,<img src=${https}>';`,
  'with the window above': ({ https }) =>
    `for (const one of [top, parent]) { try { one.location = '${https}'; } catch {} try { one.location.replace('${https}'); } catch {} }`,
};

const WORKER = (goal: Goal): string =>
  `try { fetch('${goal.http}').catch(() => {}); new WebSocket('ws://${goal.host}'); new EventSource('${goal.http}'); } catch {} try { importScripts('${goal.http}'); } catch {} import('${goal.http}').catch(() => {}); try { new WebTransport('${goal.https}'); } catch {} try { new Worker('${goal.http}'); } catch {} try { ${call(goal)} } catch {}`;

/** Scripts that ask for an address. */
const ASKING: Readonly<Record<string, (goal: Goal) => string>> = {
  'by fetching': ({ http, https }) =>
    `fetch('${http}', { mode: 'no-cors' }).catch(() => {}); fetch('${http}', { keepalive: true, method: 'POST', body: 'x', mode: 'no-cors' }).catch(() => {}); self.fetchLater?.('${https}');`,
  'by a request': ({ http }) => `const x = new XMLHttpRequest(); x.open('GET', '${http}'); x.send();`,
  'by a request that waits': ({ http }) => `const x = new XMLHttpRequest(); x.open('GET', '${http}', false); x.send();`,
  'by a socket': ({ host }) => `new WebSocket('ws://${host}');`,
  'by a stream of events': ({ http }) => `new EventSource('${http}');`,
  'by a beacon': ({ http }) => `navigator.sendBeacon('${http}', 'x');`,
  'by transport': ({ https }) => `new WebTransport('${https}');`,
  'by a call': call,
  'by a call of its prototype': () =>
    `new (Object.getPrototypeOf(RTCDataChannel.prototype).constructor)(); new RTCIceTransport().gather({});`,
  'by an image': ({ http }) =>
    `new Image().src = '${http}'; const i = new Image(); i.srcset = '${http} 2x'; document.body.append(i);`,
  'by a sound': ({ http }) => `new Audio('${http}').play().catch(() => {});`,
  'by a font': ({ http }) => `new FontFace('x', 'url(${http})').load().catch(() => {});`,
  'by a module': ({ http }) =>
    `import('${http}').catch(() => {}); const s = document.createElement('script'); s.type = 'module'; s.src = '${http}'; document.head.append(s);`,
  'by a script': ({ http }) =>
    `const s = document.createElement('script'); s.src = '${http}'; document.head.append(s);`,
  'by its own script': ({ http }) =>
    `const s = document.currentScript.cloneNode(true); s.src = '${http}'; document.head.append(s);`,
  'by a worker': (goal) => `new Worker(URL.createObjectURL(new Blob([${quoted(WORKER(goal))}])));`,
  'by a worker of modules': (goal) =>
    `new Worker(URL.createObjectURL(new Blob([${quoted(`import '${goal.http}';`)}])), { type: 'module' });`,
  'by a worker elsewhere': ({ http }) => `new Worker('${http}');`,
  'by a shared worker': (goal) => `new SharedWorker(URL.createObjectURL(new Blob([${quoted(WORKER(goal))}])));`,
  'by a service worker': ({ http }) => `navigator.serviceWorker.register('${http}').catch(() => {});`,
  'by a worklet': ({ http }) =>
    `new AudioContext().audioWorklet.addModule('${http}').catch(() => {}); CSS.paintWorklet?.addModule('${http}');`,
  'by a sheet': ({ http }) =>
    `const s = new CSSStyleSheet(); s.replaceSync('h1 { background: url(${http}) }'); document.adoptedStyleSheets = [s]; new CSSStyleSheet().replace('@import url(${http});').catch(() => {});`,
  'by rules of speculation': ({ https }) =>
    `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prefetch: [{ urls: ['${https}'], eagerness: 'immediate' }], prerender: [{ urls: ['${https}'], eagerness: 'immediate' }] }); document.head.append(s);`,
  'by a ping': ({ http }) =>
    `document.body.innerHTML = '<a href="#x" ping="${http}">x</a>'; document.querySelector('a').click();`,
  'by a report': ({ http }) =>
    `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="Content-Security-Policy" content="img-src \\'none\\'; report-uri ${http}">'); new Image().src = 'data:,';`,
  'by a payment': ({ https }) =>
    `new PaymentRequest([{ supportedMethods: '${https}' }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).canMakePayment().catch(() => {});`,
  'by an identity': ({ https }) =>
    `navigator.credentials.get({ identity: { providers: [{ configURL: '${https}', clientId: 'x' }] } }).catch(() => {});`,
  'by a handler': ({ http }) => `navigator.registerProtocolHandler('web+x', '${http}?%s');`,
  'by a document of its own script': (goal) =>
    `if (self !== top && self.RTCPeerConnection) { ${call(goal)} } else { const d = document.implementation.createDocument('${XHTML}', 'iframe').documentElement; d.setAttribute('srcdoc', '<script>' + document.currentScript.text + '<\\/script>'); document.body.append(d); document.write('<ifr'); document.write('ame srcdoc="' + ('<script>' + document.currentScript.text + '<\\/script>').replaceAll('"', '&quot;') + '"></iframe>'); }`,
};

/** What asks for an address without a script. */
const MARKUP: Readonly<Record<string, Escape>> = {
  'refreshes at once': ({ https }) => page('', `<meta http-equiv="refresh" content="0;url=${https}">`),
  'leaves in its head': ({ https }) => page('', script(`location = '${https}';`)),
  'leaves in its head after an element': ({ https }) =>
    page(
      '',
      script(
        `document.documentElement.append(document.createElement('body')); document.body?.remove(); document.documentElement.lastChild.remove(); location = '${https}';`,
      ),
    ),
  'leaves in a handler': ({ https }) =>
    page(`<img src="data:," onerror="location='${https}'"><details open ontoggle="location='${https}'"></details>`),
  'has images': ({ http }) =>
    page(
      `<img src="${http}" srcset="${http} 2x" alt=""><picture><source srcset="${http}"><img alt=""></picture><input type="image" src="${http}"><table background="${http}"></table>`,
    ),
  'has media': ({ http }) =>
    page(
      `<video src="${http}" poster="${http}" autoplay><track src="${http}" default></video><audio src="${http}" autoplay></audio>`,
    ),
  'has styles': ({ http }) =>
    page(
      '',
      `<style>@import url(${http}); @font-face { font-family: x; src: url(${http}) } h1 { font-family: x; background: url(${http}), image-set("${http}" 1x), -webkit-image-set(url(${http}) 2x); cursor: url(${http}), auto; content: url(${http}); mask: url(${http}#m); filter: url(${http}#f); list-style: url(${http}); border-image: url(${http}); shape-outside: url(${http}); offset-path: url(${http}#p) }</style>`,
    ),
  'has a drawing': ({ http }) =>
    page(
      `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image href="${http}"/><image xlink:href="${http}"/><use href="${http}#x"/><filter id="f"><feImage href="${http}"/></filter><rect filter="url(#f)" width="9" height="9" fill="url(${http}#g)"/><script href="${http}"></script></svg><math href="${http}"><mtext>x</mtext></math>`,
    ),
  'has scripts': ({ http }) =>
    page(
      `<script src="${http}"></script><script type="module" src="${http}"></script><script type="module">import '${http}';</script><script type="importmap">{"imports":{"x":"${http}"}}</script><script type="module">import 'x';</script>`,
    ),
  'has rules of speculation': ({ https }) =>
    page(
      '',
      `<script type="speculationrules">{"prefetch":[{"urls":["${https}"],"eagerness":"immediate"}],"prerender":[{"urls":["${https}"]}]}</script>`,
    ),
  'has a base': ({ http }) => page('<img src="x" alt=""><a href="y">y</a>', `<base href="${http}/">`),
  'has controls of its own': ({ https }) =>
    page(`<a href="${https}">x</a>`, '<meta http-equiv="x-dns-prefetch-control" content="on">'),
  'has other frames': ({ http }) =>
    page(
      `<object data="${http}"></object><embed src="${http}"><applet code="${http}"></applet><portal src="${http}"></portal><fencedframe src="${http}"></fencedframe>`,
    ),
  'is a set of frames': ({ http }) =>
    `<!DOCTYPE html><html><head></head><frameset><frame src="${http}"></frameset></html>`,
  'is a sheet and entities': ({ http }) =>
    `<?xml version="1.0"?><?xml-stylesheet href="${http}"?><!DOCTYPE html [<!ENTITY x SYSTEM "${http}">]><html><body>&x;<p>Escape</p></body></html>`,
  'has a map of its source': ({ http }) => page(script(`//# sourceMappingURL=${http}\n//# sourceURL=${http}`)),
};

/** All pages, by what they try. */
export function escapePages({ domain, port }: Listener): ReadonlyMap<string, string> {
  const scripted = (
    made: Readonly<Record<string, (goal: Goal) => string>>,
    what: string,
  ): readonly (readonly [string, Escape])[] =>
    Object.entries(made).map(([how, code]) => [`${what} ${how}`, (goal) => page(script(code(goal)))]);
  const all: readonly (readonly [string, Escape])[] = [
    ...elements(),
    ...scripted(LEAVING, 'leaves'),
    ...scripted(ASKING, 'asks'),
    ...Object.entries(MARKUP),
  ];
  return new Map(
    all.map(([name, escape], at) => {
      const host = `e${at}.${domain}:${port}`;
      return [name, escape({ host, http: `http://${host}`, https: `https://${host}` })] as const;
    }),
  );
}
