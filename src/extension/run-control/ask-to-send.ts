import * as vscode from 'vscode';
import type { RunHeader, TrialKey } from '../../core/model/run.ts';
import { estimateRun } from '../../core/money/estimate.ts';
import type { Settings } from '../config/settings.ts';
import { confirmationOf } from './confirmation.ts';

/** Tells what sending these trials takes and asks, when there is something to ask. `false`: the user went back. */
export async function askToSend(
  header: RunHeader,
  missing: readonly TrialKey[],
  fromFile: boolean,
  settings: Settings,
): Promise<boolean> {
  const question = confirmationOf({ estimate: estimateRun(header, missing), header, fromFile }, settings);
  if (question === null) return true;
  const { title, detail, button } = question;
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, button)) === button;
}
