import * as vscode from 'vscode';
import { hideAllLenses } from '../config/settings.ts';
import type { Uses } from '../services.ts';
import { STRINGS } from '../strings.ts';

/** Show or Hide Probe Lines: those above the prompts of one file, from now on. */
export async function toggleLenses({ context }: Uses<'context'>, given: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!uri) return;
  const { probeOffers } = await import('../prompts.ts');
  const offers = probeOffers(context.workspaceState);
  if (!(await offers.toggle(uri))) return;
  const { hidden, undo, hideAll } = STRINGS.probe.lines;
  const pressed = await vscode.window.showInformationMessage(hidden, undo, hideAll);
  if (pressed === undo) await offers.toggle(uri);
  else if (pressed === hideAll) await hideAllLenses();
}
