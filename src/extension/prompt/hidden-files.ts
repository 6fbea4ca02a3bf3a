import type * as vscode from 'vscode';

const STORED = 'filesWithoutLenses';
/** Files that are remembered; the oldest go first. */
const MOST = 500;

/** The files above whose prompts nothing is shown, for a workspace. */
export class HiddenFiles {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  has(uri: string): boolean {
    return this.all().includes(uri);
  }

  /** Takes a file in or out. Resolves to whether it is in. */
  async toggle(uri: string): Promise<boolean> {
    const others = this.all().filter((one) => one !== uri);
    const isHidden = others.length === this.all().length;
    await this.state.update(STORED, isHidden ? [...others, uri].slice(-MOST) : others);
    return isHidden;
  }

  private all(): readonly string[] {
    const stored = this.state.get<unknown>(STORED);
    return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : [];
  }
}
