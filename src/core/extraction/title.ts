import type { Extractor } from './extractor.ts';
import { undress } from './emphasis.ts';
import { unframe } from './framing.ts';
import { maskHidden } from './markup-mask.ts';
import { linesOf, textOf } from './span.ts';
import type { Span } from './span.ts';
import { extraction } from './whole.ts';

/** Looked for in what a page shows, not in its scripts, comments and drawings. */
const TITLES = [
  /<title(?:\s[^>]{0,200})?>([^<]{1,500})<\/title\s{0,20}>/i,
  /^#{1,6}[ \t]+(.+)$/m,
  /^[ \t]*\**title\**[ \t]*:\**[ \t]*(.+)$/im,
  /<h1[^>]{0,200}>([^<]{1,500})<\/h1>/i,
] as const;

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
