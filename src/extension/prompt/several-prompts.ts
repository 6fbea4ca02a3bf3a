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

/**
 * The prompts that are meant by what is selected: one for each of several selections or cursors; in a single selection its
 * string literals, else its parts between lines of dashes, else its paragraphs. Each once.
 */
export function severalPrompts({ selections, ...document }: SelectedText): readonly string[] {
  const [first, ...others] = selections;
  if (first === undefined) return [];
  if (others.length > 0) return unique(selections.flatMap((span) => promptsAt(document, span).slice(0, 1)));
  const [start, end] = first;
  if (start === end) return [];
  const literals = promptsAt(document, first);
  if (literals.length > 1) return literals;
  const selected = document.text.slice(start, end).replaceAll('\r\n', '\n');
  const parts = selected.split(/^[ \t]*-{3,}[ \t]*$/m);
  return unique((parts.length > 1 ? parts : selected.split(/\n[ \t]*\n/)).map((part) => part.trim()));
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
