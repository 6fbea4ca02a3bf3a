import type * as vscode from 'vscode';
import type { ModelChoice } from './model-spec.ts';

const PICKS = 'models';

/** What was chosen last in this workspace. */
export class Remembered {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  /** The models of the last probe; `undefined` before the first one. */
  models(): readonly ModelChoice[] | undefined {
    const stored = this.state.get<unknown>(PICKS);
    return Array.isArray(stored) ? stored.filter(isChoice) : undefined;
  }

  async rememberModels(choices: readonly ModelChoice[]): Promise<void> {
    await this.state.update(PICKS, choices);
  }
}

function isChoice(value: unknown): value is ModelChoice {
  if (typeof value !== 'object' || value === null || !('spec' in value) || typeof value.spec !== 'string') return false;
  return !('label' in value) || value.label === undefined || typeof value.label === 'string';
}
