import { bareExpression, nameOf, part, parts, type Node } from './script/node.ts';
import { memberName } from './script/patterns.ts';
import type { CallSite, FunctionInfo, Setting } from './script/scopes.ts';
import { coloursOf, parseColour, UNKNOWN } from '../colour/css-colour.ts';
import type { Facts } from './facts.ts';
import type { Trait } from './trait.ts';

/** Names that say which noise it is, in any spelling. */
const NAMED_NOISE = /perlin|simplex|snoise|cnoise|curlnoise|valuenoise|worley|(?:^|[^a-z])fbm(?:$|[^a-z])|^fbm/i;
/** "noise", "noise2D", "getNoise", "smoothNoise3": and no sound. */
const PLAIN_NOISE =
  /^(?:(?:get|smooth|value|gradient|sample|flow|octave|interpolated|layered|fractal|make|create)?noise(?:[1-4]d?)?|noise(?:at|field|[1-4]d))$/i;
const SOUND = /white|pink|brown|buffer|play|sound|audio|burst|film|grain/i;
/** F2 and G2 of simplex noise (Perlin 2001), F3 is too plain a number to tell. */
const SIMPLEX_CONSTANTS = [0.3660254037844386, 0.21132486540518713];
const NEAR = 1e-6;

/** A function that takes places, under the name of noise. */
function isNoiseFunction({ name, node }: FunctionInfo): boolean {
  if (name === null || SOUND.test(name)) return false;
  if (NAMED_NOISE.test(name)) return true;
  return PLAIN_NOISE.test(name) && parts(node, 'params').length > 0;
}

/** Whether an expression is the fade of Perlin noise (2002), t * (t * 6 - 15) + 10. */
function isFade(node: Node): boolean {
  const numbers: number[] = [];
  const open: Node[] = [node];
  for (let next = open.pop(); next !== undefined && numbers.length < 8; next = open.pop()) {
    const bare = bareExpression(next);
    if (bare.type === 'BinaryExpression') open.push(part(bare, 'left')!, part(bare, 'right')!);
    else if (typeof bare['value'] === 'number') numbers.push(bare['value']);
  }
  return [6, 15, 10].every((constant) => numbers.includes(constant));
}

function callsNoise({ code, libraries }: Facts): boolean {
  if (libraries.has('p5-js') && code.globals.has('noise')) return true;
  if (libraries.has('p5-js') && code.calls('noise').length > 0) return true;
  return [...code.called].some(
    (name) =>
      /^(?:create)?(?:noise[234]d|perlin\w*|simplex\w*noise|simplex[234]?d?|snoise)$/i.test(name) ||
      name === 'SimplexNoise' ||
      name === 'PerlinNoise',
  );
}

const noise: Trait = {
  id: 'noise',
  label: 'Noise field',
  family: 'technique',
  counts:
    'There is a noise of places: a function or class named after Perlin, simplex, value or fractal noise, their fade or skew constants, a module or p5.js function of that name, a noise function in a shader, or feTurbulence; sounds do not count.',
  has: (facts) => {
    const { code, artefact, names } = facts;
    return (
      names.has('feturbulence') ||
      code.found.functions.some(isNoiseFunction) ||
      code.found.classes.some(
        (name) => name !== null && (NAMED_NOISE.test(name) || /^noise/i.test(name)) && !SOUND.test(name),
      ) ||
      callsNoise(facts) ||
      artefact.modules.some((module) =>
        /(?:simplex|perlin|open-?simplex)[\w-]{0,40}noise|noisejs|fast-?noise/i.test(module),
      ) ||
      artefact.shaders.some((shader) =>
        /\b(?:float|vec[234]|f32|fn)\s+(?:\w{0,20}noise\w{0,10}|fbm\w{0,10})\s*\(/i.test(shader),
      ) ||
      SIMPLEX_CONSTANTS.some((constant) =>
        [...code.found.numbers.keys()].some((value) => Math.abs(value - constant) < NEAR),
      ) ||
      (code.found.numbers.has(15) &&
        code.found.numbers.has(6) &&
        code.found.functions.some(({ returns }) => returns.some(({ node }) => isFade(node))))
    );
  },
};

const PARTICLE = /particle/i;
const SPEEDS: readonly (readonly [string, string])[] = [
  ['vx', 'vy'],
  ['dx', 'dy'],
  ['speedX', 'speedY'],
  ['velX', 'velY'],
  ['xv', 'yv'],
];

const moves = (names: ReadonlySet<string>) =>
  names.has('x') &&
  names.has('y') &&
  (SPEEDS.some(([x, y]) => names.has(x) && names.has(y)) || names.has('velocity') || names.has('vel'));

function keysOf(node: Node): ReadonlySet<string> {
  return new Set(parts(node, 'properties').flatMap((property) => nameOf(part(property, 'key')) ?? []));
}

/** Functions around a place, innermost first. */
function around({ inside }: CallSite): readonly FunctionInfo[] {
  const found: FunctionInfo[] = [];
  for (let next = inside; next !== null && found.length < 20; next = next.outer) found.push(next);
  return found;
}

/** Ranges of code that run many times: loops, and functions given to Array.from, map or fill. */
function repeatedRanges({ code }: Facts): readonly (readonly [number, number])[] {
  return ['push', 'from', 'map', 'add', 'unshift'].flatMap((name) =>
    code.calls(name).map(({ site: { node } }) => [node.start, node.end] as const),
  );
}

/** Whether things with a place and a speed are put into lists: written in braces, or made by a class that sets both. */
function hasMovers(facts: Facts): boolean {
  const { code } = facts;
  const ranges = repeatedRanges(facts);
  const isRepeated = ({ node }: { readonly node: Node }) =>
    ranges.some(([start, end]) => start <= node.start && node.end <= end);
  const literal = code.found.objects.some(
    (object) =>
      moves(keysOf(object.node)) &&
      (isRepeated(object) || around(object).some(({ name, calls }) => name !== null && calls.length > 0)),
  );
  if (literal) return true;
  const set = new Map<FunctionInfo, Set<string>>();
  for (const setting of code.found.settings) {
    if (setting.inside === null || setting.name === null || setting.object?.type !== 'ThisExpression') continue;
    const own = set.get(setting.inside);
    if (own) own.add(setting.name);
    else set.set(setting.inside, new Set([setting.name]));
  }
  const made = code.found.calls.some((call) => call.node.type === 'NewExpression' && isRepeated(call));
  return made && [...set.values()].some(moves);
}

const particles: Trait = {
  id: 'particles',
  label: 'Particles',
  family: 'technique',
  counts:
    'Something is named after particles (a variable, function or class), many things with a place and a speed are kept in lists, or points of three.js or a library for particles are used.',
  has: (facts) => {
    const { code, artefact } = facts;
    return (
      [...code.found.declared].some((name) => PARTICLE.test(name)) ||
      code.found.settings.some(({ name }) => name !== null && PARTICLE.test(name)) ||
      artefact.modules.some((module) => /particles(?:\.min)?\.js|tsparticles|@tsparticles/i.test(module)) ||
      (facts.uses('three-js') && code.calls('Points').length > 0) ||
      hasMovers(facts)
    );
  },
};

/** Whether a value may be something else than nothing; what is worked out may be anything. */
function mayBeAbove0(facts: Facts, { value, scope }: Setting): boolean {
  const numbers = facts.code.values.numbers({ node: value, scope });
  return numbers.length === 0 || numbers.some((number) => number > 0);
}

const shadowBlur: Trait = {
  id: 'shadow-blur',
  label: 'shadowBlur',
  family: 'technique',
  counts: 'The shadowBlur of a canvas is set to something else than 0.',
  has: (facts) => facts.code.settings('shadowBlur').some((setting) => mayBeAbove0(facts, setting)),
};

const ADDING = /^(?:lighter|screen|lighten|color-dodge|plus-lighter)$/i;

const compositeGlow: Trait = {
  id: 'composite-glow',
  label: 'Additive blending',
  family: 'technique',
  counts:
    'Colours are added where they overlap: globalCompositeOperation or mix-blend-mode of lighter, screen, lighten, color-dodge or plus-lighter, AdditiveBlending or bloom of three.js, ADD or SCREEN of p5.js and PixiJS.',
  has: (facts) => {
    const { code } = facts;
    const added = (name: string, values: RegExp) =>
      code.settings(name).some((setting) => code.valuesOf(setting).some((value) => values.test(value)));
    return (
      added('globalCompositeOperation', ADDING) ||
      facts.valuesOf('mix-blend-mode', 'background-blend-mode').some((value) => ADDING.test(value)) ||
      (facts.uses('three-js') &&
        (code.found.members.has('AdditiveBlending') ||
          code.globals.has('AdditiveBlending') ||
          code.found.uses.some(({ name }) => name === 'AdditiveBlending'))) ||
      ['UnrealBloomPass', 'BloomEffect', 'BloomFilter', 'AdvancedBloomFilter'].some(
        (name) => code.calls(name).length > 0,
      ) ||
      (facts.uses('p5-js') &&
        code
          .calls('blendMode')
          .some(
            ({ args: [mode] }) =>
              mode !== undefined &&
              /^(?:ADD|SCREEN)$/.test(
                nameOf(bareExpression(mode.node)) ?? memberName(bareExpression(mode.node), mode.scope).name ?? '',
              ),
          )) ||
      (facts.uses('pixi-js') &&
        (added('blendMode', /^(?:add|screen)$/i) ||
          code
            .settings('blendMode')
            .some(({ value }) => /^(?:ADD|SCREEN)$/.test(String(part(value, 'property')?.['name'])))))
    );
  },
};

/** Shadows of a value: its parts between commas that are not within brackets. */
function shadowsOf(value: string): readonly string[] {
  return value.replace(/\([^()]*\)/g, (inner) => inner.replaceAll(',', ' ')).split(',');
}

/** Least blur of a glow, px. */
const LEAST_BLUR = 4;

/** Whether a shadow lies around what casts it and not beside it: no offset, and a blur. */
function isGlow(shadow: string): boolean {
  const plain = shadow.replace(/\([^()]*\)/g, ' ').replace(/#[0-9a-f]+/gi, ' ');
  const lengths = plain.match(/(?<![\w.-])-?(?:\d+(?:\.\d*)?|\.\d+)(?:px|rem|em|vw|vh|vmin)?(?![\w%])/g) ?? [];
  const sizes = lengths.map((length) => parseFloat(length) * (/r?em$/.test(length) ? 16 : 1));
  return sizes.length >= 3 && sizes[0] === 0 && sizes[1] === 0 && sizes[2]! >= LEAST_BLUR && !/\binset\b/.test(shadow);
}

const cssGlow: Trait = {
  id: 'css-glow',
  label: 'CSS glow',
  family: 'technique',
  counts: `A box or text shadow without an offset and with a blur of ${LEAST_BLUR} px or more, a blur or such a drop-shadow as a filter, or feGaussianBlur in a drawing; shadows beside a thing do not count.`,
  has: (facts) => {
    const filters = facts.valuesOf('filter').join(' ');
    return (
      facts.names.has('fegaussianblur') ||
      facts.valuesOf('box-shadow', 'text-shadow').some((value) => shadowsOf(value).some(isGlow)) ||
      /\bblur\(\s*(?!0(?:px|rem|em)?\s*\)|\s*\))/i.test(filters) ||
      /\bdrop-shadow\(\s*0(?:px)?\s+0(?:px)?\s+(?!0(?:px)?[\s)])/i.test(filters)
    );
  },
};

/** Whether a rectangle begins at the corner of the canvas and is as large as something, not as a number below that says. */
const SMALL = 100;

function coversCanvas(facts: Facts, call: ReturnType<Facts['code']['calls']>[number]): boolean {
  const [x, y, width, height] = call.args;
  if (width === undefined || height === undefined) return false;
  const { values } = facts.code;
  const numberOf = (placed: typeof x) => (placed === undefined ? [] : values.numbers(placed));
  const isCorner = [x, y].every((placed) => {
    if (placed === undefined) return false;
    const known = numberOf(placed);
    const bare = bareExpression(placed.node);
    return known.length > 0 ? known.some((number) => number <= 0) : bare.type === 'UnaryExpression';
  });
  return isCorner && [width, height].every((placed) => numberOf(placed).every((number) => number >= SMALL));
}

/** A fill of the whole canvas and the colours that it may have. */
export interface CanvasFill {
  readonly fill: readonly string[];
  /** Whether globalAlpha is below 1 there. */
  readonly isFaint: boolean;
  /** Whether it is done in a function, and so perhaps many times. */
  readonly isRepeated: boolean;
}

/** The last setting of a name before a place, in the same function. */
function lastBefore(settings: readonly Setting[], { node, inside }: CallSite): Setting | undefined {
  let last: Setting | undefined;
  for (const setting of settings) {
    if (setting.inside !== inside || setting.node.start > node.start) continue;
    if (last === undefined || setting.node.start > last.node.start) last = setting;
  }
  return last;
}

/** Settings and fills that are compared, of one artefact. */
const MOST_FILLS = 200;

/** Fills of a whole canvas, in the order of the scripts. */
export function canvasFills(facts: Facts): readonly CanvasFill[] {
  const { code } = facts;
  const styles = code.settings('fillStyle').slice(0, MOST_FILLS);
  const alphas = code.settings('globalAlpha').slice(0, MOST_FILLS);
  return code
    .calls('fillRect')
    .slice(0, MOST_FILLS)
    .filter((call) => coversCanvas(facts, call))
    .map(({ site }) => {
      const style = lastBefore(styles, site);
      const alpha = lastBefore(alphas, site);
      const shown = alpha === undefined ? [] : code.values.numbers({ node: alpha.value, scope: alpha.scope });
      return {
        fill: style === undefined ? [] : code.valuesOf(style),
        isFaint: shown.some((number) => number > 0 && number < 1),
        isRepeated: site.inside !== null,
      };
    });
}

/** Whether a fill lets through what was there before. */
function isTranslucent(fill: string): boolean {
  const colour = parseColour(fill);
  if (colour !== null) return colour.alpha > 0 && colour.alpha < 1;
  return fill.includes(UNKNOWN) && /^(?:rgba|hsla)\(/i.test(fill.trim());
}

/** background() of p5.js with an alpha: two or four arguments, or a colour that has one. */
function veilsInP5(facts: Facts): boolean {
  if (!facts.uses('p5-js')) return false;
  const { code } = facts;
  return code
    .calls('background')
    .some(
      (call) =>
        call.args.length === 2 ||
        call.args.length === 4 ||
        code.argument(call, 0).some((fill) => coloursOf(fill).some(({ alpha }) => alpha < 1)),
    );
}

const translucentClearing: Trait = {
  id: 'translucent-clearing',
  label: 'Translucent clearing',
  family: 'technique',
  counts:
    'A function fills the whole canvas from its corner with a colour that lets the last picture through, so that what moves leaves trails; the same with background() of p5.js.',
  has: (facts) =>
    veilsInP5(facts) ||
    canvasFills(facts).some(({ fill, isFaint, isRepeated }) => isRepeated && (isFaint || fill.some(isTranslucent))),
};

/** How it is made. */
export const TECHNIQUE = [
  noise,
  particles,
  shadowBlur,
  compositeGlow,
  cssGlow,
  translucentClearing,
] as const satisfies readonly Trait[];
