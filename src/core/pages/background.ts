import { coloursOf, luminance, parseColour, type Colour } from '../colour/css-colour.ts';
import type { Declaration } from './css.ts';
import type { Facts } from './facts.ts';
import { bareExpression, part, parts } from './script/node.ts';
import { canvasFills } from './technique.ts';

/** Names that refer to names are followed so far. */
const MOST_VARIABLES = 12;

/** Custom properties by name; of one that is declared more than once outside of conditions, the last. */
export function variablesOf(declarations: readonly Declaration[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { property, value, within } of declarations) {
    if (property.startsWith('--') && (!isConditional(within) || !found.has(property))) found.set(property, value);
  }
  return found;
}

const isConditional = (within: readonly string[]) => within.some((rule) => !/^(?:layer|supports|scope)\b/.test(rule));

/** A value with its variables put in. */
export function resolved(value: string, variables: ReadonlyMap<string, string>): string {
  let text = value;
  for (let round = 0; round < MOST_VARIABLES && text.includes('var(') && text.length < 4_000; round++) {
    text = text.replace(
      /var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)?))?\)/g,
      (_all, name: string, fallback?: string) => variables.get(name) ?? fallback?.trim() ?? ' ',
    );
  }
  return text;
}

/** The colour that a background shows: of a gradient the mean of its colours; `null` when it shows none. */
function shownColour(value: string): Colour | null {
  const colours = coloursOf(value).filter(({ alpha }) => alpha > 0);
  if (colours.length === 0) return null;
  const mean = (of: (colour: Colour) => number) =>
    colours.reduce((sum, colour) => sum + of(colour), 0) / colours.length;
  return {
    red: mean(({ red }) => red),
    green: mean(({ green }) => green),
    blue: mean(({ blue }) => blue),
    alpha: mean(({ alpha }) => alpha),
  };
}

/** Selectors of what covers the page, the one that covers most last. */
const PAGES = ['html', ':root', '*', 'body'];
const WRAPPERS =
  /^(?:#?(?:app|root|container|wrapper|stage|scene|page|main|game|world|canvas|sketch)|\.(?:app|container|wrapper|page|scene|stage)|canvas|main|svg)$/i;

function isOf(selector: string, names: readonly string[]): boolean {
  return selector.split(',').some((one) =>
    names.includes(
      one
        .trim()
        .toLowerCase()
        .replace(/^(?:html|:root) +(?=body$)/, ''),
    ),
  );
}

/** The background that style sheets give to what `isMeant` says. */
function styledColour(
  facts: Facts,
  variables: ReadonlyMap<string, string>,
  isMeant: (selector: string) => boolean,
): Colour | null {
  let found: Colour | null = null;
  for (const { selector, property, value, within } of facts.declarations) {
    if (property !== 'background' && property !== 'background-color') continue;
    if (isConditional(within) || !isMeant(selector)) continue;
    found = shownColour(resolved(value, variables)) ?? found;
  }
  return found;
}

/** Shades of Tailwind by number: from this one on they are dark, up to the other light. */
const TAILWIND =
  /^bg-(?:(black|white)|\[(#[0-9a-fA-F]{3,8})\]|(?:slate|gray|zinc|neutral|stone|indigo|blue|purple|violet|sky|emerald|amber|rose|red|green|teal|cyan)-(\d{2,3}))$/;

function tailwindColour(facts: Facts): Colour | null {
  if (!facts.uses('tailwind')) return null;
  const grey = (level: number): Colour => ({ red: level, green: level, blue: level, alpha: 1 });
  for (const { attributes, parent } of facts.elements) {
    if (parent !== null && parent.name !== 'html' && parent.name !== 'body') continue;
    for (const name of (attributes.get('class') ?? '').split(/\s+/)) {
      const match = TAILWIND.exec(name);
      if (match === null) continue;
      if (match[2] !== undefined) return parseColour(match[2]);
      if (match[1] !== undefined) return grey(match[1] === 'black' ? 0 : 255);
      const shade = Number(match[3]);
      return grey(shade >= 700 ? 30 : shade <= 300 ? 235 : 128);
    }
  }
  return null;
}

/** The colour of a number as libraries take it, 0xRRGGBB. */
const ofNumber = (value: number): Colour => ({
  red: (value >> 16) & 255,
  green: (value >> 8) & 255,
  blue: value & 255,
  alpha: 1,
});

/** Backgrounds that libraries are told: of the scene, of the renderer, of a sketch. */
function libraryColour(facts: Facts): Colour | null {
  const { code } = facts;
  const of = (placed: Parameters<typeof code.values.strings>[0] | undefined): Colour | null => {
    if (placed === undefined) return null;
    const [number] = code.values.numbers(placed);
    if (number !== undefined) return ofNumber(number);
    return (
      code.values
        .strings(placed)
        .map((text) => parseColour(text))
        .find((colour) => colour !== null) ?? null
    );
  };
  if (facts.uses('p5-js')) {
    for (const { args } of code.calls('background')) {
      const numbers = args.map((placed) => code.values.numbers(placed)[0]);
      const [red, green, blue] = numbers;
      if (red === undefined) {
        const named = of(args[0]);
        if (named !== null) return named;
      } else if (args.length < 3) return { red, green: red, blue: red, alpha: 1 };
      else if (green !== undefined && blue !== undefined) return { red, green, blue, alpha: 1 };
    }
  }
  if (!facts.drawsByLibrary) return null;
  for (const call of [...code.calls('setClearColor'), ...code.calls('setBackgroundColor')]) {
    const found = of(call.args[0]);
    if (found !== null) return found;
  }
  for (const name of ['background', 'backgroundColor', 'clearColor']) {
    for (const { value, scope } of code.settings(name)) {
      const bare = bareExpression(value);
      const found = of({
        node: (bare.type === 'NewExpression' ? parts(bare, 'arguments')[0] : null) ?? part(bare, 'none') ?? bare,
        scope,
      });
      if (found !== null) return found;
    }
  }
  return null;
}

/** The rectangle or style of a drawing that covers it. */
function drawingColour(facts: Facts): Colour | null {
  const drawing = facts.artefact.stillElements.find(({ name }) => name === 'svg');
  const first = drawing?.children.find(
    ({ name }) => name !== 'title' && name !== 'defs' && name !== 'style' && name !== 'desc',
  );
  if (drawing === undefined || first?.name !== 'rect' || drawing.parent !== null) return null;
  const { attributes } = first;
  const whole =
    attributes.get('width') === '100%' ||
    (attributes.get('width') !== undefined &&
      attributes.get('width') ===
        (drawing.attributes.get('width') ??
          drawing.attributes
            .get('viewbox')
            ?.trim()
            .split(/[\s,]+/)[2]));
  return whole ? parseColour(attributes.get('fill') ?? 'black') : null;
}

/**
 * The background of a page: what CSS gives to body or the root; else what fills the whole canvas, what a library is told, what covers
 * the page by its name, or the first rectangle of a drawing. `null` when none is said.
 */
export function backgroundOf(facts: Facts): Colour | null {
  const variables = variablesOf(facts.declarations);
  const page = (names: readonly string[]) => styledColour(facts, variables, (selector) => isOf(selector, names));
  const fills = canvasFills(facts).flatMap(({ fill }) =>
    fill.flatMap((text) => shownColour(resolved(text, variables)) ?? []),
  );
  return (
    page([PAGES[3]!]) ??
    page(PAGES.slice(0, 3)) ??
    tailwindColour(facts) ??
    (fills[0] === undefined ? null : { ...fills[0], alpha: 1 }) ??
    libraryColour(facts) ??
    styledColour(facts, variables, (selector) => selector.split(',').some((one) => WRAPPERS.test(one.trim()))) ??
    drawingColour(facts)
  );
}

/** Relative luminance below which white text stands out more than black text does: sqrt(1.05 x 0.05) - 0.05 (WCAG 2.2 contrast). */
export const DARK_BELOW = Math.sqrt(1.05 * 0.05) - 0.05;

/** Whether a background is dark; `null` when none is said. */
export function isDark(facts: Facts): boolean | null {
  const colour = backgroundOf(facts);
  return colour === null ? null : luminance(colour) < DARK_BELOW;
}
