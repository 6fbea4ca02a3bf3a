import * as vscode from 'vscode';
import { Pulse } from '../panel/pulse.ts';
import { showSentences } from '../sentences/show-sentences.ts';
import type { Uses } from '../services.ts';
import type { OpenRun } from './open-run.ts';
import { progressWords } from './progress-words.ts';
import type { Started } from './run-control.ts';
import { STRINGS } from '../strings.ts';

/** Shows the panel of a run that is being sent and how far it is, until it is over. */
export async function showUntilDone(started: Started, services: Uses<'panels' | 'runs'>): Promise<void> {
  services.panels.show(started.run);
  await showProgress(started);
  await showItsSentences(started.run);
  void announce(started.run, services);
}

/** In the status bar, where it covers nothing; a press brings the panel, which has Stop, the clock and the rest. */
async function showProgress({ run, done }: Started): Promise<void> {
  const item = vscode.window.createStatusBarItem('convergenceProbe.progress', vscode.StatusBarAlignment.Left);
  item.name = STRINGS.probeFiles.product;
  item.tooltip = STRINGS.probe.progress.tooltip;
  item.command = { title: STRINGS.probe.progress.show, command: 'convergenceProbe.openRun', arguments: [run.key] };
  const draw = (): void => {
    const words = progressWords(run.run, run.sent);
    item.text = `$(sync~spin) ${words}`;
    item.accessibilityInformation = { label: words };
  };
  // A message to the window for each answer would be too many.
  const pulse = new Pulse(() => Promise.resolve(draw()));
  const changes = run.onDidChange(() => {
    pulse.poke();
  });
  draw();
  item.show();
  try {
    await done;
  } finally {
    changes.dispose();
    pulse.dispose();
    item.dispose();
  }
}

/** A run whose panel was closed meanwhile is not lost: it can be opened, and it is kept either way. */
async function announce(run: OpenRun, { panels, runs }: Uses<'panels' | 'runs'>): Promise<void> {
  if (panels.isShown(run)) return;
  const { over, openResults } = STRINGS.probe.progress;
  const pressed = await vscode.window.showInformationMessage(over(run.sent.settled), openResults);
  if (pressed === openResults) panels.show(run);
  else if (!panels.isShown(run)) runs.release(run);
}

/** Beside the prompt in the editor, for a run that asked which of its sentences make the answer. */
export async function showItsSentences(run: OpenRun): Promise<boolean> {
  const screening = await run.screening();
  return screening !== null && (await showSentences(run.run, screening));
}
