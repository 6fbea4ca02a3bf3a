import { controlAmong } from '../../core/model/control.ts';
import * as vscode from 'vscode';
import { ownFor, sharedFor } from '../../core/design/asked-parameters.ts';
import type { Design, DesignCondition, DesignReading, DesignTarget } from '../../core/design/design.ts';
import { chosenConditions, conditionRequests, keptOf } from '../../core/design/requests.ts';
import type { ContentRequest, TargetRequest } from '../../core/engine/plan.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { isDesignName } from '../designs/names.ts';
import { chooseModels, type ChoosingUses } from '../models/choose-models.ts';
import { namesOf, targetOf } from '../models/model-spec.ts';
import { originOf } from '../prompt/origin.ts';
import { withOwnLimits } from '../../runs/own-limits.ts';
import { planWithRuns, startRun, type EndedRun, type SendingUses } from '../run-control/start-run.ts';
import type { Uses } from '../services.ts';
import { STRINGS } from '../strings.ts';

/** What the command is given by a lens; a menu gives a URI, the palette nothing. */
interface Given {
  readonly uri: vscode.Uri | null;
  /** Names or ids; empty: all. */
  readonly conditions: readonly string[];
}

/** Run Probe File: all that a probe file says, or some of its conditions. Asks only for what the file leaves open. */
export async function runProbeFile(
  services: ChoosingUses & SendingUses,
  given: unknown,
): Promise<EndedRun | undefined> {
  const { uri, conditions: wanted } = readGiven(given);
  const document = await documentOf(uri);
  const { readDocument } = await import('../designs.ts');
  const reading = await readDocument(document);
  const { design } = reading;
  if (design === null) return showProblem(document, reading);
  const conditions = chosenConditions(design.conditions, wanted);
  const kept = keptOf(design, document.uri.path);
  const settings = withOwnLimits(readSettings(document.uri), { design: kept });
  const targets = await targetsOf(design, conditions, settings, services);
  if (targets === undefined) return undefined;
  const request = {
    ...contentOf(conditions, targets, services),
    targets,
    origin: originOf(document, lineOf(reading, wanted)),
    design: kept,
    ...(design.reading && { reading: design.reading }),
    ...(design.seed !== null && { seed: design.seed }),
    trialsPerCell: design.runs ?? settings.runs,
  };
  const header =
    design.runs === null ? await planWithRuns(request, null, settings, services) : services.runs.plan(request);
  // What a folder says that nobody has trusted yet is sent only when its reader has seen what it takes.
  return header && startRun(header, { settings, fromFile: !vscode.workspace.isTrusted }, services);
}

function readGiven(given: unknown): Given {
  if (given instanceof vscode.Uri) return { uri: given, conditions: [] };
  if (typeof given !== 'object' || given === null) return { uri: null, conditions: [] };
  const { uri, conditions } = given as { readonly uri?: unknown; readonly conditions?: unknown };
  return {
    uri: uri instanceof vscode.Uri ? uri : null,
    conditions: Array.isArray(conditions) ? conditions.filter((name) => typeof name === 'string') : [],
  };
}

async function documentOf(uri: vscode.Uri | null): Promise<vscode.TextDocument> {
  const document = uri ? await vscode.workspace.openTextDocument(uri) : vscode.window.activeTextEditor?.document;
  if (document !== undefined && isDesignName(document.uri.path)) return document;
  throw new UsageError(STRINGS.probe.probeFile.none);
}

/** Goes to the first mistake. All of them are underlined. */
async function showProblem(document: vscode.TextDocument, { problems }: DesignReading): Promise<undefined> {
  const [first] = problems;
  if (first === undefined) throw new Error('A probe file without problems has no design.');
  const at = new vscode.Position(first.line - 1, first.column - 1);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  throw new UsageError(STRINGS.probe.probeFile.problem(first.line, first.message, problems.length - 1));
}

/** Whom to ask: the targets of the file, or those that are chosen now. `undefined` when the user went back. */
async function targetsOf(
  design: Design,
  conditions: readonly DesignCondition[],
  settings: Settings,
  services: ChoosingUses,
): Promise<readonly TargetRequest[] | undefined> {
  const endpoints = services.endpoints();
  const shared = (target: TargetRequest): TargetRequest => {
    const { provider, model, parameters } = target;
    const names = namesOf(provider, endpoints);
    const own = names === null ? {} : sharedFor(design.shared, provider, model, names);
    return { ...target, parameters: { ...parameters, ...own } };
  };
  const named = ({ provider, rest, label, ...own }: DesignTarget): TargetRequest => {
    const spec = `${provider}:${rest}`;
    const target = shared(targetOf({ spec, ...(label !== undefined && { label }) }, endpoints, settings));
    const names = namesOf(provider, endpoints);
    return names === null ? target : { ...target, parameters: { ...target.parameters, ...ownFor(own, names) } };
  };
  if (design.targets.length > 0) return design.targets.map(named);
  const prompt = controlAmong(conditions) ?? null;
  const choices = await chooseModels({ title: STRINGS.models.titles.probeFile, prompt }, services);
  return choices?.map((choice) => shared(targetOf(choice, endpoints, settings)));
}

function contentOf(
  conditions: readonly DesignCondition[],
  targets: readonly TargetRequest[],
  { endpoints }: Uses<'endpoints'>,
): ContentRequest {
  const known = endpoints();
  const asked = targets.map(({ provider, model }) => ({ provider, model, names: namesOf(provider, known) }));
  return { conditions: conditionRequests(conditions, asked) };
}

/** Where the run came from, 0-based: the only condition that was asked for, else the top of the file. */
function lineOf({ named }: DesignReading, wanted: readonly string[]): number {
  const own = wanted.length === 1 ? named.find(({ name }) => name === wanted[0]) : undefined;
  return (own?.place.line ?? 1) - 1;
}
