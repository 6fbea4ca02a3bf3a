import * as vscode from 'vscode';
import { chooseModels, type ChoosingUses } from '../models/choose-models.ts';
import { STRINGS } from '../strings.ts';

/** Select Models: what is ticked at the next probe of this workspace. */
export async function selectModels(services: ChoosingUses): Promise<void> {
  const chosen = await chooseModels({ title: STRINGS.models.titles.select, prompt: null }, services);
  if (!chosen) return;
  void vscode.window.showInformationMessage(STRINGS.models.chosen(chosen.map(({ label }) => label)));
}
