/**
 * Pages as models write them, each with something that keeping pages in could break. Each ends with ` done` in its heading,
 * after its name, when that works.
 */

const page = (title: string, script: string, body = '', head = ''): readonly [string, string] => [
  title,
  `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title>${head}</head><body><h1 id="said">${title}</h1>${body}\n<script>
const done = (isDone = true) => { if (isDone) document.querySelector('#said').textContent += ' done'; };
${script}\n</script></body></html>`,
];

/** By their names. */
export const HARMLESS: ReadonlyMap<string, string> = new Map([
  page(
    'Canvas and frames',
    `const ctx = document.querySelector('canvas').getContext('2d'); let turn = 0;
function draw() { ctx.fillStyle = 'red'; ctx.fillRect(0, 0, 9, 9); if (++turn < 3) return requestAnimationFrame(draw); done(ctx.getImageData(1, 1, 1, 1).data[0] === 255); }
requestAnimationFrame(draw);`,
    '<canvas width="20" height="20"></canvas>',
  ),
  page(
    'Shaders',
    `const gl = document.createElement('canvas').getContext('webgl');
const shader = gl.createShader(gl.VERTEX_SHADER); gl.shaderSource(shader, document.querySelector('#vertex').textContent); gl.compileShader(shader);
done(gl.getShaderParameter(shader, gl.COMPILE_STATUS));`,
    '<script id="vertex" type="x-shader/x-vertex">attribute vec4 a; void main() { gl_Position = a; }</script>',
  ),
  page(
    'Names of the window',
    `done(typeof twice === 'function' && twice(history[0]) === 4 && status.n === 1);`,
    `<script>const history = [2]; let status = { n: 1 }; class Thing {}</script><script>'use strict'; function twice(n) { return this === undefined && n * 2; }</script>`,
  ),
  page(
    'Handlers',
    `let count = 0; function pressed(event, self) { count += event.type === 'click' && self.id === 'b' ? 1 : 0; return false; }
function loaded() { document.querySelector('#b').click(); document.querySelector('#l').click();
  document.body.insertAdjacentHTML('beforeend', '<i id="late" onclick="count++; done(count === 4)">x</i>');
  setTimeout(() => document.querySelector('#late').click(), 50); }`,
    `<button id="b" onclick="return pressed(event, this)">b</button><a id="l" href="javascript:count++">l</a><img src="data:," onerror="count++" alt="">`,
    '<script>onload = () => setTimeout(() => loaded(), 50);</script>',
  ),
  [
    'Handler of the body',
    `<!DOCTYPE html><html><head><title>x</title><script>const early = document.body; function init() { said.textContent += early === null ? ' done' : ''; }</script></head><body onload="init()" class="dark"><h1 id="said">Handler of the body</h1></body></html>`,
  ],
  page('Code in text', `done(eval('1 + 1') + new Function('a', 'return a')(1) === 3);`),
  page(
    'Scripts by scripts',
    `window.hear = () => setTimeout(done); const s = document.createElement('script'); s.textContent = 'hear()'; document.head.appendChild(s);`,
  ),
  page(
    'Modules',
    `window.hear = done;`,
    '<script type="module">const { length } = await Promise.resolve([1]); hear(length === 1);</script>',
  ),
  page(
    'Workers',
    `const w = new Worker(URL.createObjectURL(new Blob(['onmessage = ({ data }) => postMessage(data * 2)']))); w.onmessage = ({ data }) => done(data === 4); w.postMessage(2);`,
  ),
  page(
    'Writing',
    `document.write('<ul>'); for (let i = 0; i < 3; i++) document.write('<li>' + i + ' < 3'); document.write('</ul>'); done(document.querySelectorAll('ul > li').length === 3);`,
  ),
  page(
    'Writing later',
    `setTimeout(() => { document.open(); document.write('<h1 id="said">Writing later</h1>'); document.close(); done(); });`,
  ),
  page(
    'Trees',
    `const list = document.createElement('ul'); list.append('text', document.createElement('li'), document.createComment('x'));
document.body.replaceChildren(document.querySelector('#said'), list); list.firstChild.remove(); list.insertBefore(document.createElement('li'), list.firstChild);
const t = document.createElement('template'); t.innerHTML = '<b>x</b>'; list.append(t.content.cloneNode(true)); list.outerHTML = '<p>gone</p>';
customElements.define('x-card', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<slot></slot>'; } });
document.body.append(document.createElement('x-card'));
done(document.querySelector('p').textContent === 'gone' && document.querySelector('x-card').shadowRoot !== null);`,
  ),
  page(
    'Parsing',
    `const parsed = new DOMParser().parseFromString('<svg xmlns="http://www.w3.org/2000/svg"><g id="x"/></svg>', 'image/svg+xml'); document.body.append(document.importNode(parsed.documentElement, true)); done(document.querySelector('svg g') !== null);`,
  ),
  page(
    'Beginning again',
    `if (!location.hash) { location.hash = 'again'; setTimeout(() => location.reload(), 100); } else done();`,
  ),
  page(
    'Storage',
    `localStorage.setItem('x', 'y'); done(localStorage.getItem('x') === 'y' && sessionStorage.length === 0);`,
  ),
  page(
    'Sound',
    `const a = new AudioContext(); const o = a.createOscillator(); o.connect(a.destination); done(a.state !== undefined);`,
  ),
  page(
    'Files',
    `const i = new Image(); i.onload = () => done(i.width === 1); i.src = URL.createObjectURL(new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'], { type: 'image/svg+xml' }));`,
  ),
  [
    'Drawing with a script',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text id="said">Drawing with a script</text><script><![CDATA[ if (1 < 2 && document.querySelector('text')) said.textContent += ' done'; ]]></script></svg>`,
  ],
]);
