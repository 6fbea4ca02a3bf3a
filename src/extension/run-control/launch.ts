import * as vscode from 'vscode';
import type { PromptOrigin } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Settings } from '../config/settings.ts';
import { askMissingKeys } from '../keys/ask-key.ts';
import { targetOf, type ModelChoice } from '../models/model-spec.ts';
import type { FinalPrompt } from '../prompt/final-prompt.ts';
import type { Services } from '../services.ts';
import type { OpenRun } from './open-run.ts';
import { MOST_RUNS } from './run-choices.ts';
import type { Started } from './run-control.ts';

/** A probe with nothing left to ask. */
export interface Launch {
  readonly prompt: FinalPrompt;
  readonly choices: readonly ModelChoice[];
  /** N. */
  readonly runs: number;
  readonly origin?: PromptOrigin;
  /** Whether prompt, models and N come from a file: then every call that may cost something is confirmed. */
  readonly fromFile?: boolean;
}

/** How a probe ended. */
export interface Launched {
  readonly runId: string;
  readonly status: string;
}

/** Starts a probe, shows its panel at once and its progress until it is over. `undefined` when the user went back. */
export async function launch(
  { prompt, choices, runs, origin, fromFile = false }: Launch,
  settings: Settings,
  services: Services,
): Promise<Launched | undefined> {
  if (runs > MOST_RUNS) {
    throw new UsageError(`${runs.toLocaleString('en')} runs are too many; a probe takes at most 10,000 of each model.`);
  }
  const endpoints = services.endpoints();
  const targets = choices.map((choice) => targetOf(choice, endpoints, settings));
  const providers = new Set(targets.map(({ provider }) => provider));
  const used = endpoints.filter(({ id }) => providers.has(id));
  if (!(await askMissingKeys(used, services.keys))) return undefined;
  const paid = targets.filter(({ provider }) => provider !== 'recorded' && provider !== 'simulated').length * runs;
  if (paid > (fromFile ? 0 : settings.confirmAbove) && !(await confirmCalls(paid))) return undefined;
  const provenance = await provenanceOf(choices, services);
  const wish = {
    ...prompt,
    targets,
    trialsPerCell: runs,
    ...(origin && { origin }),
    ...(provenance && { provenance }),
  };
  const started = await services.runs.start(wish, settings);
  services.panels.show(started.run);
  await showProgress(started);
  void announce(started.run, services);
  return { runId: started.run.key, status: started.run.run.status };
}

async function confirmCalls(calls: number): Promise<boolean> {
  const send = `Send ${calls.toLocaleString('en')} calls`;
  const detail =
    'Each call is paid by whoever owns the key. The setting convergenceProbe.confirmAbove says when to ask.';
  const said = `This probe sends ${calls.toLocaleString('en')} calls.`;
  return (await vscode.window.showWarningMessage(said, { modal: true, detail }, send)) === send;
}

/** Where the answers were published, when the run only replays one recording. */
async function provenanceOf(
  choices: readonly ModelChoice[],
  { recordings }: Services,
): Promise<OpenRun['run']['provenance']> {
  const files = new Set(choices.map(({ spec }) => /^recorded:([^#]+)#/.exec(spec)?.[1]));
  const [file] = files;
  if (files.size !== 1 || file === undefined) return undefined;
  return (await recordings.all()).find((recording) => recording.file === file)?.provenance ?? undefined;
}

async function showProgress({ run, done }: Started): Promise<void> {
  const { targets, trialsPerCell, conditions } = run.run;
  const wanted = targets.length * trialsPerCell * conditions.length;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Probe Convergence', cancellable: true },
    async (progress, token) => {
      token.onCancellationRequested(() => {
        run.stop();
      });
      let shown = 0;
      const report = (): void => {
        const { settled } = run;
        if (settled === shown) return;
        progress.report({ message: `${settled} of ${wanted}`, increment: ((settled - shown) / wanted) * 100 });
        shown = settled;
      };
      const changes = run.onDidChange(report);
      try {
        await done;
      } finally {
        changes.dispose();
      }
    },
  );
}

/** A run whose panel was closed meanwhile is not lost: it can be opened, and it is kept either way. */
async function announce(run: OpenRun, { panels, runs }: Services): Promise<void> {
  if (panels.isShown(run)) return;
  const pressed = await vscode.window.showInformationMessage(
    `The probe is over: ${run.settled} calls.`,
    'Open Results',
  );
  if (pressed === 'Open Results') panels.show(run);
  else if (!panels.isShown(run)) runs.release(run);
}
