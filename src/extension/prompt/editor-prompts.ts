import { refuseSecrets } from '../../core/prompt/secret-file.ts';
import { hasLiterals, literalsAt } from './literal.ts';
import { paragraphAt } from './paragraph.ts';
import { findPlaceholders } from './placeholders.ts';
import { parsePromptFile, promptFileKind } from './prompt-file.ts';
import type { DraftTurn } from './segments.ts';
import { previewOf, textSegments } from './segments.ts';

/** A document, and what is selected in it. */
export interface EditorText {
  /** Path or name; only its ending matters. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
  /** [start, end) offsets of the selection; equal for a bare cursor. */
  readonly start: number;
  readonly end: number;
}

/** A text in the editor that may be the prompt. */
export interface Candidate {
  /** What it is, for people: "Selection", "String", "Whole file", "Paragraph". */
  readonly name: string;
  readonly turns: readonly DraftTurn[];
  /** 0-based line where it begins. */
  readonly line: number;
  /** Whether the user pointed at exactly this, so that nothing is left to confirm. */
  readonly certain: boolean;
}

/**
 * The texts that can be meant, the likeliest first; empty when there is none. Throws a `UsageError` in a file that may hold
 * keys.
 */
export function findPrompts(editor: EditorText): readonly Candidate[] {
  refuseSecrets([editor.path], editor.text);
  const found = editor.start === editor.end ? atCursor(editor) : inSelection(editor);
  const prompts = found.filter((candidate) => candidate.turns.some((turn) => turn.segments.some(saysSomething)));
  const seen = new Set<string>();
  return prompts.filter(({ turns }) => {
    const text = previewOf(turns);
    return seen.size < seen.add(text).size;
  });
}

function inSelection(editor: EditorText): readonly Candidate[] {
  const { text, start, end } = editor;
  const strings = stringsOf(editor, true);
  if (strings.length > 0) return strings;
  const selected = text.slice(start, end);
  const lead = /^\s*/.exec(selected)?.[0].length ?? 0;
  const segments = findPlaceholders(textSegments(newLines(selected).trim()));
  return [{ name: 'Selection', turns: [{ role: 'user', segments }], line: lineAt(text, start + lead), certain: true }];
}

function atCursor(editor: EditorText): readonly Candidate[] {
  const { path, languageId, text, start } = editor;
  const kind = promptFileKind(path, languageId);
  if (kind) {
    const { turns, line } = parsePromptFile(kind, newLines(text));
    return [{ name: 'Whole file', turns, line, certain: false }];
  }
  if (hasLiterals(languageId)) return [...stringsOf(editor, false), ...paragraph(text, start)];
  const whole = textSegments(newLines(text).trim());
  const file: Candidate = {
    name: 'Whole file',
    turns: [{ role: 'user', segments: findPlaceholders(whole) }],
    line: lineAt(text, /^\s*/.exec(text)?.[0].length ?? 0),
    certain: false,
  };
  return [...paragraph(text, start), file];
}

function stringsOf({ text, languageId, start, end }: EditorText, certain: boolean): readonly Candidate[] {
  const literals = literalsAt(text, languageId, start, end);
  return literals.map((literal) => ({
    name: 'String',
    turns: [{ role: 'user', segments: literal.segments }],
    line: lineAt(text, literal.start),
    certain: certain && literals.length === 1,
  }));
}

function paragraph(text: string, at: number): readonly Candidate[] {
  const lines = newLines(text).split('\n');
  const range = paragraphAt(lines, lineAt(text, at));
  if (!range) return [];
  const said = lines
    .slice(range.first, range.last + 1)
    .join('\n')
    .trim();
  const segments = findPlaceholders(textSegments(said));
  return [{ name: 'Paragraph', turns: [{ role: 'user', segments }], line: range.first, certain: false }];
}

function saysSomething(part: DraftTurn['segments'][number]): boolean {
  return part.kind === 'hole' || part.text.trim() !== '';
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}

/** Windows line ends are the editor's matter, not part of a prompt. */
function newLines(text: string): string {
  return text.replace(/\r\n/g, '\n');
}
