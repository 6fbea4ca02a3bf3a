import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import { showUntitledDesign } from './show-untitled.ts';

/** More prompts than anybody compares; a whole book was selected. */
const MOST = 100;

/** Compare as Conditions: a probe file with a condition for each prompt that is selected, to be looked over and run. */
export async function compareAsConditions(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UsageError('Open a file and select the prompts to compare.');
  const { document } = editor;
  const selections = [...editor.selections]
    .map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const)
    .sort(([a], [b]) => a - b);
  const { languageId, uri } = document;
  const { severalPrompts } = await import('../prompts.ts');
  const prompts = severalPrompts({ path: uri.path, languageId, text: document.getText(), selections });
  if (prompts.length < 2) {
    throw new UsageError(
      'Select at least two different prompts: with several cursors, or one selection that holds several strings, paragraphs or parts between lines of ---.',
    );
  }
  if (prompts.length > MOST) throw new UsageError(`${prompts.length} prompts are selected; compare at most ${MOST}.`);
  const { designOfPrompts } = await import('../designs.ts');
  await showUntitledDesign('compare', designOfPrompts(prompts));
}
