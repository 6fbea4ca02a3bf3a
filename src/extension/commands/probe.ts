import * as vscode from 'vscode';
import { readSettings } from '../config/settings.ts';
import { chooseModels, type ChoosingUses } from '../models/choose-models.ts';
import type { ModelChoice } from '../models/model-spec.ts';
import { askPrompt, promptAt, readPlace, type FoundPrompt } from '../prompt/ask-prompt.ts';
import { askValues } from '../prompt/ask-values.ts';
import { withoutLinks } from '../files/file-name.ts';
import { finalPrompt } from '../prompt/final-prompt.ts';
import { holesOf } from '../prompt/placeholders.ts';
import {
  planScreeningWithRuns,
  planWithRuns,
  requestOf,
  startRun,
  type EndedRun,
  type SendingUses,
} from '../run-control/start-run.ts';
import type { Uses } from '../services.ts';
import { compareEdited } from './edited.ts';
import { readProbeArguments, type ProbeArguments } from './probe-arguments.ts';
import { STRINGS } from '../strings.ts';

/** What probing a prompt uses. */
export type ProbingUses = ChoosingUses & SendingUses & Uses<'store' | 'comparisons'>;

/** Probe This Prompt: the prompt that is pointed at, the models, N, and off. Every question can be left with Escape. */
export async function probe(services: ProbingUses, given: unknown): Promise<EndedRun | undefined> {
  const found = await foundPrompt(given);
  if (found === undefined) return undefined;
  const ended = await probeFound(found, services, readProbeArguments(given));
  if (ended !== undefined) await compareEdited(found.document, ended, services);
  return ended;
}

/** Find Deciding Sentences: the same for the question which sentences of the prompt make its answer. */
export async function findSentences(services: ProbingUses, given: unknown): Promise<EndedRun | undefined> {
  const found = await foundPrompt(given);
  return found && probeFound(found, services, { ...readProbeArguments(given), isScreening: true });
}

/** The prompt that a command is about: the one that it was given, else the one in the editor. */
export function foundPrompt(given: unknown): Promise<FoundPrompt | undefined> {
  const place = readPlace(given);
  return place ? promptAt(place) : promptInEditor(given instanceof vscode.Uri);
}

async function promptInEditor(isFromMenu: boolean): Promise<FoundPrompt | undefined> {
  const editor = vscode.window.activeTextEditor ?? onlyVisibleEditor();
  if (editor) return askPrompt(editor, isFromMenu);
  void vscode.window.showInformationMessage(STRINGS.probe.noEditor);
  return undefined;
}

/** Asks what a prompt that was found is to be probed with, and probes it. */
export async function probeFound(
  found: FoundPrompt,
  services: ProbingUses,
  fixed: ProbeArguments & { readonly isScreening?: true } = {},
): Promise<EndedRun | undefined> {
  if (found.asks.length > 0) void sayWhatIsNotFollowed(found.asks);
  const values = await askValues(holesOf(found.turns));
  if (!values) return undefined;
  const settings = readSettings(found.document);
  const final = finalPrompt(found.turns, values);
  const prompt = { ...final, system: final.system ?? settings.systemPrompt };
  const choices = fixed.models ?? (await chooseModels({ title: STRINGS.models.titles.probe, prompt }, services));
  if (!choices) return undefined;
  const requested = { ...prompt, origin: found.origin, trialsPerCell: fixed.runs ?? settings.runs };
  const request = await requestOf(requested, choices, { settings }, services);
  if (fixed.isScreening) {
    const screened = await planScreeningWithRuns({ ...request, ...prompt }, settings, services);
    return screened && startRun(screened, { settings, fromFile: false }, services);
  }
  const header =
    fixed.runs === undefined
      ? await planWithRuns(request, recordedRuns(choices), settings, services)
      : services.runs.plan(request);
  return header && startRun(header, { settings, fromFile: false }, services);
}

async function sayWhatIsNotFollowed(asks: readonly string[]): Promise<void> {
  const { text, openSettings } = STRINGS.probe.asks;
  const said = text(withoutLinks(asks.join(', ')));
  const pressed = await vscode.window.showInformationMessage(said, openSettings);
  if (pressed === openSettings)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'convergenceProbe');
}

/** The file beside a panel that has the focus: its selection is the one that is meant. */
function onlyVisibleEditor(): vscode.TextEditor | undefined {
  const [editor, ...others] = vscode.window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  return others.length === 0 ? editor : undefined;
}

/** How many answers the recorded models hold, the least of them; `null` when none was chosen. */
function recordedRuns(choices: readonly (ModelChoice & { readonly recordedRuns?: number })[]): number | null {
  const held = choices.flatMap(({ recordedRuns }) => recordedRuns ?? []);
  return held.length === 0 ? null : Math.min(...held);
}
