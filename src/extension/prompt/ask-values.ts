import * as vscode from 'vscode';
import type { Hole } from './segments.ts';
import { STRINGS } from '../strings.ts';

/** Values given before, by name; kept in memory only, so that going back loses nothing. */
const given = new Map<string, string>();

/** Asks for the value of each gap. `undefined` when the user went back; what was typed is offered again next time. */
export async function askValues(holes: readonly Hole[]): Promise<ReadonlyMap<string, string> | undefined> {
  const values = new Map<string, string>();
  for (const [at, { name, source }] of holes.entries()) {
    const value = await vscode.window.showInputBox({
      title: STRINGS.probe.value.title(at + 1, holes.length),
      prompt: STRINGS.probe.value.prompt(source),
      value: given.get(name) ?? '',
      ignoreFocusOut: true,
    });
    if (value === undefined) return undefined;
    given.set(name, value);
    if (value !== '') values.set(name, value);
  }
  return values;
}
