import * as vscode from 'vscode';
import { runChoices, type RunChoice } from './run-choices.ts';
import { STRINGS } from '../strings.ts';

interface RunItem extends vscode.QuickPickItem {
  readonly choice: RunChoice;
}

/** What decides which numbers are on offer. */
export interface RunsQuestion {
  /** What is asked; that of a probe when absent. */
  readonly title?: string;
  /** Number of models. */
  readonly models: number;
  /** See `RunChoiceFacts`. */
  readonly calls?: (runs: number) => number;
  /** N of the settings. */
  readonly usual: number;
  /** How many answers a recording holds; `null` when no recorded model was chosen. */
  readonly recorded: number | null;
  /** Says what a number of runs is likely to cost, once that can be said; the empty string for nothing to say. */
  readonly cost: Promise<(runs: number, untilSettled?: boolean) => string>;
  /** Whether it may be sent until it is settled. */
  readonly canSettle: boolean;
}

/** How many runs of each model, or how many at most. */
export interface ChosenRuns {
  readonly runs: number;
  readonly untilSettled: boolean;
}

/** Asks for N; any number can be typed. `undefined` when the user went back. */
export async function chooseRuns(question: RunsQuestion): Promise<ChosenRuns | undefined> {
  const pick = vscode.window.createQuickPick<RunItem>();
  pick.title = question.title ?? STRINGS.probe.runs.title(question.models);
  pick.placeholder = STRINGS.probe.runs.placeholder;
  pick.ignoreFocusOut = true;
  let cost = (_runs: number, _untilSettled?: boolean): string => '';
  const show = (): void => {
    const items = runChoices({ ...question, typed: pick.value, cost }).map((choice): RunItem => ({
      label: choice.label,
      description: choice.description,
      alwaysShow: true,
      choice,
    }));
    const chosen = pick.activeItems[0]?.choice.runs;
    pick.items = items;
    // Prices may come while someone walks through the list.
    const same = items.filter(({ choice }) => choice.runs !== null && choice.runs === chosen);
    pick.activeItems = [...same, ...items.filter(({ choice }) => choice.preferred)].slice(0, 1);
  };
  show();
  let open = true;
  question.cost.then(
    (known) => {
      cost = known;
      if (open) show();
    },
    () => undefined, // what is wrong is said when the probe is laid out
  );
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item?.choice.runs == null) return;
      const { runs, untilSettled = false } = item.choice;
      resolve({ runs, untilSettled });
      pick.hide();
    });
    pick.onDidHide(() => {
      open = false;
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}
