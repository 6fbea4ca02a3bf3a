import type { Span } from './find-again.ts';
import { literalsOf, type Literal } from './literal.ts';
import { looksLikePrompt } from './looks-like-prompt.ts';
import { promptFileKind } from './prompt-file.ts';
import { joinSegments } from './segments.ts';

/** A document whose prompts are looked for. */
export interface SearchedText {
  /** Path or name. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

/** Longest document that is searched, UTF-16 units: what is longer was not written by hand. */
const LONGEST = 300_000;
/** Shortest literal that is looked at, quotes included. */
const SHORTEST = 14;

/** A prompt file by its kind, or prose in a folder `prompts`. */
export function isPromptFile(path: string, languageId: string): boolean {
  if (promptFileKind(path, languageId) !== null) return true;
  return /(?:^|[\\/])prompts?[\\/](?!README\.)[^\\/]+\.(?:md|txt)$/i.test(path);
}

/** The literals of source code that look like prompts, in order. */
export function likelyPrompts({ path, languageId, text }: SearchedText): readonly Literal[] {
  if (text.length > LONGEST || /\.probe\.(?:jsonl?|ya?ml)$/i.test(path)) return [];
  const literals = literalsOf(text, languageId, SHORTEST);
  return literals.filter((literal) => looksLikePrompt(joinSegments(literal.segments), literal));
}

/** Where a document plainly holds a prompt: all of a prompt file, the literals that look like prompts. */
export function promptSpans(document: SearchedText): readonly Span[] {
  const { path, languageId, text } = document;
  if (!isPromptFile(path, languageId)) return likelyPrompts(document);
  return text.trim() === '' ? [] : [{ start: 0, end: text.length }];
}
