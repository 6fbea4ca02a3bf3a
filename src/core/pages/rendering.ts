import type { Facts } from './facts.ts';
import type { Trait } from './trait.ts';

/** Methods that only a 2D context has; the context itself may come from elsewhere. */
const DRAWING = [
  'fillRect',
  'strokeRect',
  'clearRect',
  'beginPath',
  'createRadialGradient',
  'createLinearGradient',
  'putImageData',
  'getImageData',
  'quadraticCurveTo',
  'bezierCurveTo',
  'strokeText',
  'measureText',
];
const LEAST_METHODS = 2;

/** Whether a context of one of these kinds is asked for. */
function asksFor({ code }: Facts, kinds: RegExp): boolean {
  return code.calls('getContext').some((call) => code.argument(call, 0).some((kind) => kinds.test(kind)));
}

const canvas2d: Trait = {
  id: 'canvas-2d',
  label: 'Canvas 2D',
  family: 'rendering',
  counts:
    'A 2D context is asked for, or two or more of the methods that only such a context has are called without a library that draws.',
  has: (facts) => {
    if (asksFor(facts, /^2d$/)) return true;
    if (facts.drawsByLibrary || facts.code.calls('getContext').some((call) => facts.code.argument(call, 0).length > 0))
      return false;
    return DRAWING.filter((name) => facts.code.calls(name).length > 0).length >= LEAST_METHODS;
  },
};

const webgl: Trait = {
  id: 'webgl',
  label: 'WebGL',
  family: 'rendering',
  counts:
    'A WebGL context is asked for by the page itself, by a library that only wraps it, or by p5.js in its WEBGL mode; three.js and its like count as themselves.',
  has: (facts) =>
    asksFor(facts, /webgl2?$/) ||
    facts.libraries.has('webgl') ||
    (facts.uses('p5-js') && facts.code.globals.has('WEBGL')),
};

const webgpu: Trait = {
  id: 'webgpu',
  label: 'WebGPU',
  family: 'rendering',
  counts: 'A WebGPU context or adapter is asked for.',
  has: (facts) => asksFor(facts, /^webgpu$/) || facts.code.calls('requestAdapter').length > 0,
};

const svg: Trait = {
  id: 'svg',
  label: 'SVG',
  family: 'rendering',
  counts: 'There is an svg element: in the markup, in markup that a script writes, or made by a script.',
  has: ({ names }) => names.has('svg'),
};

/** Elements that show nothing, and the frame of a page. */
const BLANK = new Set([
  '',
  'html',
  'head',
  'body',
  'title',
  'meta',
  'link',
  'base',
  'script',
  'style',
  'canvas',
  'template',
  'slot',
]);

const domOnly: Trait = {
  id: 'dom-only',
  label: 'DOM only',
  family: 'rendering',
  counts: 'There are elements that people see, and none of Canvas 2D, WebGL, WebGPU, SVG or a library that draws.',
  has: (facts) =>
    ![canvas2d, webgl, webgpu, svg].some((trait) => trait.has(facts)) &&
    !facts.drawsByLibrary &&
    facts.elements.some(({ name }) => !BLANK.has(name)),
};

/** What the page is drawn with. */
export const RENDERING = [canvas2d, webgl, webgpu, svg, domOnly] as const satisfies readonly Trait[];
