/**
 * Pages that try what a page must not do in the gallery. Each shows its name as its title; those that survive their own
 * attempt say so in their heading. `server` is the address of a listening server of the test, without a slash at the end.
 */

const page = (title: string, script: string, head = ''): string =>
  `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title>${head}</head><body><h1 id="said">${title}</h1>\n<script>\n${script}\n</script></body></html>`;

/** Reports in the heading what became of an attempt. */
const SAY = `const say = (text) => { document.querySelector('#said').textContent += ' ' + text; };`;

const attempt = (code: string): string => `try { ${code} } catch (error) { say(error.name); }`;

/** One page by its title. */
export function hostilePages(server: string): ReadonlyMap<string, string> {
  const host = server.replace(/^http:/, '');
  const pages: readonly (readonly [string, string, string?])[] = [
    ['Endless loop', 'while (true) {}'],
    ['Endless loop later', 'setTimeout(() => { while (true) {} }, 800);'],
    ['Endless writing', "for (;;) document.write('<p>more</p>');"],
    [
      'Dialogs',
      `${SAY} for (let i = 0; i < 1000; i++) { alert(i); confirm(i); prompt(i); } print(); onbeforeunload = () => 'stay'; say('done');`,
    ],
    [
      'Top navigation',
      `${SAY} ${attempt(`top.location = '${server}/top'`)} ${attempt(`top.location.href = '${server}/top2'`)} ${attempt(`open('${server}/top3', '_top')`)} say('done');`,
    ],
    ['Own navigation', `location = '${server}/own';`],
    ['Refresh', '', `<meta http-equiv="refresh" content="0;url=${server}/refresh">`],
    [
      'Network from script',
      `${SAY} for (const path of ['fetch', 'keep']) fetch('${server}/' + path, { mode: 'no-cors', keepalive: path === 'keep' }).catch(() => {});
${attempt(`const xhr = new XMLHttpRequest(); xhr.open('GET', '${server}/xhr'); xhr.send();`)}
${attempt(`new WebSocket('ws:${host}/socket');`)}
${attempt(`new EventSource('${server}/events');`)}
${attempt(`navigator.sendBeacon('${server}/beacon', 'x');`)}
${attempt(`new Image().src = '${server}/image';`)}
${attempt(`new Worker(URL.createObjectURL(new Blob(["fetch('${server}/worker'); importScripts('${server}/imported')"])));`)}
${attempt(`new Worker('${server}/worker.js');`)}
${attempt(`import('${server}/module.js').catch(() => {});`)}
${attempt(`new WebTransport('https:${host}/transport');`)}
say('done');`,
    ],
    [
      'Network from markup',
      '',
      [
        `<link rel="preconnect" href="${server}"><link rel="dns-prefetch" href="${server}">`,
        `<link rel="prefetch" href="${server}/prefetch"><link rel="preload" as="image" href="${server}/preload">`,
        `<link rel="modulepreload" href="${server}/modulepreload"><link rel="prerender" href="${server}/prerender">`,
        `<link rel="stylesheet" href="${server}/sheet.css"><link rel="icon" href="${server}/icon">`,
        `<link rel="manifest" href="${server}/manifest">`,
        `<script type="speculationrules">{"prefetch":[{"urls":["${server}/speculated"]}],"prerender":[{"urls":["${server}/prerendered"]}]}</script>`,
        `<base href="${server}/"><style>@import url(${server}/imported.css); @font-face { font-family: x; src: url(${server}/font) }`,
        `body { font-family: x; background: url(${server}/background); cursor: url(${server}/cursor), auto }</style>`,
        `<script src="${server}/script.js"></script><img src="${server}/img" srcset="${server}/srcset 2x" alt="">`,
        `<video src="${server}/video" poster="${server}/poster"></video><audio src="${server}/audio" autoplay></audio>`,
        `<iframe src="${server}/iframe"></iframe><object data="${server}/object"></object><embed src="${server}/embed">`,
        `<svg><image href="${server}/svg-image"/><use href="${server}/use#x"/></svg>`,
      ].join('\n'),
    ],
    [
      'Links by script',
      `${SAY} for (const rel of ['preconnect', 'dns-prefetch', 'prefetch']) {
  const link = document.createElement('link'); link.rel = rel; link.href = '${server}/made-' + rel; document.head.append(link);
  document.body.insertAdjacentHTML('beforeend', '<li' + 'nk rel="' + rel + '" href="${server}/written-' + rel + '">');
}
document.write('<if' + 'rame src="${server}/written-frame"></iframe>'); say('done');`,
    ],
    [
      'Peer connection',
      `${SAY} say(typeof RTCPeerConnection + typeof webkitRTCPeerConnection);
const frame = document.createElement('iframe'); document.body.append(frame);
say(typeof frame.contentWindow); const inner = frames[0]; say(typeof (inner && inner.RTCPeerConnection)); say('done');`,
    ],
    [
      'Form and popup',
      `${SAY} say(String(open('${server}/popup'))); const form = document.createElement('form'); form.action = '${server}/form'; form.method = 'post';
document.body.append(form); form.submit(); const a = document.createElement('a'); a.href = '${server}/blank'; a.target = '_blank'; document.body.append(a); a.click();
const b = document.createElement('a'); b.href = '${server}/download'; b.download = 'x'; document.body.append(b); b.click(); say('done');`,
    ],
    [
      'Reach for the host',
      `${SAY} ${attempt('say(parent.document.title);')} ${attempt('say(top.document.title);')} ${attempt('say(String(parent.acquireVsCodeApi));')}
${attempt('say(document.cookie);')} ${attempt('navigator.serviceWorker.register("data:text/javascript,");')} ${attempt('indexedDB.open("x");')} say('done');`,
    ],
    [
      'Forged messages',
      `${SAY} const forged = [{ type: 'shown', run: { title: 'FORGED', targets: [], conditions: [], settled: 0, hung: [] } },
{ type: 'reply', id: 1, reply: { ok: null } }, { type: 'request', id: 1, method: 'save', params: {} }, { type: 'ping', beat: 1 }];
for (const message of forged) { parent.postMessage(message, '*'); top.postMessage(message, '*'); } say('done');`,
    ],
    [
      'Flood of messages',
      "setInterval(() => { for (let i = 0; i < 2000; i++) parent.postMessage('x'.repeat(1000), '*'); }, 1);",
    ],
    [
      'Large canvases',
      `${SAY} const kept = []; for (let i = 0; i < 4; i++) { const c = document.createElement('canvas'); c.width = c.height = 3600; c.getContext('2d').fillRect(0, 0, 3600, 3600); kept.push(c); } say('done');`,
    ],
    [
      'Stealing the focus',
      "setInterval(() => { window.focus(); document.querySelector('input').focus(); }, 20);",
      '<input autofocus>',
    ],
  ];
  return new Map(pages.map(([title, script, head]) => [title, page(title, script, head)]));
}

/** A page that does nothing wrong: it counts up where it can be seen that it runs. */
export function harmlessPage(title: string, colour: string): string {
  return page(
    title,
    "let turn = 0; setInterval(() => { document.querySelector('#said').dataset.turn = ++turn; }, 50);",
    `<style>body { margin: 0; height: 100vh; display: grid; place-items: center; background: ${colour}; color: white; font: 60px sans-serif }</style>`,
  );
}
