import type { Extractor } from './extractor.ts';
import { undress } from './emphasis.ts';
import { unframe } from './framing.ts';
import { isRefusal } from './refusal.ts';
import { linesOf, outside } from '../text/span.ts';
import { extraction, isJson } from './whole.ts';

/** The first line that says something, without greeting and Markdown. */
export const firstLineExtractor: Extractor = {
  id: 'first-line',
  label: 'First line',
  kind: 'text',
  argument: 'none',
  extract(text) {
    if (isRefusal(text)) return { answer: null, setAside: [], notes: [], refused: true };
    const { core, notes } = unframe(text);
    if (isJson(text, core)) return extraction(text, core, notes);
    const line = linesOf(text, core).find(({ start, end }) => /[\p{L}\p{N}\p{S}]/u.test(text.slice(start, end)));
    if (line === undefined) return extraction(text, core, notes);
    const span = undress(text, line);
    const more = outside(text, { start: core.start, end: line.end }).some(([from]) => from >= line.end);
    return extraction(text, span, more ? [...notes, 'later lines set aside'] : notes);
  },
};
