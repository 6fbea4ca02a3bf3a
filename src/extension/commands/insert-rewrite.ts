import * as vscode from 'vscode';
import { controlAmong } from '../../core/model/control.ts';
import type { Run } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { rewriteChange } from '../../core/tables/rewrite-change.ts';
import { withoutLinks } from '../files/file-name.ts';
import type { PromptPlace } from '../prompt/find-again.ts';
import { STRINGS } from '../strings.ts';
import { findOrigin, openApart } from './edit-prompt.ts';

const words = STRINGS.rewrites.insert;
/** Documents that are shown beside a file before anything is changed in it. */
const SCHEME = 'convergence-probe-rewrite';

/** Shows what a rewrite changes in the file of its prompt, and puts it there when that is wanted; undoable, like any edit. */
export async function insertRewrite(run: Run, condition: string): Promise<void> {
  const change = rewriteChange(run, condition);
  const prompt = controlAmong(run.conditions)?.prompt;
  if (change === null || prompt === undefined) throw new UsageError(words.none);
  const { condition: rewritten } = change;
  // Both come from the run's file, and notifications turn some texts into links.
  const [name, changes] = [withoutLinks(condition), withoutLinks(change.changes)];
  if (rewritten.prompt === prompt) {
    void vscode.window.showInformationMessage(words.noText(changes));
    return;
  }
  const found = await placeOf(run);
  if (typeof found === 'string') return apart(rewritten.prompt, found);
  const { document, place } = found;
  const { insertionOf, withInsertions } = await import('../prompts.ts');
  const insertions = insertionOf(prompt, rewritten.prompt, place);
  if (typeof insertions === 'string') return apart(rewritten.prompt, words[insertions]);
  const { version } = document;
  const isWanted = await confirmed(document, withInsertions(place.text, insertions), { name, changes });
  if (!isWanted) return;
  if (document.version !== version) throw new UsageError(words.changed);
  const edit = new vscode.WorkspaceEdit();
  for (const { at, text } of insertions) edit.insert(document.uri, document.positionAt(at), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new UsageError(words.changed);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
  void vscode.window.showInformationMessage(words.done);
}

/** Where the prompt was; a sentence where that cannot be said. */
async function placeOf({
  origin,
}: Run): Promise<{ readonly document: vscode.TextDocument; readonly place: PromptPlace } | string> {
  if (origin === undefined) return words.noOrigin;
  const uri = await findOrigin(origin.path);
  if (uri === undefined) return words.notHere;
  const document = await vscode.workspace.openTextDocument(uri);
  const { languageId } = document;
  return { document, place: { text: document.getText(), languageId, line: origin.line } };
}

/** What was made is not lost where it cannot be put in. */
async function apart(prompt: string, why: string): Promise<void> {
  await openApart(prompt);
  void vscode.window.showWarningMessage(why);
}

/** Shows the change as a diff and asks. */
async function confirmed(
  { uri, languageId }: vscode.TextDocument,
  after: string,
  { name, changes }: { readonly name: string; readonly changes: string },
): Promise<boolean> {
  const content = { provideTextDocumentContent: () => after };
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, content);
  // A document of this scheme is kept by VS Code under its address: each has one of its own.
  const shown = uri.with({ scheme: SCHEME, query: String(Date.now()) });
  const file = uri.path.split('/').at(-1) ?? '';
  try {
    await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(shown), languageId);
    const place = { viewColumn: vscode.ViewColumn.One, preview: true };
    await vscode.commands.executeCommand('vscode.diff', uri, shown, words.title(name, file), place);
    const said = words.question(name, changes);
    return (await vscode.window.showInformationMessage(said, words.button)) === words.button;
  } finally {
    provider.dispose();
    await close(shown);
  }
}

async function close(shown: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const own = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === shown.toString(),
  );
  if (own.length > 0) await vscode.window.tabGroups.close(own, true);
}
