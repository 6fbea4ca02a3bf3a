import * as vscode from 'vscode';
import { runChoices, type RunChoice } from './run-choices.ts';

interface RunItem extends vscode.QuickPickItem {
  readonly choice: RunChoice;
}

/** What decides which numbers are on offer. */
export interface RunsQuestion {
  /** Number of models. */
  readonly models: number;
  /** N of the settings. */
  readonly usual: number;
  /** How many answers a recording holds; `null` when no recorded model was chosen. */
  readonly recorded: number | null;
}

/** Asks for N; any number can be typed. `undefined` when the user went back. */
export async function chooseRuns(question: RunsQuestion): Promise<number | undefined> {
  const pick = vscode.window.createQuickPick<RunItem>();
  pick.title = `Probe Convergence: how many runs ${question.models === 1 ? 'of the model' : `of each of the ${question.models} models`}?`;
  pick.placeholder = 'Choose, or type a number';
  pick.ignoreFocusOut = true;
  const show = (): void => {
    const items = runChoices({ ...question, typed: pick.value }).map((choice): RunItem => ({
      label: choice.label,
      description: choice.description,
      alwaysShow: true,
      choice,
    }));
    pick.items = items;
    pick.activeItems = items.filter(({ choice }) => choice.preferred).slice(0, 1);
  };
  show();
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item?.choice.runs == null) return;
      resolve(item.choice.runs);
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}
