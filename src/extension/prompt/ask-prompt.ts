import * as vscode from 'vscode';
import type { PromptOrigin } from '../../core/model/run.ts';
import type { Candidate } from './editor-prompts.ts';
import type { LensPlace } from './offer-probes.ts';
import type { SearchedText } from './prompts-in.ts';
import type { DraftTurn } from './segments.ts';
import { previewOf } from './segments.ts';
import { originOf } from './origin.ts';
import { STRINGS } from '../strings.ts';

/** A prompt that was pointed at in the editor, gaps and all. */
export interface FoundPrompt {
  readonly turns: readonly DraftTurn[];
  readonly origin: PromptOrigin;
  readonly document: vscode.Uri;
  /** See `PromptFile.asks`. */
  readonly asks: readonly string[];
}

type Choice = vscode.QuickPickItem & ({ readonly use: Candidate } | { readonly edit: Candidate });

/** Longest preview of a prompt, characters; a line of a quick pick shows about that much. */
const PREVIEW = 300;

/**
 * The prompt the user means; asks when that is not plain: of a menu it is plain in a file that holds one. `undefined` when
 * there is none or the user went back.
 */
export async function askPrompt(editor: vscode.TextEditor, isFromMenu = false): Promise<FoundPrompt | undefined> {
  const { document, selection } = editor;
  const { findPrompts, isPartOfFile } = await import('../prompts.ts');
  const candidates = findPrompts({
    ...searched(document),
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
  });
  const [first] = candidates;
  if (!first) {
    void vscode.window.showInformationMessage(STRINGS.probe.noPrompt);
    return undefined;
  }
  const chosen = candidates.length === 1 && (first.certain || isFromMenu) ? first : await confirm(candidates);
  return chosen && foundIn(document, chosen, isPartOfFile(chosen, searched(document)));
}

/** The prompt that begins at a place; asks when it is not there any more. */
export async function promptAt({ uri, start }: LensPlace): Promise<FoundPrompt | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const { promptFrom } = await import('../prompts.ts');
  const found = promptFrom(searched(document), start);
  if (found) return foundIn(document, found);
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(start);
  editor.selection = new vscode.Selection(at, at);
  return askPrompt(editor);
}

/** Where a lens or a light bulb found the prompt; `null` where it is the one at the cursor. */
export function readPlace(given: unknown): LensPlace | null {
  if (typeof given !== 'object' || given === null) return null;
  const { uri, start } = given as { readonly uri?: unknown; readonly start?: unknown };
  return uri instanceof vscode.Uri && typeof start === 'number' && start >= 0 ? { uri, start } : null;
}

/** All of a document as the prompt. */
export async function promptOf(document: vscode.TextDocument): Promise<FoundPrompt> {
  const { wholeFile } = await import('../prompts.ts');
  return foundIn(document, wholeFile(searched(document)));
}

function searched(document: vscode.TextDocument): SearchedText {
  return { path: document.uri.path, languageId: document.languageId, text: document.getText() };
}

function foundIn(document: vscode.TextDocument, { turns, line, asks = [] }: Candidate, isPart = false): FoundPrompt {
  const origin = { ...originOf(document, line), ...(isPart && { isPart }) };
  return { turns, origin, document: document.uri, asks };
}

async function confirm(candidates: readonly Candidate[]): Promise<Candidate | undefined> {
  const { which } = STRINGS.probe;
  const uses = candidates.map((candidate): Choice => ({
    label: which.candidate(candidate.name, candidate.line + 1),
    detail: short(previewOf(candidate.turns)),
    use: candidate,
  }));
  const [first] = candidates;
  const edit: Choice[] = first
    ? [
        {
          label: which.edit,
          detail: which.editDetail,
          edit: first,
        },
      ]
    : [];
  const chosen = await vscode.window.showQuickPick([...uses, ...edit], {
    title: which.title,
    placeHolder: which.placeholder,
    matchOnDetail: true,
  });
  if (!chosen) return undefined;
  if ('use' in chosen) return chosen.use;
  await openForEditing(previewOf(chosen.edit.turns));
  return undefined;
}

async function openForEditing(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  const editor = await vscode.window.showTextDocument(document);
  editor.selection = new vscode.Selection(new vscode.Position(0, 0), document.positionAt(content.length));
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > PREVIEW ? `${line.slice(0, PREVIEW - 1)}…` : line;
}
