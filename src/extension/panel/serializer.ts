import * as vscode from 'vscode';
import { readPanelState } from '../../protocol/messages.ts';
import { readSettings } from '../config/settings.ts';
import { kindOf } from '../log.ts';
import type { Uses } from '../services.ts';
import { STRINGS } from '../strings.ts';

/** Brings a panel back after a window reload: its state names the run, the store holds it. */
export async function restorePanel(
  panel: vscode.WebviewPanel,
  state: unknown,
  services: Uses<'log' | 'panels' | 'runs'>,
): Promise<void> {
  const { log, panels, runs } = services;
  try {
    const kept = readPanelState(state);
    const run = kept && (await runs.find(kept.runId, readSettings().analysis));
    if (run && !panels.isShown(run)) {
      panels.adopt(panel, run);
      return;
    }
    log.info('A panel was closed: its run is not kept any more.');
  } catch (error) {
    log.warn(`A panel could not be restored (${kindOf(error)}).`);
    void vscode.window.showWarningMessage(STRINGS.files.damaged);
  }
  panel.dispose();
}
