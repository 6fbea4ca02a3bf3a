import * as vscode from 'vscode';
import { hideAllLenses } from '../config/settings.ts';
import type { Uses } from '../services.ts';

/** Show or Hide Probe Lines: those above the prompts of one file, from now on. */
export async function toggleLenses({ context }: Uses<'context'>, given: unknown): Promise<void> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!uri) return;
  const { probeOffers } = await import('../prompts.ts');
  const offers = probeOffers(context.workspaceState);
  if (!(await offers.toggle(uri))) return;
  const pressed = await vscode.window.showInformationMessage(
    'Probe is no longer shown above the prompts of this file.',
    'Undo',
    'Hide in All Files',
  );
  if (pressed === 'Undo') await offers.toggle(uri);
  else if (pressed === 'Hide in All Files') await hideAllLenses();
}
