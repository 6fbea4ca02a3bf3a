import * as vscode from 'vscode';
import { readSettings, type Settings } from '../config/settings.ts';
import { chooseModels } from '../models/choose-models.ts';
import type { ModelChoice } from '../models/model-spec.ts';
import { askPrompt } from '../prompt/ask-prompt.ts';
import { askValues } from '../prompt/ask-values.ts';
import { finalPrompt, type FinalPrompt } from '../prompt/final-prompt.ts';
import { holesOf } from '../prompt/placeholders.ts';
import { chooseRuns } from '../run-control/choose-runs.ts';
import { costOfRuns, launch, type Launched } from '../run-control/launch.ts';
import type { Services } from '../services.ts';
import { readProbeArguments } from './probe-arguments.ts';

/** Probe This Prompt: the prompt under the cursor, the models, N, and off. Every question can be left with Escape. */
export async function probe(services: Services, given: unknown): Promise<Launched | undefined> {
  const editor = vscode.window.activeTextEditor ?? onlyVisibleEditor();
  if (!editor) {
    void vscode.window.showInformationMessage('Open a file and select the prompt to probe.');
    return undefined;
  }
  const found = await askPrompt(editor);
  if (!found) return undefined;
  const values = await askValues(holesOf(found.turns));
  if (!values) return undefined;
  const settings = readSettings(found.document);
  const final = finalPrompt(found.turns, values);
  const prompt = { ...final, system: final.system ?? settings.systemPrompt };
  const fixed = readProbeArguments(given);
  const choices = fixed.models ?? (await chooseModels({ title: 'Probe This Prompt: which models?', prompt }, services));
  if (!choices) return undefined;
  const asked = { prompt, choices, origin: found.origin };
  const runs = fixed.runs ?? (await askRuns(asked, settings, services));
  if (runs === undefined) return undefined;
  return launch({ ...asked, runs }, settings, services);
}

/** The file beside a panel that has the focus: its selection is the one that is meant. */
function onlyVisibleEditor(): vscode.TextEditor | undefined {
  const [editor, ...others] = vscode.window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  return others.length === 0 ? editor : undefined;
}

interface Asked {
  readonly prompt: FinalPrompt;
  readonly choices: readonly (ModelChoice & { readonly recordedRuns?: number })[];
}

function askRuns(asked: Asked, settings: Settings, services: Services): Promise<number | undefined> {
  const { choices } = asked;
  const held = choices.flatMap(({ recordedRuns }) => recordedRuns ?? []);
  const recorded = held.length === 0 ? null : Math.min(...held);
  return chooseRuns({
    ...{ models: choices.length, usual: settings.runs, recorded },
    cost: costOfRuns(asked, settings, services),
  });
}
