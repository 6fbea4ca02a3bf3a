import * as vscode from 'vscode';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import { read } from '../../core/model/lenient.ts';
import type { Parameters } from '../../core/model/run.ts';
import type { PriceOverride } from '../../providers/prices.ts';
import { SETTINGS, settingsSchema } from './settings-schema.ts';

/** The section of all settings. */
const SECTION = 'convergenceProbe';

/** Every setting, checked. This file is the only one that reads them. */
export interface Settings {
  /** N, 1 ... 10,000. */
  readonly runs: number;
  /** `provider:model`, ticked at the first probe of a workspace. */
  readonly models: readonly string[];
  /** Name -> base URL, as written. */
  readonly servers: Readonly<Record<string, string>>;
  /** Whether the usual ports of this machine are asked for servers of models. */
  readonly findLocalServers: boolean;
  /** Name -> `provider:model` of those that are ticked together. */
  readonly modelSets: Readonly<Record<string, readonly string[]>>;
  /** By provider or `provider:model`. */
  readonly parameters: Readonly<Record<string, Parameters>>;
  readonly systemPrompt: string | null;
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  /** Calls under way at once, for each provider. */
  readonly concurrency: number;
  /** Longest one call may take, ms. */
  readonly timeoutMs: number;
  readonly analysis: AnalysisOptions;
  /** Calls above which a probe is confirmed. */
  readonly confirmAbove: number;
  /** US dollars: a probe that may cost more is confirmed. */
  readonly confirmAboveCost: number;
  /** US dollars that one run may cost, its later parts included; `null`: no limit. */
  readonly budgetUsd: number | null;
  /** US dollars for a million tokens, by `provider:model` or by provider; they go before the price table. */
  readonly prices: Readonly<Record<string, PriceOverride>>;
  /** Runs kept for each workspace. */
  readonly keepRuns: number;
  /** Whether Probe stands above prompts. */
  readonly codeLens: boolean;
  /** Relative to the first folder of the workspace; empty: the extension's own storage. */
  readonly runsFolder: string;
}

/** Reads the settings that hold for a document or, without one, for the window. Values out of range become the nearest or the default. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const section = vscode.workspace.getConfiguration(SECTION, scope);
  const names = Object.keys(SETTINGS);
  const { timeoutSeconds, extractor, grouping, budget, systemPrompt, prices, parameters, ...settings } = read(
    settingsSchema,
    Object.fromEntries(names.map((name) => [name, section.get<unknown>(name)])),
  );
  return {
    ...settings,
    parameters: parameters as Readonly<Record<string, Parameters>>,
    systemPrompt: systemPrompt.trim() === '' ? null : systemPrompt,
    timeoutMs: timeoutSeconds * 1000,
    analysis: { extractor: extractor === '' ? 'auto' : extractor, grouping, domain: 'auto' },
    budgetUsd: budget,
    prices: prices as Readonly<Record<string, PriceOverride>>,
  };
}

/** Names a server for every workspace; the setting is machine-scoped, so a folder cannot. */
export async function addServer(name: string, baseUrl: string): Promise<void> {
  const section = vscode.workspace.getConfiguration(SECTION);
  const servers = readSettings().servers;
  await section.update('servers', { ...servers, [name]: baseUrl }, vscode.ConfigurationTarget.Global);
}

/** Keeps models under a name, for every workspace. */
export async function addModelSet(name: string, specs: readonly string[]): Promise<void> {
  const section = vscode.workspace.getConfiguration(SECTION);
  const sets = { ...section.inspect<object>('modelSets')?.globalValue, [name]: specs };
  await section.update('modelSets', sets, vscode.ConfigurationTarget.Global);
}

/** Shows Probe above prompts in no file any more. */
export async function hideAllLenses(): Promise<void> {
  const section = vscode.workspace.getConfiguration(SECTION);
  await section.update('codeLens', false, vscode.ConfigurationTarget.Global);
}
