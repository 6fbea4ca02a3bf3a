import type { Extractor } from './extractor.ts';
import { isRefusal } from './refusal.ts';
import { fenceLabel } from './scaffolding/fences.ts';
import type { Span } from '../text/span.ts';
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

/** Names of languages behind a fence in which no program is written. */
const WORDS = /^(?:|text|txt|plain(?:text)?|markdown|md|quote|output|console output|none)$/i;
/** Least part of an output that its block is. */
const MOST = 0.5;

/** Whether an output is a block of code that says in which language it is, and little beside it. */
export function isCodeBlock(text: string): boolean {
  const block = longestBlock(text);
  if (block === null || block.end - block.start < MOST * text.trim().length) return false;
  return !WORDS.test(fenceLabel(text, block.start) ?? '');
}

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
