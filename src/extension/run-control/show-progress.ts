import * as vscode from 'vscode';
import { Pulse } from '../panel/pulse.ts';
import type { Uses } from '../services.ts';
import type { OpenRun } from './open-run.ts';
import type { Started } from './run-control.ts';

/** Shows the panel of a run that is being sent and how far it is, until it is over. */
export async function showUntilDone(started: Started, services: Uses<'panels' | 'runs'>): Promise<void> {
  services.panels.show(started.run);
  await showProgress(started);
  void announce(started.run, services);
}

async function showProgress({ run, done }: Started): Promise<void> {
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Convergence Probe', cancellable: true },
    async (progress, token) => {
      token.onCancellationRequested(() => {
        run.stop();
      });
      let shown = 0;
      // A message to the window for each answer would be too many.
      const pulse = new Pulse(() => {
        const { settled, wanted } = run.sent;
        const increment = ((settled - shown) / wanted) * 100;
        if (settled > shown) progress.report({ message: `${settled} of ${wanted}`, increment });
        shown = settled;
        return Promise.resolve();
      });
      const changes = run.onDidChange(() => {
        pulse.poke();
      });
      try {
        await done;
      } finally {
        changes.dispose();
        pulse.dispose();
      }
    },
  );
}

/** A run whose panel was closed meanwhile is not lost: it can be opened, and it is kept either way. */
async function announce(run: OpenRun, { panels, runs }: Uses<'panels' | 'runs'>): Promise<void> {
  if (panels.isShown(run)) return;
  const pressed = await vscode.window.showInformationMessage(
    `The probe is over: ${run.sent.settled} calls.`,
    'Open Results',
  );
  if (pressed === 'Open Results') panels.show(run);
  else if (!panels.isShown(run)) runs.release(run);
}
