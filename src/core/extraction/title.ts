import type { Extractor } from './extractor.ts';
import { undress } from './emphasis.ts';
import { unframe } from './framing.ts';
import { maskHidden } from './markup-mask.ts';
import { linesOf, textOf } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { extraction } from './whole.ts';

/** Looked for in what a page shows, not in its scripts, comments and drawings. */
const TITLES = [
  /<title(?:\s[^>]{0,200})?>([^<]{1,500})<\/title\s{0,20}>/i,
  /^#{1,6}[ \t]+(.+)$/m,
  /^[ \t]*\**title\**[ \t]*:\**[ \t]*(.+)$/im,
  /<h1[^>]{0,200}>([^<]{1,500})<\/h1>/i,
] as const;

const OPENING_HEADING = /^#{1,6}[ \t]+(\S.{0,300})$/m;
const OPENING_TITLE = /^[ \t]*\**title\**[ \t]*:\**[ \t]*(\S.{0,300})$/im;
/** How far into a text its own title may stand when it is no page, UTF-16 units. */
const OPENING = 400;

/** Whether a text holds what every title of its own is marked by: most short answers do not. */
export const mayBeTitled = (text: string): boolean => /[<#:]/.test(text);

/**
 * The title that a text says it has: that of its page, else a heading or a line "Title: ..." at its beginning, outside of code; `null`
 * when it has none. Other than the extractor it takes no first line for a title.
 */
export function ownTitle(text: string): string | null {
  const shown = text.includes('<') ? maskHidden(text) : text;
  // A drawing alone is named by its own title.
  const page = TITLES[0].exec(shown) ?? TITLES[3].exec(shown) ?? TITLES[0].exec(text);
  const opening = text.slice(0, OPENING).split(/^[ \t]*(?:`{3}|~{3})/m, 1)[0]!;
  const match = page ?? OPENING_HEADING.exec(opening) ?? OPENING_TITLE.exec(opening);
  const title = match?.[1]?.replace(/\s+/gu, ' ').trim() ?? '';
  if (title === '') return null;
  const { start, end } = undress(title, { start: 0, end: title.length });
  return title.slice(start, end) || null;
}

/** The title of a text or page: its HTML title, its first heading, a line "Title: ...", the title of its drawing, else its first line. */
export const titleExtractor: Extractor = {
  id: 'title',
  label: 'Title',
  kind: 'text',
  argument: 'none',
  extract(text) {
    const { core, notes } = unframe(text);
    const shown = text.includes('<') ? maskHidden(text) : text;
    // A drawing alone is named by its own title.
    const places = [...TITLES.map((pattern) => [pattern, shown] as const), [TITLES[0], text] as const];
    for (const [pattern, searched] of places) {
      const match = pattern.exec(searched);
      const title = match?.[1]?.trim();
      if (match === null || title === undefined || title === '') continue;
      const start = match.index + match[0].indexOf(title);
      return extraction(text, undress(text, { start, end: start + title.length }), ['text beside the title set aside']);
    }
    const line: Span = linesOf(text, core).find((candidate) => /[\p{L}\p{N}]/u.test(textOf(text, candidate))) ?? core;
    return extraction(text, undress(text, line), [...notes, 'text beside the title set aside']);
  },
};
