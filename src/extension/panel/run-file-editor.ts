import * as vscode from 'vscode';
import { UsageError } from '../../core/model/usage-error.ts';
import { readSettings } from '../config/settings.ts';
import { readGiven } from '../files/read-given.ts';
import { fileNameOf } from '../files/file-name.ts';
import { kindOf } from '../log.ts';
import type { Uses } from '../services.ts';
import { STRINGS } from '../strings.ts';

/** Shows the run in a file in the place of its text. The file itself is only read: the run that is shown is kept like any other. */
export async function showRunFile(
  uri: vscode.Uri,
  panel: vscode.WebviewPanel,
  { runs, panels, log }: Uses<'runs' | 'panels' | 'log'>,
): Promise<void> {
  try {
    const { content, name } = await readGiven(uri, vscode.workspace.fs);
    const run = await runs.openFile(content, name, readSettings().analysis);
    panels.adopt(panel, run);
  } catch (error) {
    const isForPeople = error instanceof UsageError || (error instanceof Error && error.name === 'UsageError');
    if (!isForPeople) log.warn(`A run file could not be opened (${kindOf(error)}).`);
    panel.webview.html = refusal(fileNameOf(uri.path), isForPeople ? error.message : STRINGS.unexpected.text);
  }
}

/** The page of a file that cannot be read: no script, no link, the sentence as text. */
function refusal(name: string, sentence: string): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
    <title>${asText(name)}</title>
  </head>
  <body>
    <h1>${asText(name)}</h1>
    <p role="alert">${asText(sentence)}</p>
    <p>${STRINGS.files.runFile.asText}</p>
  </body>
</html>
`;
}

const asText = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
