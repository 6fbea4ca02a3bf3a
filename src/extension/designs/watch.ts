import * as vscode from 'vscode';
import type { Problem } from '../../core/design/design.ts';
import { readDesign } from '../../core/design/read-design.ts';
import { lensesOf } from './lenses.ts';
import { isDesignName } from './names.ts';
import { readDocument } from './read-document.ts';
import { PROBE_FILES } from '../strings/probe-files.ts';

/** How long nothing is typed before a file is read again, ms. */
const PAUSE_MS = 250;
const PATTERN: vscode.DocumentSelector = [{ pattern: '**/*.probe.yaml' }, { pattern: '**/*.probe.yml' }];

/** Underlines what is wrong in the probe files that are open, and offers to run them. */
export function watchDesigns(): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('convergenceProbe');
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const stop = ({ uri }: vscode.TextDocument): void => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const look = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const { problems } = await readDocument(document);
    // Typed on, or closed, meanwhile.
    if (document.version !== version || document.isClosed) return;
    diagnostics.set(document.uri, problems.map(diagnosticOf));
  };
  const lookSoon = (document: vscode.TextDocument, afterMs = PAUSE_MS): void => {
    if (!isDesignName(document.uri.path)) return;
    stop(document);
    timers.set(
      document.uri.toString(),
      setTimeout(() => void look(document), afterMs),
    );
  };
  const { workspace } = vscode;
  // A prompt in a file of its own may have been made or changed.
  const lookAtAll = (): void => {
    for (const document of workspace.textDocuments) lookSoon(document);
  };
  for (const document of workspace.textDocuments) lookSoon(document, 0);
  return vscode.Disposable.from(
    diagnostics,
    { dispose: () => timers.forEach(clearTimeout) },
    vscode.languages.registerCodeLensProvider(PATTERN, { provideCodeLenses: codeLenses }),
    workspace.onDidOpenTextDocument((document) => {
      lookSoon(document, 0);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      lookSoon(document);
    }),
    workspace.onDidSaveTextDocument(lookAtAll),
    workspace.onDidCloseTextDocument((document) => {
      stop(document);
      diagnostics.delete(document.uri);
    }),
  );
}

function diagnosticOf({ line, column, endLine, endColumn, message }: Problem): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = PROBE_FILES.product;
  return diagnostic;
}

function codeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
  return lensesOf(readDesign(document.getText())).map(({ line, title, conditions }) => {
    const command = { title, command: 'convergenceProbe.runProbeFile', arguments: [{ uri: document.uri, conditions }] };
    return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command);
  });
}
