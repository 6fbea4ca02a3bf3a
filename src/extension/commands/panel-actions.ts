import * as vscode from 'vscode';
import { contentOf } from '../../core/engine/rerun.ts';
import { controlAmong } from '../../core/model/control.ts';
import type { RunHeader } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { FileToSave, PanelPress } from '../../protocol/messages.ts';
import { readSettings } from '../config/settings.ts';
import { whyAgain } from '../keys/key-words.ts';
import { chooseModels, type ChoosingUses } from '../models/choose-models.ts';
import {
  planScreeningWithRuns,
  planWithRuns,
  requestOf,
  startRun,
  untilSettled,
  type SendingUses,
} from '../run-control/start-run.ts';
import { withOwnLimits } from '../../runs/own-limits.ts';
import { showItsSentences } from '../run-control/show-progress.ts';
import { resumeRun } from '../run-control/resume-run.ts';
import { choicesOf } from '../models/model-spec.ts';
import { isFileKey } from '../../runs/run-id.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import type { Uses } from '../services.ts';
import { compareRun } from './compare-runs.ts';
import { editPrompt, openOrigin } from './edit-prompt.ts';
import { exportRun } from './export-results.ts';
import { showGallery } from './open-gallery.ts';
import { insertRewrite } from './insert-rewrite.ts';
import { openStatistics } from './open-statistics.ts';
import { saveFile } from './save-file.ts';
import { tryRewritesOf } from './try-rewrites.ts';
import { setApiKey } from './set-api-key.ts';
import { withErrorsShown } from './show-error.ts';
import { STRINGS } from '../strings.ts';

/** Does the work of the panel's buttons. Dialogs go on after the panel got its reply. */
export async function panelAction(
  services: SendingUses &
    ChoosingUses &
    Uses<'context' | 'galleries' | 'showLog' | 'store' | 'runsView' | 'comparisons'>,
  { action, target, more }: PanelPress,
  run: OpenRun,
): Promise<void> {
  switch (action) {
    case 'stop':
      run.stop();
      return;
    case 'open-statistics':
      await openStatistics(services.context.extensionUri, target ?? '');
      return;
    case 'show-log':
      services.showLog();
      return;
    case 'open-origin':
      await openOrigin(run.run);
      await showItsSentences(run);
      return;
    case 'edit-prompt':
      await editPrompt(run);
      return;
    case 'try-rewrites':
      void withErrorsShown(services, () => tryRewritesOf(run, services));
      return;
    case 'insert-rewrite':
      void withErrorsShown(services, () => insertRewrite(run.run, target ?? ''));
      return;
    case 'compare':
      void withErrorsShown(services, () => compareRun(services, run.key));
      return;
    case 'open-gallery':
      void withErrorsShown(services, () => showGallery(services, run));
      return;
    case 'export':
      void withErrorsShown(services, () => exportRun(run, services));
      return;
    case 'set-api-key':
      void withErrorsShown(services, async () => setApiKey(services, await providerToBlame(run)));
      return;
    case 'run-again':
      void withErrorsShown(services, () => runAgain(run, services));
      return;
    case 'run-settled':
      void withErrorsShown(services, () => runAgain(run, services, untilSettled));
      return;
    case 'find-sentences':
      void withErrorsShown(services, () => screenPrompt(run, services));
      return;
    case 'try-models':
      void withErrorsShown(services, () => tryModels(run, services));
      return;
    case 'run-more':
      void withErrorsShown(services, () =>
        resumeRun(run, { kind: action, ...(more !== undefined && { more }) }, services),
      );
      return;
    case 'run-other':
      void withErrorsShown(services, async () => {
        const asked = await askHowMany();
        if (asked !== null) await resumeRun(run, { kind: 'run-more', more: asked }, services);
      });
      return;
    case 'resume':
    case 'retry-failed': {
      const step = { kind: action, ...(target !== undefined && { target }) };
      void withErrorsShown(services, () => resumeRun(run, step, services));
      return;
    }
  }
}

/** How many runs to add to every cell; `null` when the question was dismissed. */
async function askHowMany(): Promise<number | null> {
  const words = STRINGS.sending.more;
  const isCount = (text: string): boolean => /^[1-9]\d{0,4}$/.test(text.trim());
  const answer = await vscode.window.showInputBox({
    title: words.title,
    prompt: words.prompt,
    placeHolder: '50',
    validateInput: (text) => (text.trim() === '' || isCount(text) ? null : words.invalid),
  });
  return answer !== undefined && isCount(answer) ? Number(answer) : null;
}

/** Saves a file of the panel; its dialog goes on after the panel got its reply. */
export async function savePanelFile(services: Uses<'log' | 'showLog'>, file: FileToSave): Promise<void> {
  await withErrorsShown(services, () => saveFile(file));
}

/** The only provider whose key was refused, or the only one of the run, so that nothing is left to ask. */
async function providerToBlame(run: OpenRun): Promise<string | undefined> {
  const { failures = [] } = await run.snapshot();
  const refused = new Set(failures.filter(({ reason }) => reason === 'authentication').map(({ target }) => target));
  const blamed = run.run.targets.filter(({ id }) => refused.size === 0 || refused.has(id));
  const providers = new Set(blamed.map(({ provider }) => provider));
  return providers.size === 1 ? [...providers][0] : undefined;
}

/** A new run of what was replayed, read or simulated, with models that are chosen for it. */
async function tryModels({ key, run }: OpenRun, services: SendingUses & ChoosingUses): Promise<void> {
  const control = controlAmong(run.conditions);
  if (!control) throw new UsageError(STRINGS.sending.noPrompt);
  const choices = await chooseModels({ title: STRINGS.models.titles.tryPrompt, prompt: control }, services);
  if (!choices) return;
  const settings = withOwnLimits(readSettings(), run);
  // What a file asks of its own models is not meant for others.
  const conditions = run.conditions.map(({ parameters: _own, ...condition }) => condition);
  const requested = { ...contentOf({ ...run, conditions }), trialsPerCell: settings.runs };
  const request = await requestOf(requested, choices, { settings }, services);
  const header = await planWithRuns(request, null, settings, services);
  if (header) await startRun(header, { settings, fromFile: isFileKey(key) }, services);
}

/** A new run of its models that finds out which sentences of the prompt make the answer. */
async function screenPrompt({ key, run }: OpenRun, services: SendingUses & Uses<'recordings'>): Promise<void> {
  const control = controlAmong(run.conditions);
  if (!control) throw new UsageError(STRINGS.sending.noPrompt);
  const { prompt, system, messages } = control;
  const choices = choicesOf(run);
  const settings = withOwnLimits(readSettings(), run);
  const { origin, reading, trialsPerCell } = run;
  const content = { prompt, system, ...(messages && { messages }) };
  const requested = { ...content, ...(origin && { origin }), ...(reading && { reading }), trialsPerCell };
  const parameters = run.targets.map((target) => target.parameters);
  const request = await requestOf(requested, choices, { settings, parameters }, services);
  const header = await planScreeningWithRuns({ ...request, ...content }, settings, services);
  if (header) await startRun(header, { settings, fromFile: isFileKey(key) }, services);
}

/** A new run with all that this one sent, to where the settings lead now. */
async function runAgain(
  open: OpenRun,
  services: SendingUses & Uses<'recordings'>,
  changed: (header: RunHeader) => RunHeader = (header) => header,
): Promise<void> {
  const { key, run } = open;
  if (run.screening !== undefined) return screenPrompt(open, services);
  if (run.conditions.length === 0) throw new UsageError(STRINGS.sending.noPrompt);
  const { trialsPerCell, targets, conditions, design } = run;
  const choices = choicesOf(run);
  const settings = withOwnLimits(readSettings(), run);
  // What a probe file asks of a model belongs to the experiment; parameters of a plain probe are the settings'.
  const isExperiment = conditions.length > 1 || design !== undefined;
  const parameters = isExperiment ? targets.map((target) => target.parameters) : [];
  const request = await requestOf({ ...contentOf(run), trialsPerCell }, choices, { settings, parameters }, services);
  const whyKey = whyAgain((await open.snapshot()).sources ?? []);
  await startRun(changed(services.runs.plan(request)), { settings, fromFile: isFileKey(key), whyKey }, services);
}
