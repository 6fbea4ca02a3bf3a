import { splitFrontMatter } from '../../core/prompt/front-matter.ts';
import { refuseSecrets } from '../../core/prompt/secret-file.ts';
import { commentAround, selectedComment } from './comment-text.ts';
import { commentsOf, hasLiterals, literalsAt, type Literal } from './literal.ts';
import { paragraphIn, unquoted } from './paragraph.ts';
import { findPlaceholders } from './placeholders.ts';
import { parsePromptFile, promptFileKind } from './prompt-file.ts';
import { isPromptFile, likelyPrompts, type SearchedText } from './prompts-in.ts';
import type { DraftTurn } from './segments.ts';
import { previewOf, textSegments } from './segments.ts';
import { PROMPT_LINES } from '../strings/prompt-lines.ts';

const NAMES = PROMPT_LINES.names;

/** A document, and what is selected in it. */
export interface EditorText extends SearchedText {
  /** [start, end) offsets of the selection; equal for a bare cursor. */
  readonly start: number;
  readonly end: number;
}

/** A text in the editor that may be the prompt. */
export interface Candidate {
  /** What it is, for people; one of `NAMES`. */
  readonly name: string;
  readonly turns: readonly DraftTurn[];
  /** 0-based line where it begins. */
  readonly line: number;
  /** What a prompt file asks of models; absent for nothing. */
  readonly asks?: readonly string[];
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

/** All of a file as one prompt. Throws a `UsageError` in a file that may hold keys. */
export function wholeFile({ path, languageId, text }: SearchedText): Candidate {
  refuseSecrets([path], text);
  const kind = promptFileKind(path, languageId);
  if (kind) return { name: NAMES.wholeFile, ...parsePromptFile(kind, newLines(text)), certain: true };
  const { body, bodyLine } = PROSE.has(languageId) ? splitFrontMatter(text) : { body: text, bodyLine: 0 };
  const lead = /^\s*/.exec(body)?.[0] ?? '';
  return candidate(NAMES.wholeFile, newLines(body), bodyLine + lead.split('\n').length - 1, true);
}

/** Whether a prompt is a part of the file that is one prompt from end to end. */
export function isPartOfFile({ turns }: Candidate, document: SearchedText): boolean {
  if (!isPromptFile(document.path, document.languageId)) return false;
  return previewOf(turns).trim() !== previewOf(wholeFile(document).turns).trim();
}

/** The prompt that begins at an offset: a string, or a prompt file; `null` when it is not there any more. */
export function promptFrom(document: SearchedText, start: number): Candidate | null {
  if (isPromptFile(document.path, document.languageId)) return wholeFile(document);
  refuseSecrets([document.path], document.text);
  const literal = likelyPrompts(document).find((one) => one.start === start);
  return literal ? stringCandidate(document.text, literal, true) : null;
}

function inSelection(editor: EditorText): readonly Candidate[] {
  const { text, languageId, start, end } = editor;
  const comment = selectedComment(text, commentsOf(text, languageId), start, end);
  if (comment) return [candidate(NAMES.selection, comment.text, lineAt(text, comment.start), true)];
  const strings = stringsOf(editor, true);
  if (strings.length > 0) return strings;
  const selected = text.slice(start, end);
  const lead = /^\s*/.exec(selected)?.[0].length ?? 0;
  const quote = PROSE.has(languageId) ? selectedQuote(editor) : null;
  return [candidate(NAMES.selection, quote ?? newLines(selected), lineAt(text, start + lead), true)];
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

/** Prompts of a file that are listed where the cursor stands in none. */
const MOST_OTHERS = 30;
/** Languages in which `>` at the beginning of a line marks a quote. */
const PROSE = new Set(['markdown', 'prompt', 'chatagent', 'instructions', 'quarto', 'mdx']);

function atCursor(editor: EditorText): readonly Candidate[] {
  const { path, languageId, text, start } = editor;
  if (promptFileKind(path, languageId)) return [{ ...wholeFile(editor), certain: false }];
  if (hasLiterals(languageId)) return inSource(editor);
  return [...paragraph(text, start), { ...wholeFile(editor), certain: false }];
}

/** What the cursor stands in; else the prompts of the file, the nearest first. A line of code is the last that is meant. */
function inSource(editor: EditorText): readonly Candidate[] {
  const { text, start } = editor;
  const here = [...stringsOf(editor, false), ...commentAt(editor)];
  const others = here.length > 0 ? [] : likelyPrompts(editor);
  const far = (literal: Literal): number => Math.abs(literal.start - start);
  const nearest = others.toSorted((a, b) => far(a) - far(b)).slice(0, MOST_OTHERS);
  const listed = nearest.map((literal) => stringCandidate(text, literal, false));
  return [here, listed].find((some) => some.length > 0) ?? paragraph(text, start);
}

function commentAt({ text, languageId, start }: EditorText): readonly Candidate[] {
  const comment = commentAround(text, commentsOf(text, languageId), start);
  return comment ? [candidate(NAMES.comment, comment.text, lineAt(text, comment.start), false)] : [];
}

function stringsOf({ text, languageId, start, end }: EditorText, certain: boolean): readonly Candidate[] {
  const literals = literalsAt(text, languageId, start, end);
  return literals.map((literal) => stringCandidate(text, literal, certain && literals.length === 1));
}

function stringCandidate(text: string, { start, segments }: Literal, certain: boolean): Candidate {
  return { name: NAMES.string, turns: [{ role: 'user', segments }], line: lineAt(text, start), certain };
}

function paragraph(text: string, at: number): readonly Candidate[] {
  const found = paragraphIn(newLines(text).split('\n'), lineAt(text, at));
  return found ? [candidate(NAMES.paragraph, found.text, found.first, false)] : [];
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
