import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import { readSettings } from '../config/settings.ts';
import { promptFrom } from './editor-prompts.ts';
import { finalPrompt } from './final-prompt.ts';
import { HiddenFiles } from './hidden-files.ts';
import type { Span } from './find-again.ts';
import type { LastResults, PromptPlace } from './last-result.ts';
import { originOf } from './origin.ts';
import { isPromptFile, promptSpans, type SearchedText } from './prompts-in.ts';
import { PROMPT_LINES } from '../strings/prompt-lines.ts';

/** Documents that somebody writes: no output, no old versions, no settings. */
const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web', 'vscode-notebook-cell'];
export const WRITTEN = SCHEMES.map((scheme) => ({ scheme }));

/** What the command of a lens is given: the document, and where in it the prompt begins. */
export interface LensPlace {
  readonly uri: vscode.Uri;
  readonly start: number;
}

type Found = readonly Span[];
const ACTION = vscode.CodeActionKind.RefactorRewrite;
const TOGGLE = 'convergenceProbe.toggleLenses';
const made = new WeakMap<vscode.Memento, ProbeOffers>();

/** The offers of a window, by the state of its workspace: those that are shown are those that a command hides. */
export function probeOffers(state: vscode.Memento): ProbeOffers {
  const offers = made.get(state) ?? new ProbeOffers(state);
  made.set(state, offers);
  return offers;
}

/** Offers to probe the prompts of documents: in a line above each, and in the menu of the light bulb inside them. */
class ProbeOffers implements vscode.CodeLensProvider, vscode.CodeActionProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly hidden: HiddenFiles;
  private results: LastResults | null = null;
  private last: { readonly document: vscode.TextDocument; readonly version: number; readonly found: Found } | null =
    null;

  constructor(state: vscode.Memento) {
    this.hidden = new HiddenFiles(state);
  }

  /** Shows the lenses of a file or hides them, from now on. Resolves to whether they are hidden. */
  async toggle(uri: vscode.Uri): Promise<boolean> {
    const isHidden = await this.hidden.toggle(uri.toString());
    this.changed.fire();
    return isHidden;
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!readSettings(document.uri).codeLens || this.hidden.has(document.uri.toString())) return [];
    const prompts = this.promptsOf(document);
    const found = prompts.length === 0 ? [] : await this.lastResults(document, prompts);
    return prompts.flatMap(({ start }, at) => {
      const { line } = document.positionAt(start);
      const lens = (command: vscode.Command): vscode.CodeLens =>
        new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command);
      const probe = lens(probeCommand(PROMPT_LINES.probe, document, start));
      const hide = {
        title: PROMPT_LINES.hide,
        tooltip: PROMPT_LINES.hideTip,
        command: TOGGLE,
        arguments: [document.uri],
      };
      const last = (found[at] ?? []).map(lens);
      return at === 0 ? [probe, ...last, lens(hide)] : [probe, ...last];
    });
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    const at = document.offsetAt(range.start);
    const prompt = this.promptsOf(document).find(({ start, end }) => start <= at && at <= end);
    if (!prompt || isPromptFile(document.uri.path, document.languageId) || document.offsetAt(range.end) > prompt.end)
      return [];
    const action = new vscode.CodeAction(PROMPT_LINES.action, ACTION);
    action.command = probeCommand(action.title, document, prompt.start);
    return [action];
  }

  /** `results`: what was found before, above each prompt. Until it is disposed of. */
  register(results: LastResults): vscode.Disposable {
    const { languages, workspace } = vscode;
    this.results = results;
    return vscode.Disposable.from(
      this.changed,
      results.onDidChange(() => {
        this.changed.fire();
      }),
      languages.registerCodeLensProvider(WRITTEN, this),
      languages.registerCodeActionsProvider(WRITTEN, this, { providedCodeActionKinds: [ACTION] }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('convergenceProbe.codeLens')) this.changed.fire();
      }),
    );
  }

  /** What the last run of each prompt found, and its comparison with the one before. */
  private async lastResults(document: vscode.TextDocument, prompts: Found): Promise<readonly vscode.Command[][]> {
    if (this.results === null) return [];
    const { languageId, uri } = document;
    const text = { path: uri.path, languageId, text: document.getText() };
    const isWhole = isPromptFile(uri.path, languageId);
    const places = prompts.map(({ start }): PromptPlace => {
      const { path, line } = originOf(document, document.positionAt(start).line);
      return { path, line, isWhole, prompt: sentText(text, start) };
    });
    const found = await this.results.of(places);
    return found.map((last) => {
      if (last === null) return [];
      const { key, title, canCompare } = last;
      const show = {
        title,
        tooltip: PROMPT_LINES.showResults,
        command: 'convergenceProbe.openRun',
        arguments: [key],
      };
      const compare = {
        title: PROMPT_LINES.compare,
        command: 'convergenceProbe.compareWithPrevious',
        arguments: [key],
      };
      return canCompare ? [show, { ...compare, tooltip: PROMPT_LINES.compareTip }] : [show];
    });
  }

  /** Light bulbs are asked for at every move of the cursor: a document is read once. */
  private promptsOf(document: vscode.TextDocument): Found {
    const { version, languageId, uri } = document;
    if (this.last?.document === document && this.last.version === version) return this.last.found;
    const found = promptSpans({ path: uri.path, languageId, text: document.getText() });
    this.last = { document, version, found };
    return found;
  }
}

/** What would be sent of the prompt that begins there; `null` when it has gaps, or may hold a key. */
function sentText(text: SearchedText, start: number): string | null {
  try {
    const turns = promptFrom(text, start)?.turns ?? [];
    const hasGaps = turns.some(({ segments }) => segments.some(({ kind }) => kind === 'hole'));
    return turns.length === 0 || hasGaps ? null : finalPrompt(turns, new Map()).prompt;
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

function probeCommand(title: string, { uri }: vscode.TextDocument, start: number): vscode.Command {
  const place: LensPlace = { uri, start };
  return { title, command: 'convergenceProbe.probe', arguments: [place] };
}
