import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import type { SeveralPrompts } from '../prompt/several-prompts.ts';
import { showUntitledDesign } from './show-untitled.ts';
import { STRINGS } from '../strings.ts';

const WORDS = STRINGS.probe.conditions;
/** More prompts than anybody compares; a whole book was selected. */
const MOST = 100;

/** Compare as Conditions: a probe file with a condition for each prompt that is selected, to be looked over and run. */
export async function compareAsConditions(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new UsageError(WORDS.noEditor);
  const { document } = editor;
  const selections = [...editor.selections]
    .map(({ start, end }) => [document.offsetAt(start), document.offsetAt(end)] as const)
    .sort(([a], [b]) => a - b);
  const { languageId, uri } = document;
  const { severalPrompts } = await import('../prompts.ts');
  const selected = severalPrompts({ path: uri.path, languageId, text: document.getText(), selections });
  const prompts = await meantBy(selected);
  if (prompts === undefined) return;
  if (prompts.length < 2) throw new UsageError(WORDS.tooFew);
  if (prompts.length > MOST) throw new UsageError(WORDS.tooMany(prompts.length, MOST));
  const { designOfPrompts } = await import('../designs.ts');
  await showUntitledDesign('compare', designOfPrompts(prompts));
}

/** Paragraphs may be several prompts or one: asked. One gets a variant to be written. `undefined`: the user went back. */
async function meantBy({ prompts, whole }: SeveralPrompts): Promise<readonly string[] | undefined> {
  if (whole === null || prompts.length < 2) return prompts;
  const several = {
    label: WORDS.several(prompts.length),
    detail: prompts.map((prompt) => `“${beginOf(prompt)}”`).join(', '),
    meant: prompts,
  };
  const one = {
    label: WORDS.one,
    detail: WORDS.oneDetail,
    meant: [whole, `${whole}\n\n${VARIANT}`],
  };
  const chosen = await vscode.window.showQuickPick([several, one], {
    title: WORDS.title,
    placeHolder: WORDS.placeholder,
  });
  return chosen?.meant;
}

const VARIANT = '(Change this copy.)';

function beginOf(prompt: string): string {
  const line = prompt.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
