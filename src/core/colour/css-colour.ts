import {
  colorsNamed,
  converter,
  modeHsl,
  modeHwb,
  modeLab,
  modeLch,
  modeOklab,
  modeOklch,
  modeRgb,
  parse,
  useMode,
} from 'culori/fn';

/** A colour: red, green and blue 0 ... 255, alpha 0 ... 1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** Stands in a text where a part of it is only known when the program runs. */
export const UNKNOWN = '\uE000';

for (const mode of [modeRgb, modeHsl, modeHwb, modeLab, modeLch, modeOklab, modeOklch]) useMode(mode);
const toRgb = converter('rgb');

/** What stands for a part of a function that is only known when the program runs; without the others nobody can tell. */
const USUAL: Readonly<Record<string, readonly (string | null)[]>> = {
  rgb: [null, null, null],
  hsl: [null, '70%', '50%'],
  hwb: [null, '10%', '20%'],
  lab: ['60%', null, null],
  lch: ['60%', '40', null],
  oklab: ['0.6', null, null],
  oklch: ['0.6', '0.1', null],
};
/** An alpha that is worked out is between nothing and all. */
const USUAL_ALPHA = '0.5';

const KNOWN = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?(?:%|deg|rad|turn|grad)?$|^none$/;

/** The function in the form of CSS Color Module Level 4, whichever form it was written in; `null` when too little is known. */
function functionOf(called: string, parts: readonly string[]): string | null {
  const name = called.length === 4 ? called.replace(/a$/, '') : called;
  const channels = USUAL[name]!.map((usual, at) => {
    const part = parts[at] ?? '';
    if (!KNOWN.test(part)) return usual;
    // The older form leaves out what is a percentage anyway.
    return /^h(?:sl|wb)$/.test(name) && at > 0 && /\d$/.test(part) ? `${part}%` : part;
  });
  if (channels.includes(null)) return null;
  const alpha = parts[3] === undefined ? '' : ` / ${KNOWN.test(parts[3]) ? parts[3] : USUAL_ALPHA}`;
  return `${name}(${channels.join(' ')}${alpha})`;
}

function asColour(css: string): Colour | null {
  const rgb = toRgb(parse(css));
  if (rgb === undefined) return null;
  const channel = (value: number): number => 255 * Math.min(1, Math.max(0, value));
  const [red, green, blue] = [channel(rgb.r), channel(rgb.g), channel(rgb.b)];
  // Numbers without end have no colour.
  if (Number.isNaN(red + green + blue)) return null;
  return { red, green, blue, alpha: Math.min(1, Math.max(0, rgb.alpha ?? 1)) };
}

const FUNCTION = /^(rgba?|hsla?|hwb|(?:ok)?lab|(?:ok)?lch)\(([^()]{1,200})\)$/;

/** A colour as CSS and canvases take it; `null` for anything else, `transparent` included, and where too little of it is known. */
export function parseColour(css: string): Colour | null {
  if (css.length > 240) return null;
  const text = css.trim().toLowerCase();
  const call = FUNCTION.exec(text);
  if (call !== null) {
    const written = functionOf(
      call[1]!,
      call[2]!.split(/[\s,/]+/).filter((part) => part !== ''),
    );
    return written === null ? null : asColour(written);
  }
  return text.startsWith('#') || Object.hasOwn(colorsNamed, text) ? asColour(text) : null;
}

const TEXTS = /"[^"]*"|'[^']*'/g;
const ADDRESSES_AND_TEXTS = /url\([^)]*(?:\)|$)|"[^"]*"|'[^']*'/gi;
const COLOURS = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|(?:ok)?lab|(?:ok)?lch)\([^()]{1,200}\)|[a-z]{3,20}/gi;

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
