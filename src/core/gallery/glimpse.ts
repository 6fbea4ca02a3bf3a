import { Artefact } from '../pages/artefact.ts';
import { backgroundOf, DARK_BELOW } from '../pages/background.ts';
import { hexOf, luminance } from '../colour/css-colour.ts';
import { Facts } from '../pages/facts.ts';
import type { MarkupElement } from '../pages/html.ts';
import { paletteOf } from '../pages/palette.ts';
import type { OutputPage } from './page-of.ts';

/** What can be shown of a page while nothing of it runs. The texts are hostile; colours are read and written anew. */
export interface Glimpse {
  /** The colour behind everything, `#rrggbb`; `null` when the page does not say one. */
  readonly ground: string | null;
  /** Whether white stands out on the ground more than black does; `false` without a ground. */
  readonly isDark: boolean;
  /** Further colours that it is painted with, `#rrggbb`, at most six, in their order. */
  readonly colours: readonly string[];
  /** What it says without its scripts, on one line and without its title, at most 240 UTF-16 units; may be empty. */
  readonly words: string;
  /** The first lines of what moves it, or of the document, at most 400 UTF-16 units. */
  readonly code: string;
}

const MOST_COLOURS = 6;
const MOST_WORDS = 240;
const MOST_CODE = 400;
const MOST_LINES = 10;
/** Longest document that is taken apart, UTF-16 units; of longer ones only the beginning of the code is shown. */
const LONGEST = 200_000;

/** Elements whose text nobody sees. */
const SILENT = new Set(['script', 'style', 'title', 'template', 'noscript', 'head', 'desc', 'metadata']);

const NOTHING = { ground: null, isDark: false, colours: [], words: '' } as const;

const isSilent = (element: MarkupElement): boolean => {
  for (let at: MarkupElement | null = element; at !== null; at = at.parent) if (SILENT.has(at.name)) return true;
  return false;
};

/** The visible text in the order of its elements. */
function wordsOf(elements: readonly MarkupElement[], title: string | null): string {
  let text = '';
  for (const element of elements) {
    if (text.length > MOST_WORDS * 2) break;
    if (element.text.trim() !== '' && !isSilent(element)) text += ` ${element.text.slice(0, MOST_WORDS)}`;
  }
  const line = text.replace(/\s+/g, ' ').trim();
  const rest = title !== null && line.startsWith(title) ? line.slice(title.length).trim() : line;
  return rest.slice(0, MOST_WORDS);
}

/** The beginning of a text by whole lines, without the indent that all of them share. */
function beginning(text: string): string {
  const lines = text
    .slice(0, MOST_CODE * 3)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_LINES);
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines
    .map((line) => line.slice(Number.isFinite(indent) ? indent : 0))
    .join('\n')
    .slice(0, MOST_CODE);
}

const longest = (texts: readonly string[]): string | null =>
  texts.reduce<string | null>((most, text) => (most !== null && most.length >= text.length ? most : text), null);

function coloursOf(facts: Facts, ground: string | null): readonly string[] {
  const all = [...paletteOf(facts)].map((hex) => `#${hex}`);
  return all.filter((colour) => colour !== ground).slice(0, MOST_COLOURS);
}

/** What can be shown of a page without running it. */
export function glimpseOf({ kind, text, title }: Pick<OutputPage, 'kind' | 'text' | 'title'>): Glimpse {
  if (text.length > LONGEST) return { ...NOTHING, code: beginning(text) };
  const artefact = new Artefact([{ language: kind, text, name: null }]);
  const facts = new Facts(artefact);
  const colour = backgroundOf(facts);
  const ground = colour === null ? null : `#${hexOf(colour)}`;
  return {
    ground,
    isDark: colour !== null && luminance({ ...colour, alpha: 1 }) < DARK_BELOW,
    colours: coloursOf(facts, ground),
    words: wordsOf(artefact.stillElements, title),
    code: beginning(longest(artefact.scripts) ?? text),
  };
}
