import { colourCode } from './named-colours.ts';

/** A colour: red, green and blue 0 ... 255, alpha 0 ... 1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** Stands in a text where a part of it is only known when the program runs. */
export const UNKNOWN = '\uE000';

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

function ofHex(digits: string): Colour | null {
  const wide = digits.length <= 4 ? [...digits].map((digit) => digit + digit).join('') : digits;
  if (wide.length !== 6 && wide.length !== 8) return null;
  const part = (at: number) => parseInt(wide.slice(at, at + 2), 16);
  return { red: part(0), green: part(2), blue: part(4), alpha: wide.length === 8 ? part(6) / 255 : 1 };
}

/** `h` in degrees, `s` and `l` 0 ... 1. */
function ofHsl(h: number, s: number, l: number, alpha: number): Colour {
  const channel = (n: number) => {
    const k = (((n + h / 30) % 12) + 12) % 12;
    return 255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return { red: channel(0), green: channel(8), blue: channel(4), alpha };
}

/** Oklch to sRGB (Ottosson 2020, as in CSS Color Module Level 4, section 18); `l` 0 ... 1, `h` in degrees. */
function ofOklch(l: number, c: number, h: number, alpha: number): Colour {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)];
  const cube = (x: number) => x ** 3;
  const [m1, m2, m3] = [
    cube(l + 0.3963377774 * a + 0.2158037573 * b),
    cube(l - 0.1055613458 * a - 0.0638541728 * b),
    cube(l - 0.0894841775 * a - 1.291485548 * b),
  ];
  const shown = (x: number) => 255 * clamp(x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055, 1);
  return {
    red: shown(4.0767416621 * m1 - 3.3077115913 * m2 + 0.2309699292 * m3),
    green: shown(-1.2684380046 * m1 + 2.6097574011 * m2 - 0.3413193965 * m3),
    blue: shown(-0.0041960863 * m1 - 0.7034186147 * m2 + 1.707614701 * m3),
    alpha,
  };
}

/** No channel or angle that means something is larger; further out, sums of them are no numbers any more. */
const FURTHEST = 1e6;

/** A number or percentage; `whole` is what 100% is. `NaN` for what is not known. */
function quantity(part: string, whole: number): number {
  const match = /^([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)(%|deg|rad|turn|grad)?$/i.exec(part);
  if (match === null) return NaN;
  const value = Math.min(FURTHEST, Math.max(-FURTHEST, Number(match[1])));
  const unit = match[2]?.toLowerCase();
  if (unit === '%') return (value / 100) * whole;
  return value * (unit === 'rad' ? 180 / Math.PI : unit === 'turn' ? 360 : unit === 'grad' ? 0.9 : 1);
}

/** `part` when it is known, else what it most likely is. */
const orElse = (value: number, usual: number) => (Number.isNaN(value) ? usual : value);

function ofFunction(name: string, parts: readonly string[]): Colour | null {
  const [first = '', second = '', third = '', fourth] = parts;
  // An alpha that is worked out is between nothing and all.
  const alpha = fourth === undefined ? 1 : clamp(orElse(quantity(fourth, 1), 0.5), 1);
  if (name.startsWith('rgb')) {
    const [red, green, blue] = [first, second, third].map((part) => clamp(quantity(part, 255), 255)) as [
      number,
      number,
      number,
    ];
    return Number.isNaN(red + green + blue) ? null : { red, green, blue, alpha };
  }
  const hue = quantity(name.startsWith('hsl') ? first : third, 360);
  if (Number.isNaN(hue)) return null;
  if (name.startsWith('hsl'))
    return ofHsl(
      hue,
      clamp(orElse(quantity(second, 1), 0.7) / (second.endsWith('%') ? 1 : 100), 1),
      clamp(orElse(quantity(third, 1), 0.5) / (third.endsWith('%') ? 1 : 100), 1),
      alpha,
    );
  return ofOklch(clamp(orElse(quantity(first, 1), 0.6), 1), orElse(quantity(second, 0.4), 0.1), hue, alpha);
}

/** The names of CSS that `colourCode` has not, as far as pages use them (CSS Color Module Level 4, section 6.1). */
const MORE_NAMES: Readonly<Record<string, string>> = {
  ...{ rebeccapurple: '663399', midnightblue: '191970', darkslategray: '2f4f4f', darkslategrey: '2f4f4f' },
  ...{ dimgray: '696969', dimgrey: '696969', slategray: '708090', gainsboro: 'dcdcdc', whitesmoke: 'f5f5f5' },
  ...{ ghostwhite: 'f8f8ff', aliceblue: 'f0f8ff', lightgray: 'd3d3d3', lightgrey: 'd3d3d3', darkgray: 'a9a9a9' },
  ...{ steelblue: '4682b4', royalblue: '4169e1', dodgerblue: '1e90ff', deepskyblue: '00bfff', skyblue: '87ceeb' },
  ...{ lightblue: 'add8e6', darkblue: '00008b', mediumblue: '0000cd', cornflowerblue: '6495ed', slateblue: '6a5acd' },
  ...{ hotpink: 'ff69b4', deeppink: 'ff1493', darkorange: 'ff8c00', orangered: 'ff4500', firebrick: 'b22222' },
  ...{ darkred: '8b0000', limegreen: '32cd32', forestgreen: '228b22', seagreen: '2e8b57', springgreen: '00ff7f' },
  ...{ darkgreen: '006400', lightgreen: '90ee90', darkviolet: '9400d3', blueviolet: '8a2be2', mediumpurple: '9370db' },
  ...{ linen: 'faf0e6', oldlace: 'fdf5e6', floralwhite: 'fffaf0', snow: 'fffafa', seashell: 'fff5ee', ivory: 'fffff0' },
  ...{ antiquewhite: 'faebd7', papayawhip: 'ffefd5', cornsilk: 'fff8dc', honeydew: 'f0fff0', mintcream: 'f5fffa' },
};
/** Names that people say and CSS does not know. */
const NOT_CSS = new Set(
  'amber burgundy cerulean charcoal cobalt cream emerald jade lilac mauve mint mustard ochre peach periwinkle cornflower rose ruby rust sapphire scarlet taupe ultramarine vermilion viridian'.split(
    ' ',
  ),
);

const FUNCTION = /^(rgba?|hsla?|oklch)\(([^()]{1,200})\)$/;

/** A colour as CSS and canvases take it; `null` for anything else, `transparent` included, and where too little of it is known. */
export function parseColour(written: string): Colour | null {
  if (written.length > 240) return null;
  const text = written.trim().toLowerCase();
  if (text.startsWith('#')) return /^#[0-9a-f]{3,8}$/.test(text) ? ofHex(text.slice(1)) : null;
  const call = FUNCTION.exec(text);
  if (call !== null)
    return ofFunction(
      call[1]!,
      call[2]!.split(/[\s,/]+/).filter((part) => part !== ''),
    );
  if (!/^[a-z]{3,20}$/.test(text) || NOT_CSS.has(text)) return null;
  const code = Object.hasOwn(MORE_NAMES, text) ? MORE_NAMES[text]! : colourCode(text);
  return code === null ? null : ofHex(code);
}

const TEXTS = /"[^"]*"|'[^']*'/g;
const ADDRESSES_AND_TEXTS = /url\([^)]*(?:\)|$)|"[^"]*"|'[^']*'/gi;
const COLOURS = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\([^()]{1,200}\)|[a-z]{3,20}/gi;

/** All colours of a CSS value, in their order: a gradient has several. Names are known in values only. */
export function coloursOf(value: string): readonly Colour[] {
  const plain = value.replace(ADDRESSES_AND_TEXTS, (found) =>
    // An address without an end is none.
    /^url/i.test(found) && !found.endsWith(')') ? found.replace(TEXTS, ' ') : ' ',
  );
  return (plain.match(COLOURS) ?? []).flatMap((found) => parseColour(found) ?? []);
}

/** The relative luminance of a colour on a white page, 0 (black) ... 1 (white) (WCAG 2.2). */
export function luminance({ red, green, blue, alpha }: Colour): number {
  const linear = (channel: number) => {
    const shown = (channel * alpha + 255 * (1 - alpha)) / 255;
    return shown <= 0.04045 ? shown / 12.92 : ((shown + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** A colour as six lower-case hex digits, its alpha left out. */
export function hexOf({ red, green, blue }: Colour): string {
  return [red, green, blue].map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('');
}
