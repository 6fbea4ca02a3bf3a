/** A library that pages are made with, and how it is told. */
interface Library {
  /** The trait. */
  readonly id: string;
  readonly label: string;
  /** Names that its script leaves behind; a page that uses one without declaring it uses the library. */
  readonly globals: readonly string[];
  /** What its address or module name holds as a part of its own: "three" for "three", "three.min.js", "three@0.160/build/x". */
  readonly modules: readonly string[];
  /** Whether it draws on its own, so that a page with it is more than its elements. */
  readonly draws: boolean;
}

/** All that are told apart, in the order of tables. */
export const LIBRARIES = [
  {
    id: 'three-js',
    label: 'three.js',
    globals: ['THREE'],
    modules: ['three', '@react-three/fiber', '@react-three/drei'],
    draws: true,
  },
  { id: 'p5-js', label: 'p5.js', globals: ['p5'], modules: ['p5'], draws: true },
  {
    id: 'd3',
    label: 'D3',
    globals: ['d3'],
    modules: ['d3', 'd3-selection', 'd3-force', 'd3-scale', 'd3-shape'],
    draws: false,
  },
  {
    id: 'pixi-js',
    label: 'PixiJS',
    globals: ['PIXI'],
    modules: ['pixi', 'pixi.js', '@pixi/app', '@pixi/react'],
    draws: true,
  },
  {
    id: 'babylon-js',
    label: 'Babylon.js',
    globals: ['BABYLON'],
    modules: ['babylon', 'babylonjs', '@babylonjs/core'],
    draws: true,
  },
  { id: 'phaser', label: 'Phaser', globals: ['Phaser'], modules: ['phaser'], draws: true },
  { id: 'a-frame', label: 'A-Frame', globals: ['AFRAME'], modules: ['aframe'], draws: true },
  {
    id: 'paper-js',
    label: 'Paper.js',
    globals: ['paper'],
    modules: ['paper', 'paper-full', 'paper-core'],
    draws: true,
  },
  {
    id: 'chart-js',
    label: 'Chart.js',
    globals: ['Chart'],
    modules: ['chart', 'chart.js', 'react-chartjs-2'],
    draws: true,
  },
  { id: 'matter-js', label: 'Matter.js', globals: ['Matter'], modules: ['matter', 'matter-js'], draws: false },
  {
    id: 'gsap',
    label: 'GSAP',
    globals: ['gsap', 'TweenMax', 'TweenLite'],
    modules: ['gsap', 'tweenmax'],
    draws: false,
  },
  { id: 'anime-js', label: 'anime.js', globals: ['anime'], modules: ['anime', 'animejs'], draws: false },
  { id: 'tone-js', label: 'Tone.js', globals: ['Tone'], modules: ['tone'], draws: false },
  {
    id: 'react',
    label: 'React',
    globals: ['React', 'ReactDOM'],
    modules: ['react', 'react-dom', 'preact'],
    draws: false,
  },
  { id: 'vue', label: 'Vue', globals: ['Vue'], modules: ['vue', 'petite-vue'], draws: false },
  { id: 'jquery', label: 'jQuery', globals: ['jQuery'], modules: ['jquery'], draws: false },
  {
    id: 'tailwind',
    label: 'Tailwind CSS',
    globals: ['tailwind'],
    modules: ['tailwindcss', 'cdn.tailwindcss.com', '@tailwindcss/browser'],
    draws: false,
  },
] as const satisfies readonly Library[];

/** Libraries that only wrap WebGL. */
const WRAPPERS: ReadonlySet<string> = new Set(['regl', 'twgl', 'twgl.js', 'ogl', 'picogl', '@luma.gl/core']);

/** The names that may be the library's in an address or module name: its parts, without versions and endings. */
function namesIn(address: string): readonly string[] {
  const path = address
    .slice(0, 2_000)
    .toLowerCase()
    .replace(/^[a-z]+:/, '')
    .replace(/[?#].*$/s, '')
    .slice(0, 400);
  const names: string[] = [];
  let scope = '';
  for (const piece of path.split('/')) {
    const name = piece.replace(/(.)@[^@]*$/, '$1');
    const stem = name
      .replace(/\.m?js$/, '')
      .replace(
        /[.-](?:min|module|production|development|umd|esm|global|prod|full|all|slim|core|web|es|v?\d[\w.]*)(?=\.|-|$)/g,
        '',
      );
    names.push(name, stem, stem.replace(/\.m?js$/, '').replace(/\.(?:min|prod)$/, ''), `${scope}${name}`);
    scope = name.startsWith('@') ? `${name}/` : '';
  }
  return names;
}

/** Ids of the libraries behind addresses, modules and names; `webgl` for one that only wraps it. */
export function librariesBehind(modules: readonly string[], globals: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set(modules.flatMap(namesIn));
  const found = new Set<string>();
  for (const { id, globals: own, modules: known } of LIBRARIES) {
    if (known.some((name) => names.has(name)) || own.some((name) => globals.has(name))) found.add(id);
  }
  if ([...names].some((name) => WRAPPERS.has(name))) found.add('webgl');
  return found;
}
