import type { HueFamily } from '../model/report.ts';
import { familyOf } from '../colour/hues.ts';
import { rememberEach } from '../remember.ts';
import { isDark, resolved, variablesOf } from './background.ts';
import { coloursOf, hexOf, parseColour, type Colour } from '../colour/css-colour.ts';
import type { Facts } from './facts.ts';
import type { Trait } from './trait.ts';

/** Least difference between the strongest and the weakest of red, green and blue (0 ... 255) for a hue that people see in a page. */
const LEAST_CHROMA = 41;

/** Attributes of drawings that hold colours. */
const PAINTS = ['fill', 'stroke', 'stop-color', 'flood-color', 'lighting-color', 'color', 'bgcolor'];
/** Names under which scripts set colours. */
const PAINTED = [
  'fillStyle',
  'strokeStyle',
  'shadowColor',
  'color',
  'background',
  'backgroundColor',
  'fill',
  'stroke',
  'tint',
  'emissive',
  'borderColor',
];
/** Functions of libraries that take colours as numbers or names. */
const PAINTERS = ['fill', 'stroke', 'background', 'Color', 'setHex', 'beginFill', 'lineStyle', 'addColorStop'];

/** Different colours of a page: those of its styles, drawings and scripts, as six hex digits. */
export function paletteOf(facts: Facts): ReadonlySet<string> {
  const { code, declarations, elements } = facts;
  const variables = variablesOf(declarations);
  const found = new Set<string>();
  const add = (colours: readonly (Colour | null)[]) => {
    for (const colour of colours) if (colour !== null && colour.alpha > 0) found.add(hexOf(colour));
  };
  for (const { value } of declarations) add(coloursOf(resolved(value, variables)));
  for (const { attributes } of elements)
    for (const name of PAINTS) if (attributes.has(name)) add(coloursOf(attributes.get(name)!));
  for (const { node } of code.found.literals) {
    const { value, raw } = node as { readonly value?: unknown; readonly raw?: unknown };
    // A plain word in a string is a colour only where something is painted with it.
    if (typeof value === 'string' && /^\s*(?:#|rgb|hsl|oklch)/i.test(value)) add([parseColour(value)]);
    else if (typeof value === 'number' && typeof raw === 'string' && /^0x[0-9a-f]{6}$/i.test(raw))
      add([parseColour(`#${raw.slice(2)}`)]);
  }
  for (const placed of code.found.templates) {
    if (placed.node.type === 'TemplateLiteral' && placed.node.end - placed.node.start < 200)
      add(code.values.strings(placed).map(parseColour));
  }
  for (const name of PAINTED) for (const setting of code.settings(name)) add(code.valuesOf(setting).map(parseColour));
  for (const name of PAINTERS)
    for (const call of code.calls(name))
      add(call.args.flatMap((_, index) => code.argument(call, index)).map(parseColour));
  add(
    ['setAttribute', 'attr', 'style']
      .flatMap((name) => code.calls(name))
      .flatMap((call) =>
        code.argument(call, 0).some((one) => PAINTS.includes(one)) ? code.argument(call, 1).map(parseColour) : [],
      ),
  );
  return found;
}

function hueOf(code: string): HueFamily {
  const channels = [0, 2, 4].map((at) => parseInt(code.slice(at, at + 2), 16));
  return Math.max(...channels) - Math.min(...channels) < LEAST_CHROMA ? 'neutral' : familyOf(code);
}

/** How many different colours of each family a page has. */
const huesOf = rememberEach((facts: Facts): ReadonlyMap<HueFamily, number> => {
  const counts = new Map<HueFamily, number>();
  for (const code of paletteOf(facts)) {
    const family = hueOf(code);
    counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  return counts;
});

const WARM = ['red', 'orange', 'yellow', 'pink'] as const;
const COLD = ['cyan', 'blue', 'purple'] as const;
const HUES = ['red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'purple', 'pink'] as const;
/** How many times as many different colours of one kind than of the other make a palette that kind. */
const OUTWEIGHS = 2;

function outweighs(facts: Facts, these: readonly HueFamily[], those: readonly HueFamily[]): boolean {
  const hues = huesOf(facts);
  const count = (families: readonly HueFamily[]) => families.reduce((sum, family) => sum + (hues.get(family) ?? 0), 0);
  return count(these) > 0 && count(these) >= OUTWEIGHS * count(those);
}

const darkBackground: Trait = {
  id: 'dark-background',
  label: 'Dark background',
  family: 'colour',
  counts:
    'The background is said (by CSS with its variables, by a fill of the whole canvas, to a library or in a drawing) and has a relative luminance below 0.179, so that white text stands out more than black; of a gradient the mean counts.',
  has: (facts) => isDark(facts) === true,
};

const lightBackground: Trait = {
  id: 'light-background',
  label: 'Light background',
  family: 'colour',
  counts: 'The background is said, and is not dark; a page that says none is neither.',
  has: (facts) => isDark(facts) === false,
};

const warmPalette: Trait = {
  id: 'warm-palette',
  label: 'Warm palette',
  family: 'colour',
  counts: 'Of the different colours, at least twice as many are red, orange, yellow or pink than cyan, blue or purple.',
  has: (facts) => outweighs(facts, WARM, COLD),
};

const coldPalette: Trait = {
  id: 'cold-palette',
  label: 'Cold palette',
  family: 'colour',
  counts: 'Of the different colours, at least twice as many are cyan, blue or purple than red, orange, yellow or pink.',
  has: (facts) => outweighs(facts, COLD, WARM),
};

const hue = (family: (typeof HUES)[number]) => ({
  id: `hue-${family}` as const,
  label: `${family.charAt(0).toUpperCase()}${family.slice(1)}`,
  family: 'colour' as const,
  counts: `Some colour of the styles, drawings or scripts is ${family}: of that family of hues, and no near grey.`,
  has: (facts: Facts) => (huesOf(facts).get(family) ?? 0) > 0,
});

/** What colours it has. */
export const COLOUR = [
  ...[darkBackground, lightBackground, warmPalette, coldPalette],
  ...HUES.map(hue),
] as const satisfies readonly Trait[];
