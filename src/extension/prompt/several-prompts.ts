import { findPrompts } from './editor-prompts.ts';
import { previewOf } from './segments.ts';

/** What is selected in a document, in its order. */
export interface SelectedText {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  /** [start, end) offsets; equal for a bare cursor. */
  readonly selections: readonly (readonly [start: number, end: number])[];
}

/** What is meant by a selection. */
export interface SeveralPrompts {
  readonly prompts: readonly string[];
  /** All of it as one prompt, where its paragraphs may be parts of one; `null` where they plainly are not. */
  readonly whole: string | null;
}

/**
 * The prompts that are meant by what is selected: one for each of several selections or cursors; in a single selection its
 * string literals, else its parts between lines of dashes, else its paragraphs, if they are no parts of one. Each once.
 */
export function severalPrompts({ selections, ...document }: SelectedText): SeveralPrompts {
  const [first, ...others] = selections;
  const plain = (prompts: readonly string[]): SeveralPrompts => ({ prompts: unique(prompts), whole: null });
  if (first === undefined) return plain([]);
  if (others.length > 0) return plain(selections.flatMap((span) => promptsAt(document, span).slice(0, 1)));
  const [start, end] = first;
  if (start === end) return plain([]);
  const literals = promptsAt(document, first);
  if (literals.length > 1) return plain(literals);
  const selected = document.text.slice(start, end).replaceAll('\r\n', '\n');
  const parts = selected.split(/^[ \t]*-{3,}[ \t]*$/m).map((part) => part.trim());
  if (parts.length > 1) return plain(parts);
  return { prompts: unique(selected.split(/\n[ \t]*\n/).map((part) => part.trim())), whole: selected.trim() };
}

function promptsAt(
  document: Omit<SelectedText, 'selections'>,
  [start, end]: readonly [number, number],
): readonly string[] {
  return unique(findPrompts({ ...document, start, end }).map(({ turns }) => previewOf(turns)));
}

function unique(prompts: readonly string[]): readonly string[] {
  return [...new Set(prompts.filter((prompt) => prompt !== ''))];
}
