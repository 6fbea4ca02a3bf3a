import * as vscode from 'vscode';
import { kindOf } from '../log.ts';
import { withoutLinks } from '../files/file-name.ts';
import type { Uses } from '../services.ts';
import { STRINGS } from '../strings.ts';

/** Runs a command's work; an error becomes one sentence and, when it is a defect, a line in the log. */
export async function withErrorsShown<T>(
  { log, showLog }: Uses<'log' | 'showLog'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === 'UsageError') {
      void vscode.window.showErrorMessage(withoutLinks(error.message));
      return undefined;
    }
    // The stack names places in our own code; the message is left out, it may quote what a server said.
    const place =
      error instanceof Error
        ? (error.stack
            ?.split('\n')
            .find((line) => line.includes(' at '))
            ?.trim() ?? '')
        : '';
    log.warn(`Unexpected error (${kindOf(error)}) ${place}`);
    const { text, showLog: show } = STRINGS.unexpected;
    if ((await vscode.window.showErrorMessage(text, show)) === show) showLog();
    return undefined;
  }
}
