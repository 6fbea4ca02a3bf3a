import { splitFrontMatter } from '../../core/prompt/front-matter.ts';
import { refuseSecrets } from '../../core/prompt/secret-file.ts';
import { commentAround, selectedComment } from './comment-text.ts';
import { commentsOf, hasLiterals, literalsAt } from './literal.ts';
import { paragraphIn, unquoted } from './paragraph.ts';
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
  /** What it is, for people: "Selection", "String", "Comment", "Whole file", "Paragraph". */
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
  const { text, languageId, start, end } = editor;
  const comment = selectedComment(text, commentsOf(text, languageId), start, end);
  if (comment) return [candidate('Selection', comment.text, lineAt(text, comment.start), true)];
  const strings = stringsOf(editor, true);
  if (strings.length > 0) return strings;
  const selected = text.slice(start, end);
  const lead = /^\s*/.exec(selected)?.[0].length ?? 0;
  const quote = PROSE.has(languageId) ? selectedQuote(editor) : null;
  return [candidate('Selection', quote ?? newLines(selected), lineAt(text, start + lead), true)];
}

/** A selected block quote without its marks, the one before the selection counted. */
function selectedQuote({ text, start, end }: EditorText): string | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lines = unquoted(newLines(text.slice(lineStart, end)).split('\n'));
  const passed = newLines(text.slice(lineStart, start)).replace(/^ {0,3}> ?/, '');
  return lines && lines.join('\n').slice(passed.length);
}

function candidate(name: string, said: string, line: number, certain: boolean): Candidate {
  return { name, turns: [{ role: 'user', segments: findPlaceholders(textSegments(said.trim())) }], line, certain };
}

/** Languages in which `>` at the beginning of a line marks a quote. */
const PROSE = new Set(['markdown', 'prompt', 'chatagent', 'instructions', 'quarto', 'mdx']);

function atCursor(editor: EditorText): readonly Candidate[] {
  const { path, languageId, text, start } = editor;
  const kind = promptFileKind(path, languageId);
  if (kind) {
    const { turns, line } = parsePromptFile(kind, newLines(text));
    return [{ name: 'Whole file', turns, line, certain: false }];
  }
  if (hasLiterals(languageId)) return [...stringsOf(editor, false), ...commentAt(editor), ...paragraph(text, start)];
  const { body, bodyLine } = PROSE.has(languageId) ? splitFrontMatter(text) : { body: text, bodyLine: 0 };
  const lead = /^\s*/.exec(body)?.[0] ?? '';
  const line = bodyLine + lead.split('\n').length - 1;
  return [...paragraph(text, start), candidate('Whole file', newLines(body), line, false)];
}

function commentAt({ text, languageId, start }: EditorText): readonly Candidate[] {
  const comment = commentAround(text, commentsOf(text, languageId), start);
  return comment ? [candidate('Comment', comment.text, lineAt(text, comment.start), false)] : [];
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
  const found = paragraphIn(newLines(text).split('\n'), lineAt(text, at));
  return found ? [candidate('Paragraph', found.text, found.first, false)] : [];
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
