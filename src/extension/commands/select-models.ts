import * as vscode from 'vscode';
import { chooseModels } from '../models/choose-models.ts';
import type { Services } from '../services.ts';

/** Select Models: what is ticked at the next probe of this workspace. */
export async function selectModels(services: Services): Promise<void> {
  const chosen = await chooseModels({ title: 'Select Models', prompt: null }, services);
  if (!chosen) return;
  const names = chosen.map(({ label }) => label).join(', ');
  void vscode.window.showInformationMessage(`The next probe asks ${names}.`);
}
