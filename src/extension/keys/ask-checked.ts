import * as vscode from 'vscode';
import { STRINGS } from '../strings.ts';

/** A question whose answer is tried before it is taken. */
export interface CheckedQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** What is wrong with a text as it is typed; `null`: nothing. */
  readonly problem: (typed: string) => string | null;
  /** Tries it. Why it does not work, as a sentence; `null`: it does. Never rejects. */
  readonly check: (typed: string) => Promise<string | null>;
}

/** Asks, tries the answer, and says at once when it does not work; Enter once more takes it all the same. `undefined`: went back. */
export function askChecked(question: CheckedQuestion): Promise<string | undefined> {
  const { title, prompt, value = '', placeholder = '', password = false, problem, check } = question;
  const input = vscode.window.createInputBox();
  Object.assign(input, { title, prompt, value, placeholder, password, ignoreFocusOut: true });
  return new Promise((resolve) => {
    let tried: string | null = null;
    const accept = async (): Promise<void> => {
      const typed = input.value;
      const wrong = problem(typed);
      if (wrong !== null) {
        input.validationMessage = wrong;
        return;
      }
      if (tried !== typed) {
        tried = typed;
        input.busy = true;
        input.enabled = false;
        const failure = await check(typed);
        input.busy = false;
        input.enabled = true;
        if (failure !== null) {
          const message = STRINGS.keys.keepAnyway(failure);
          input.validationMessage = { message, severity: vscode.InputBoxValidationSeverity.Warning };
          return;
        }
      }
      resolve(typed);
      input.hide();
    };
    input.onDidChangeValue((typed) => {
      input.validationMessage = typed === '' ? undefined : (problem(typed) ?? undefined);
    });
    input.onDidAccept(() => {
      if (!input.busy) void accept();
    });
    input.onDidHide(() => {
      input.dispose();
      resolve(undefined);
    });
    input.show();
  });
}
