import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import type { SeveralPrompts } from '../prompt/several-prompts.ts';
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
  const selected = severalPrompts({ path: uri.path, languageId, text: document.getText(), selections });
  const prompts = await meantBy(selected);
  if (prompts === undefined) return;
  if (prompts.length < 2) {
    throw new UsageError(
      'Select at least two different prompts: with several cursors, or one selection that holds several strings, paragraphs or parts between lines of ---.',
    );
  }
  if (prompts.length > MOST) throw new UsageError(`${prompts.length} prompts are selected; compare at most ${MOST}.`);
  const { designOfPrompts } = await import('../designs.ts');
  await showUntitledDesign('compare', designOfPrompts(prompts));
}

/** Paragraphs may be several prompts or one: asked. One gets a variant to be written. `undefined`: the user went back. */
async function meantBy({ prompts, whole }: SeveralPrompts): Promise<readonly string[] | undefined> {
  if (whole === null || prompts.length < 2) return prompts;
  const several = {
    label: `$(list-unordered) ${prompts.length} prompts, one for each paragraph`,
    detail: prompts.map((prompt) => `“${beginOf(prompt)}”`).join(', '),
    meant: prompts,
  };
  const one = {
    label: '$(edit) One prompt, to be compared with a variant of it',
    detail: 'The variant is the same text to begin with; change it in the probe file.',
    meant: [whole, `${whole}\n\n${VARIANT}`],
  };
  const chosen = await vscode.window.showQuickPick([several, one], {
    title: 'Compare as Conditions',
    placeHolder: 'What is selected?',
  });
  return chosen?.meant;
}

const VARIANT = '(Change this copy.)';

function beginOf(prompt: string): string {
  const line = prompt.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
