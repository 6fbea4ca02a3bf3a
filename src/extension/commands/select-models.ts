import * as vscode from 'vscode';
import { chooseModels, type ChoosingUses } from '../models/choose-models.ts';

/** Select Models: what is ticked at the next probe of this workspace. */
export async function selectModels(services: ChoosingUses): Promise<void> {
  const chosen = await chooseModels({ title: 'Select Models', prompt: null }, services);
  if (!chosen) return;
  const names = chosen.map(({ label }) => label).join(', ');
  void vscode.window.showInformationMessage(`The next probe asks ${names}.`);
}
