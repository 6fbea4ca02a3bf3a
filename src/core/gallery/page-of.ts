import { sourcesOf, type Source } from '../pages/sources.ts';
import { joined } from './join-files.ts';
import { needsOf } from './needs.ts';

/** A page or a drawing in an output, as one document. Hostile text, all of it. */
export interface OutputPage {
  readonly kind: 'html' | 'svg';
  /** The document; several files are put into one. */
  readonly text: string;
  /** What it calls itself, on one line; `null` when it does not. */
  readonly title: string | null;
  /** What it asks for that is not in it (`needsOf`). */
  readonly needs: readonly string[];
}

/** Longest title, UTF-16 units. */
const LONGEST_TITLE = 120;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ...([
    ['amp', '&'],
    ['lt', '<'],
    ['gt', '>'],
    ['quot', '"'],
    ['#39', "'"],
    ['nbsp', ' '],
  ] as const),
  ...([
    ['mdash', '—'],
    ['ndash', '–'],
    ['middot', '·'],
    ['hellip', '…'],
  ] as const),
]);

const oneLine = (text: string): string =>
  text
    .replace(/&([a-z]+|#39);/gi, (whole, name: string) => ENTITIES.get(name.toLowerCase()) ?? whole)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_TITLE);

function titleIn(text: string): string | null {
  for (const tag of ['title', 'h1']) {
    const found = new RegExp(`<${tag}\\b[^<>]{0,500}>([^<]{1,1000})`, 'i').exec(text);
    const title = oneLine(found?.[1] ?? '');
    if (title !== '') return title;
  }
  return null;
}

/** The page among several: the one called index.html, else the longest. */
function mainPage(pages: readonly Source[]): Source | null {
  const index = pages.find(({ name }) => /(?:^|[\\/])index\.html?$/i.test(name ?? ''));
  if (index !== undefined) return index;
  return pages.reduce<Source | null>(
    (most, page) => (most && most.text.length >= page.text.length ? most : page),
    null,
  );
}

/**
 * The page in an output: a whole page, a fragment, a fenced block, a drawing, or files that make one. `null` when there is
 * nothing in it that a browser shows.
 */
export function pageOf(output: string): OutputPage | null {
  const sources = sourcesOf(output);
  const of = (...languages: readonly Source['language'][]): readonly Source[] =>
    sources.filter(({ language }) => languages.includes(language));
  const page = mainPage(of('html'));
  const drawing = page === null ? mainPage(of('svg')) : null;
  const text = page ? joined(page.text, of('css'), of('script')) : drawing?.text;
  // Prose that mentions a tag is no page.
  if (!text?.includes('</')) return null;
  return { kind: page ? 'html' : 'svg', text, title: titleIn(text), needs: needsOf(text) };
}
