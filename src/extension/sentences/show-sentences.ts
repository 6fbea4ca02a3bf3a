import * as vscode from 'vscode';
import { effectWords } from '../../core/analysis/insight/screening.ts';
import { controlAmong } from '../../core/model/control.ts';
import type { ScreenedPart, ScreeningReport } from '../../core/model/screening-report.ts';
import type { Run } from '../../core/model/run.ts';
import { findOrigin } from '../commands/edit-prompt.ts';
import { STRINGS } from '../strings.ts';
import { barSvg, certaintyOf, lookOf, shownEffect, type Look } from './bars.ts';
import { placesOf, type PlacedPart } from './part-places.ts';

/** What the sentences of a prompt do, beside them in the editor, until the document is changed. */

const WORDS = STRINGS.probe.sentences;

/** Shows it for a run, where its prompt stands in a document of this workspace; `false` where it does not. */
export async function showSentences(run: Run, screening: ScreeningReport): Promise<boolean> {
  const { origin } = run;
  const prompt = controlAmong(run.conditions)?.prompt ?? '';
  const uri = origin && (await findOrigin(origin.path));
  if (!origin || !uri) return false;
  const document = await vscode.workspace.openTextDocument(uri);
  const { findAgain } = await import('../prompts.ts');
  const span = findAgain(prompt, { text: document.getText(), languageId: document.languageId, line: origin.line });
  if (span === null) return false;
  const places = placesOf(prompt, screening.parts, document.getText(), span.start);
  if (places.length === 0) return false;
  shown.get(document.uri.toString())?.dispose();
  shown.set(document.uri.toString(), new ShownSentences(document, places, screening));
  return true;
}

/** By document; a later run takes the place of an earlier one. */
const shown = new Map<string, ShownSentences>();

class ShownSentences {
  readonly #document: vscode.TextDocument;
  readonly #types: readonly (readonly [vscode.TextEditorDecorationType, readonly vscode.DecorationOptions[]])[];
  readonly #listening: vscode.Disposable;

  constructor(document: vscode.TextDocument, places: readonly PlacedPart[], screening: ScreeningReport) {
    this.#document = document;
    const looks = new Set(places.map(({ part }) => lookOf(part)));
    this.#types = [...looks].map((look) => [
      decorationOf(look),
      places
        .filter(({ part }) => lookOf(part) === look)
        .map(({ part, start, end }) => ({
          range: new vscode.Range(document.positionAt(start), document.positionAt(end)),
          hoverMessage: hoverOf(part, screening),
        })),
    ]);
    this.#listening = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#draw();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document: changed, contentChanges }) => {
        if (changed === document && contentChanges.length > 0) this.dispose();
      }),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        if (closed === document) this.dispose();
      }),
    );
    this.#draw();
  }

  dispose(): void {
    const key = this.#document.uri.toString();
    if (shown.get(key) === this) shown.delete(key);
    this.#listening.dispose();
    for (const [type] of this.#types) type.dispose();
  }

  #draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document !== this.#document) continue;
      for (const [type, options] of this.#types) editor.setDecorations(type, options);
    }
  }
}

/** The bar in the gutter, and a line below what fresh runs confirm. */
function decorationOf(look: Look): vscode.TextEditorDecorationType {
  const [step, certainty] = look.split(' ') as [string, Parameters<typeof barSvg>[1]];
  const svg = barSvg(Number(step), certainty);
  return vscode.window.createTextEditorDecorationType({
    gutterIconPath: vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`),
    gutterIconSize: 'contain',
    ...(certainty === 'confirmed' && {
      backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
      overviewRulerColor: new vscode.ThemeColor('editorInfo.foreground'),
      overviewRulerLane: vscode.OverviewRulerLane.Right,
    }),
  });
}

/** What the part does, in words. Answers are hostile text, so that nothing in them is markup. */
function hoverOf(part: ScreenedPart, { answers }: ScreeningReport): vscode.MarkdownString {
  const effect = shownEffect(part);
  const all = [...new Set(answers.flatMap(({ answer }) => answer ?? []))];
  const hover = new vscode.MarkdownString();
  const lines = [
    WORDS.status[certaintyOf(part)],
    ...(effect === undefined ? [] : [WORDS.effect(effectWords(effect), all.length === 1 ? all[0]! : null)]),
    ...(effect === undefined ? [] : [WORDS.counts(effect.with, effect.without)]),
  ];
  for (const line of lines) hover.appendText(`${line}\n\n`);
  return hover;
}
