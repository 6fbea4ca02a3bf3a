import * as vscode from 'vscode';
import { figure, plural } from '../../core/text/prose.ts';
import { Pulse } from '../panel/pulse.ts';
import type { RunControl } from './run-control.ts';

/** Shows in the status bar how far the runs of this window are, while there are any; a click opens the last one. */
export function showStatus(runs: RunControl): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('convergenceProbe.running', vscode.StatusBarAlignment.Left);
  item.name = 'Convergence Probe';
  const pulse = new Pulse(() => {
    const running = runs.running;
    const latest = running.at(-1);
    if (latest === undefined) {
      item.hide();
      return Promise.resolve();
    }
    const settled = running.reduce((sum, { sent }) => sum + sent.settled, 0);
    const wanted = running.reduce((sum, { sent }) => sum + sent.wanted, 0);
    item.text = `$(sync~spin) Probe: ${figure(settled)} of ${figure(wanted)}`;
    item.tooltip = `${plural(running.length, 'probe')} running. Click to show the results.`;
    item.command = { title: 'Open', command: 'convergenceProbe.openRun', arguments: [latest.key] };
    item.show();
    return Promise.resolve();
  });
  const poke = (): void => {
    pulse.poke();
  };
  let own: { dispose(): void }[] = [];
  const begun = runs.onDidChange(() => {
    for (const listening of own) listening.dispose();
    own = runs.running.map((run) => run.onDidChange(poke));
    poke();
  });
  return vscode.Disposable.from(item, pulse, begun, { dispose: () => own.forEach((listening) => listening.dispose()) });
}
