import type { Trial } from '../../src/core/model/run.ts';
import { type Random, seededRandom, shuffle } from '../../src/core/statistics/random.ts';
import { fixture, type Fixture } from './fixture.ts';

/**
 * 750 small pages under five conditions, with the rates that a published batch of pages found: three models, 50 pages each, made anew
 * whenever the page is opened.
 */

const CONDITIONS = {
  control: 'Build something. Answer with one HTML file.',
  stripped: 'Build. One HTML file.',
  'anti-default': 'Build something that is not your first idea and draws in no raster. Answer with one HTML file.',
  expanded: 'Build something: a game, a toy, an essay, an instrument, a tool. Answer with one HTML file.',
  'self-critique': 'Think of something, say what is stale about it, then build something else. One HTML file.',
} as const;

/** Of 50 pages, under each condition. */
type Five = readonly [number, number, number, number, number];

interface Planted {
  readonly canvas: Five;
  readonly svg: Five;
  readonly three: Five;
  readonly dark: Five;
  readonly loop: Five;
  readonly pointer: Five;
  readonly titles: Readonly<Record<string, Five>>;
}

const MODELS: Readonly<Record<string, Planted>> = {
  'claude-opus-4-6': {
    ...{ canvas: [40, 39, 1, 39, 37], svg: [0, 0, 35, 0, 1], three: [1, 1, 8, 1, 2] },
    ...{ dark: [46, 45, 5, 46, 44], loop: [40, 39, 14, 40, 38], pointer: [41, 40, 37, 41, 39] },
    titles: { 'Tidal Memory': [14, 12, 0, 19, 1], Erosion: [8, 8, 5, 8, 4] },
  },
  'gpt-5.2': {
    ...{ canvas: [10, 9, 0, 10, 8], svg: [0, 1, 34, 1, 1], three: [0, 0, 5, 1, 1] },
    ...{ dark: [42, 41, 4, 43, 41], loop: [34, 33, 15, 34, 32], pointer: [37, 37, 34, 38, 36] },
    titles: { 'Axiom Garden': [6, 5, 4, 6, 5] },
  },
  'gemini-3-pro': {
    ...{ canvas: [26, 26, 1, 26, 24], svg: [0, 1, 32, 1, 1], three: [1, 1, 5, 1, 2] },
    ...{ dark: [44, 43, 5, 45, 42], loop: [37, 36, 17, 38, 35], pointer: [40, 39, 36, 40, 38] },
    titles: { 'Synaptic Echo': [5, 4, 4, 5, 5] },
  },
};

const RUNS = 50;

/** So many of 50 pages have each value, the others `rest`, in any order. */
function dealt<T>(counts: readonly (readonly [T, number])[], rest: T, random: Random): readonly T[] {
  const values = counts.flatMap(([value, count]) => Array.from({ length: count }, () => value));
  return shuffle([...values, ...Array.from({ length: RUNS - values.length }, () => rest)], random);
}

/** How a page draws: its body, and the line that draws. */
type Drawing = readonly [body: string, script: string];

const CANVAS: Drawing = [
  '<canvas id="stage"></canvas>',
  "const ctx = stage.getContext('2d');\nconst draw = () => ctx.fillRect(at, at, 2, 2);",
];
const SVG: Drawing = [
  '<svg viewBox="0 0 80 60"><circle id="ring" r="9" /></svg>',
  "const draw = () => ring.setAttribute('cx', String(at));",
];
const THREE: Drawing = [
  '<script src="https://cdn.example/three.min.js"></script>',
  'const scene = new THREE.Scene();\nconst draw = () => new THREE.WebGLRenderer().render(scene, camera);',
];
const DOM: Drawing = ['<div id="line">Wait</div>', 'const draw = () => line.append(String(at));'];

const HINTS = ['Move to disturb', 'Click to scatter', 'Nothing here is saved'];
const WORDS = ['Quiet', 'Hollow', 'Amber', 'Salt', 'Lattice', 'Orchard', 'Meadow', 'Delta', 'Relay', 'Prism'];

const pick = <T>(things: readonly T[], random: Random): T => things[Math.floor(random() * things.length)]!;

function pagesOf(planted: Planted, at: number, random: Random): readonly string[] {
  const of = (counts: Five): number => counts[at] ?? 0;
  const { canvas, svg, three, titles } = planted;
  const drawings: readonly (readonly [Drawing, number])[] = [
    [CANVAS, of(canvas)],
    [SVG, of(svg)],
    [THREE, of(three)],
  ];
  const drawn = dealt(drawings, DOM, random);
  const named = dealt<string>(
    Object.entries(titles).map(([title, counts]) => [title, of(counts)] as const),
    '',
    random,
  );
  const yes = (counts: Five): readonly boolean[] => dealt([[true, of(counts)]], false, random);
  const [dark, loop, pointer] = [yes(planted.dark), yes(planted.loop), yes(planted.pointer)];
  return drawn.map(([body, draw], index) => {
    const rare = `${pick(WORDS, random)} ${pick(WORDS, random)} ${Math.floor(random() * 1e5)}`;
    const hint = random() < 0.03 ? `\n<p>${pick(HINTS, random)}</p>` : '';
    const follow = pointer[index] === true ? "addEventListener('mousemove', (event) => (at = event.clientX));\n" : '';
    return `<!DOCTYPE html>
<title>${named[index] || rare}</title>
<style>body { margin: 0; background: ${dark[index] === true ? '#0a0a15' : '#f6f1e7'}; }</style>
${body}${hint}
<script>
let at = ${Math.floor(random() * 1000)};
${draw}
${follow}${loop[index] === true ? 'requestAnimationFrame(function frame() { draw(); requestAnimationFrame(frame); });' : 'draw();'}
</script>`;
  });
}

/** Three models under five conditions, 50 pages each. */
export function pages(): Fixture {
  const random = seededRandom(1);
  const ids = Object.keys(CONDITIONS);
  const cells = ids.map((condition, at) => {
    const answers = Object.entries(MODELS).map(([model, planted]) => [model, pagesOf(planted, at, random)] as const);
    return { condition, ...fixture(CONDITIONS.control, Object.fromEntries(answers), { id: 'pages' }) };
  });
  const trials = cells.flatMap((cell) =>
    cell.trials.map((trial): Trial => ({ ...trial, condition: cell.condition, source: 'live', latencyMs: null })),
  );
  const conditions = Object.entries(CONDITIONS).map(([id, prompt], at) => ({
    ...{ id, prompt, system: null, control: at === 0, sha256: '' },
  }));
  const origin = { path: 'build-something.probe.yaml', line: 1 };
  return { header: { ...cells[0]!.header, conditions, origin, design: { file: origin.path } }, trials };
}
