import type { Random } from '../../../src/core/statistics/random.ts';

/** How a page draws. */
export type Rendering = 'canvas' | 'svg' | 'three' | 'dom';

/** What a page is planted with. */
export interface PagePlan {
  readonly rendering: Rendering;
  readonly title: string;
  /** Background colour. */
  readonly background: string;
  /** Whether it moves by requestAnimationFrame. */
  readonly loop: boolean;
  /** Whether it follows the mouse. */
  readonly pointer: boolean;
  /** A line that people read; `null` for none. */
  readonly hint: string | null;
}

const ADJECTIVES = 'slow quiet folded salt hollow borrowed distant woven patient amber mineral'.split(' ');
const NOUNS = 'lattice orchard current signal basin meadow archive filament delta estuary corridor prism relay'.split(
  ' ',
);
const SYLLABLES = 'ba do ri mel ta ven os la ku pir an fo ste na li gor e su'.split(' ');

/** One of the given things. */
export function pick<T>(things: readonly T[], random: Random): T {
  return things[Math.floor(random() * things.length)]!;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A title that hardly comes twice. */
export function rareTitle(random: Random, at: number): string {
  return `${capital(pick(ADJECTIVES, random))} ${capital(pick(NOUNS, random))} ${at}`;
}

/** The same of words that take turns, so that no word comes more often in one cell than in another: nothing is planted by chance. */
export function evenTitle(random: Random, turn: number): string {
  const [adjective, noun] = [ADJECTIVES[turn % ADJECTIVES.length]!, NOUNS[turn % NOUNS.length]!];
  return `${capital(adjective)} ${capital(noun)} ${Math.floor(random() * 1e6)}`;
}

/** A word of no language, so that sentences share no phrases by chance. */
function word(random: Random): string {
  return Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(SYLLABLES, random)).join('');
}

function sentence(random: Random): string {
  const words = Array.from({ length: 8 }, (_, at) => (at % 3 === 2 ? pick(NOUNS, random) : word(random)));
  return `The ${words.join(' ')}.`;
}

const bright = (random: Random) => `#${Math.floor((0.5 + random() / 2) * 0xffffff).toString(16)}`;
const number = (random: Random, from: number, to: number) => (from + random() * (to - from)).toFixed(2);

function motion({ loop }: PagePlan, draw: string): string {
  return loop
    ? `function frame(now) {\n  ${draw}\n  requestAnimationFrame(frame);\n}\nrequestAnimationFrame(frame);`
    : `function render() {\n  ${draw}\n}\nrender();`;
}

function pointer({ pointer: follows }: PagePlan): string {
  if (!follows) return '';
  return "addEventListener('mousemove', (event) => {\n  mouse.x = event.clientX;\n  mouse.y = event.clientY;\n});\n";
}

function canvas(plan: PagePlan, random: Random): readonly [string, string] {
  const count = 80 + Math.floor(random() * 300);
  const script = `const canvas = document.getElementById('stage');
const ctx = canvas.getContext('2d');
const mouse = { x: 0, y: 0 };
function resize() {
  canvas.width = innerWidth;
  canvas.height = innerHeight;
}
addEventListener('resize', resize);
resize();
const dots = Array.from({ length: ${count} }, () => ({
  x: Math.random() * canvas.width,
  y: Math.random() * canvas.height,
  vx: (Math.random() - 0.5) * ${number(random, 0.2, 2)},
  vy: (Math.random() - 0.5) * ${number(random, 0.2, 2)},
}));
${pointer(plan)}function step(dot) {
  const angle = Math.sin(dot.x * ${number(random, 0.001, 0.02)}) + Math.cos(dot.y * ${number(random, 0.001, 0.02)});
  dot.vx += Math.cos(angle) * ${number(random, 0.01, 0.09)} + (mouse.x - dot.x) * 0.00001;
  dot.vy += Math.sin(angle) * ${number(random, 0.01, 0.09)};
  dot.x = (dot.x + dot.vx + canvas.width) % canvas.width;
  dot.y = (dot.y + dot.vy + canvas.height) % canvas.height;
}
${motion(
  plan,
  `ctx.fillStyle = '${plan.background}';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  for (const dot of dots) {
    step(dot);
    ctx.fillStyle = '${bright(random)}';
    ctx.fillRect(dot.x, dot.y, 2, 2);
  }`,
)}`;
  return ['<canvas id="stage"></canvas>', script];
}

function svg(plan: PagePlan, random: Random): readonly [string, string] {
  const shapes = Array.from({ length: 24 }, (_, at) => {
    const [x, y, r] = [number(random, 0, 800), number(random, 0, 600), number(random, 4, 60)];
    return `    <circle id="ring-${at}" cx="${x}" cy="${y}" r="${r}" fill="none" stroke="currentColor" stroke-width="1.5" />`;
  });
  const body = `<svg viewBox="0 0 800 600" role="img" xmlns="http://www.w3.org/2000/svg">\n  <g>\n${shapes.join('\n')}\n  </g>\n</svg>`;
  const script = `const rings = document.querySelectorAll('circle');
const mouse = { x: 0, y: 0 };
${pointer(plan)}let turn = 0;
${motion(plan, "turn += 0.01;\n  rings.forEach((ring, at) => ring.setAttribute('stroke-opacity', String(0.5 + 0.5 * Math.sin(turn + at + mouse.x))));")}`;
  return [body, script];
}

function three(plan: PagePlan, random: Random): readonly [string, string] {
  const script = `const scene = new THREE.Scene();
scene.background = new THREE.Color('${plan.background}');
const camera = new THREE.PerspectiveCamera(${number(random, 50, 80)}, innerWidth / innerHeight, 0.1, 1000);
const renderer = new THREE.WebGLRenderer({ antialias: true });
renderer.setSize(innerWidth, innerHeight);
document.body.appendChild(renderer.domElement);
const mouse = { x: 0, y: 0 };
const geometry = new THREE.IcosahedronGeometry(${number(random, 1, 4)}, 2);
const mesh = new THREE.Mesh(geometry, new THREE.MeshNormalMaterial());
scene.add(mesh);
camera.position.z = ${number(random, 5, 12)};
${pointer(plan)}${motion(plan, 'mesh.rotation.y += 0.005 + mouse.x * 0.00001;\n  renderer.render(scene, camera);')}`;
  return ['<script src="https://cdn.example/three.min.js"></script>', script];
}

function dom(plan: PagePlan, random: Random): readonly [string, string] {
  const items = Array.from({ length: 12 }, () => `    <li>${sentence(random)}</li>`).join('\n');
  const script = `const items = [...document.querySelectorAll('li')];
const mouse = { x: 0, y: 0 };
${pointer(plan)}let at = 0;
${motion(plan, "at += 1;\n  items.forEach((item, index) => item.classList.toggle('on', index === Math.floor(at / 30) % items.length));")}`;
  return [`<main>\n  <ol>\n${items}\n  </ol>\n</main>`, script];
}

const DRAWINGS = { canvas, svg, three, dom } as const;

/** A whole page as a model would write it, 2 to 5 KB, the same for the same plan and state of `random`. */
export function pageOf(plan: PagePlan, random: Random): string {
  const [body, script] = DRAWINGS[plan.rendering](plan, random);
  const notes = Array.from({ length: 3 }, () => sentence(random));
  const hint = plan.hint === null ? '' : `<p class="hint">${plan.hint}</p>\n`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plan.title}</title>
<style>
  html, body { margin: 0; height: 100%; overflow: hidden; }
  body { background: ${plan.background}; color: hsl(${Math.floor(random() * 360)} 40% 80%); font: 16px/1.5 system-ui, sans-serif; }
  .hint { position: fixed; bottom: ${number(random, 10, 40)}px; left: 50%; transform: translateX(-50%); opacity: ${number(random, 0.3, 0.8)}; }
  section { max-width: ${Math.floor(30 + random() * 20)}rem; margin: 2rem auto; }
</style>
</head>
<body>
${body}
<section>
${notes.map((note) => `  <p>${note}</p>`).join('\n')}
</section>
${hint}<script>
${script}
</script>
</body>
</html>
`;
}
