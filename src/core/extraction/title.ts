import type { Extractor } from './extractor.ts';
import { undress } from './emphasis.ts';
import { unframe } from './framing.ts';
import { linesOf, textOf } from './span.ts';
import type { Span } from './span.ts';
import { extraction } from './whole.ts';

const TITLES = [
  /<title[^>]{0,200}>([^<]{1,500})<\/title>/i,
  /^#{1,6}[ \t]+(.+)$/m,
  /^[ \t]*\**title\**[ \t]*:\**[ \t]*(.+)$/im,
  /<h1[^>]{0,200}>([^<]{1,500})<\/h1>/i,
];

/** The title of a text or page: its HTML title, its first heading, a line "Title: ...", else its first line. */
export const titleExtractor: Extractor = {
  id: 'title',
  label: 'Title',
  kind: 'text',
  argument: 'none',
  extract(text) {
    const { core, notes } = unframe(text);
    for (const pattern of TITLES) {
      const match = pattern.exec(text);
      const title = match?.[1]?.trim();
      if (match === null || title === undefined || title === '') continue;
      const start = match.index + match[0].indexOf(title);
      return extraction(text, undress(text, { start, end: start + title.length }), ['text beside the title set aside']);
    }
    const line: Span = linesOf(text, core).find((candidate) => /[\p{L}\p{N}]/u.test(textOf(text, candidate))) ?? core;
    return extraction(text, undress(text, line), [...notes, 'text beside the title set aside']);
  },
};
