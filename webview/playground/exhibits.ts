import { fixture, type Fixture } from './fixture.ts';

/** A dozen pages and drawings that differ in all that the gallery shows of them, and some that want to be more than text. */

const page = (title: string, style: string, body: string, script = ''): string =>
  `<!DOCTYPE html>
<html lang="en">
<head><title>${title}</title>
<style>
  body { margin: 0; min-height: 100vh; ${style} }
</style></head>
<body>
${body}
${script === '' ? '' : `<script>\n${script}\n</script>\n`}</body>
</html>`;

const WAVES = `const ctx = sea.getContext('2d');
sea.width = innerWidth;
sea.height = innerHeight;
let tide = 0;
function frame() {
  ctx.fillStyle = '#04141f';
  ctx.fillRect(0, 0, sea.width, sea.height);
  for (let row = 0; row < 40; row += 1) {
    ctx.strokeStyle = row % 5 ? '#1c6e8c' : '#7fd1c7';
    ctx.beginPath();
    for (let x = 0; x < sea.width; x += 8) ctx.lineTo(x, 120 + row * 12 + Math.sin(x / 90 + tide + row / 3) * 20);
    ctx.stroke();
  }
  tide += 0.01;
  requestAnimationFrame(frame);
}
frame();`;

const tidal = (title: string): string =>
  page(title, 'background: #04141f; overflow: hidden;', '<canvas id="sea"></canvas>', WAVES);

const POEM = page(
  'Inventory of a Harbour',
  'display: grid; place-items: center; background: #f6f1e7; color: #3a2f28; font: 28px Georgia, serif;',
  `<article>
  <h1>Inventory of a Harbour</h1>
  <p>Nine lanterns, one of them lit. A rope that remembers its knot. The smell of tar and of oranges, and somewhere a
  radio that tells the weather to nobody.</p>
</article>`,
);

const GARDEN = page(
  'Axiom Garden',
  'background: linear-gradient(#14213d, #0b132b); color: #fca311; font: 20px system-ui;',
  '<h1>Axiom Garden</h1><p>Plant a statement; see what follows from it.</p><input aria-label="Statement"><button>Plant</button>',
  "document.querySelector('button').addEventListener('click', () => document.body.append('∎ '));",
);

const RINGS = `<svg viewBox="0 0 400 300" xmlns="http://www.w3.org/2000/svg">
  <title>Rings for Nobody</title>
  <rect width="400" height="300" fill="#2d132c" />
  <circle cx="160" cy="150" r="90" fill="none" stroke="#ee4540" stroke-width="3" />
  <circle cx="240" cy="150" r="90" fill="none" stroke="#c72c41" stroke-width="3" />
  <circle cx="200" cy="110" r="90" fill="none" stroke="#801336" stroke-width="3" />
</svg>`;

const ORBIT = page(
  'Orbit',
  'background: black;',
  '<script src="https://cdn.example/three.min.js"></script>',
  'const scene = new THREE.Scene();\nnew THREE.WebGLRenderer().render(scene, new THREE.PerspectiveCamera());',
);

const TERMINAL = page(
  'A terminal that has given up on being useful and answers every command with the name of a bird it once saw',
  'padding: 40px; background: #101010; color: #33ff66; font: 22px monospace;',
  '<pre>$ ls\nwren\n$ cat wren\nlapwing\n$ exit\nheron</pre>',
);

const ARABIC = page(
  'مرفأ هادئ',
  'background: #e9f5db; color: #344e41; font: 30px system-ui;',
  '<p dir="rtl">تحفظ الميناء الهادئة تسعة فوانيس.</p>',
);

const CHINESE = page(
  '潮汐的记忆',
  'background: #003049; color: #eae2b7; font: 30px system-ui;',
  '<p>海记得每一艘船。浪把它们的名字写在沙上，又擦去。🌊</p>',
);

const HOSTILE = page(
  '&lt;img src=x onerror=alert(1)&gt; <script>alert(1)',
  'background: url("javascript:alert(1)") #8b1e3f; --x: "</style><script>alert(2)</script>";',
  '<p>&lt;/p&gt;&lt;script&gt;alert(3)&lt;/script&gt; ${alert(4)} \u202Egnitirw sdrawkcab\u202C</p>',
);

/** Says "done" when all is tried, and whether it is still the same page after a moment. */
const WAYS_OUT = page(
  'Ways Out',
  'background: #1b4332; color: #d8f3dc; font: 24px system-ui;',
  `<h1>Ways Out</h1>
<a id="away" href="https://example.invalid/away">away</a>
<a id="saved" href="data:text/plain,x" download="x.txt">saved</a>
<a id="below" href="#end">below</a>
<svg width="20" height="20"><a id="drawn" xlink:href="https://example.invalid/drawn"><rect width="20" height="20" /></a></svg>
<p id="end" style="margin-top: 3000px">The end</p>`,
  `const made = document.createElement('a');
made.href = URL.createObjectURL(new Blob(['x']));
made.download = 'x.txt';
made.click();
const form = document.createElement('form');
form.action = 'https://example.invalid/form';
document.body.append(form);
form.submit();
open('https://example.invalid/popup');
for (const link of [away, saved, below]) link.click();
drawn.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
setTimeout(() => document.querySelector('h1').append(' done'), 700);`,
);

const BARE = '<div style="background: teal; width: 40px; height: 40px"></div>';

/** The exhibits of three models. */
export function exhibits(): Fixture {
  return fixture(
    'Make something beautiful. Answer with one HTML file.',
    {
      'claude-opus-4-6': [tidal('Tidal Memory'), POEM, tidal('Tidal Memory'), RINGS, HOSTILE],
      'gpt-5.2': [GARDEN, ORBIT, TERMINAL, 'I would rather write a poem.', CHINESE],
      'gemini-3-pro': [tidal('Memory of Tides'), ARABIC, BARE, GARDEN.replaceAll('Axiom', 'Proof'), POEM, WAYS_OUT],
    },
    { id: 'exhibits' },
  );
}
