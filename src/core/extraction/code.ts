import type { Extractor } from './extractor.ts';
import { isRefusal } from './refusal.ts';
import type { Span } from './span.ts';
import { extraction } from './whole.ts';

const FENCE = /(?:^|\n)[ \t]*(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n([\s\S]*?)(?:\n[ \t]*\1[ \t]*(?=\n|$)|$)/g;
const BARE =
  /^\s*(?:<!doctype|<html|<svg|<\?xml|#!\/|import\s|from\s+\w+\s+import|(?:export\s+)?(?:async\s+)?function\s|def\s+\w+\(|class\s+\w+|#include|package\s+\w+)/i;

/** The code of an answer: its longest fenced block (closed or cut off), or all of it when it is code without a fence. */
export const codeExtractor: Extractor = {
  id: 'code',
  label: 'Code block',
  kind: 'text',
  argument: 'none',
  extract(text) {
    const block = longestBlock(text);
    if (block !== null) return extraction(text, block, ['words around the code set aside']);
    if (BARE.test(text)) return extraction(text, { start: 0, end: text.trimEnd().length }, []);
    return { answer: null, setAside: [], notes: [], refused: isRefusal(text) };
  },
};

function longestBlock(text: string): Span | null {
  let best: Span | null = null;
  for (const match of text.matchAll(FENCE)) {
    const code = match[2] ?? '';
    const start = match.index + match[0].indexOf('\n', match[0].startsWith('\n') ? 1 : 0) + 1;
    if (code.trim() !== '' && (best === null || code.length > best.end - best.start))
      best = { start, end: start + code.length };
  }
  return best;
}
