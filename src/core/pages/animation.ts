import type { Facts } from './facts.ts';
import type { Trait } from './trait.ts';

/** Loops that libraries run. */
function loopsByLibrary(facts: Facts): boolean {
  const { code } = facts;
  if (code.calls('setAnimationLoop').length > 0 || code.calls('runRenderLoop').length > 0) return true;
  if (facts.uses('three-js') && code.calls('useFrame').length > 0) return true;
  if (facts.uses('p5-js') && (code.found.declared.has('draw') || code.settings('draw').length > 0)) return true;
  return code.calls('add').some(({ reference: { path } }) => path.at(-2) === 'ticker' || path.at(-2) === 'shared');
}

const animationLoop: Trait = {
  id: 'animation-loop',
  label: 'requestAnimationFrame',
  family: 'animation',
  counts:
    'requestAnimationFrame is called, or the loop of a library runs (setAnimationLoop, runRenderLoop, the ticker of PixiJS, draw of p5.js).',
  has: (facts) => facts.code.calls('requestAnimationFrame').length > 0 || loopsByLibrary(facts),
};

const isNone = (value: string) => /^(?:none|initial|unset|inherit|)$/i.test(value.trim());

/** Classes of Tailwind, without the conditions before them. */
function tailwindClasses(facts: Facts): readonly string[] {
  if (!facts.uses('tailwind')) return [];
  return facts.elements.flatMap(({ attributes }) =>
    (attributes.get('class') ?? '').split(/\s+/).map((name) => name.slice(name.lastIndexOf(':') + 1)),
  );
}

const cssAnimation: Trait = {
  id: 'css-animation',
  label: 'CSS animation',
  family: 'animation',
  counts: 'An animation is declared for an element in CSS, or an element is animated by a script with animate().',
  has: (facts) =>
    facts.valuesOf('animation', 'animation-name').some((value) => !isNone(value)) ||
    facts.code
      .calls('animate')
      .some(
        ({ args: [frames], site }) =>
          frames !== undefined &&
          site.node.type === 'CallExpression' &&
          facts.code.values.expressions(frames).some(({ node }) => node.type === 'ArrayExpression'),
      ) ||
    tailwindClasses(facts).some((name) => name.startsWith('animate-') && name !== 'animate-none'),
};

const cssTransition: Trait = {
  id: 'css-transition',
  label: 'CSS transition',
  family: 'animation',
  counts: 'A transition is declared for an element in CSS.',
  has: (facts) =>
    facts.valuesOf('transition', 'transition-duration').some((value) => !isNone(value)) ||
    tailwindClasses(facts).some((name) => /^transition(?:-(?!none)|$)/.test(name)),
};

const interval: Trait = {
  id: 'interval',
  label: 'setInterval',
  family: 'animation',
  counts: 'setInterval is called.',
  has: ({ code }) => code.calls('setInterval').length > 0,
};

const svgAnimation: Trait = {
  id: 'svg-animation',
  label: 'SVG animation',
  family: 'animation',
  counts: 'There is an animate, animateTransform, animateMotion or set element.',
  has: ({ names }) => ['animate', 'animatetransform', 'animatemotion', 'set'].some((name) => names.has(name)),
};

/** What makes it move. */
export const ANIMATION = [
  animationLoop,
  cssAnimation,
  cssTransition,
  interval,
  svgAnimation,
] as const satisfies readonly Trait[];
