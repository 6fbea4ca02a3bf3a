import * as vscode from 'vscode';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { GroupingMode } from '../../core/grouping/group-answers.ts';
import type { Parameters } from '../../core/model/run.ts';
import {
  DEFAULT_CONCURRENCY,
  DEFAULT_KEPT_RUNS,
  DEFAULT_TIMEOUT_MS,
  DEFAULT_UNASKED,
  MOST_RUNS,
} from '../../runs/limits.ts';
import type { PriceOverride } from '../../providers/prices.ts';

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
}

const GROUPINGS: readonly GroupingMode[] = ['exact', 'folded', 'lexical'];

/** Reads the settings that hold for a document or, without one, for the window. Values out of range become the nearest or the default. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const section = vscode.workspace.getConfiguration(SECTION, scope);
  const get = (key: string): unknown => section.get<unknown>(key);
  const systemPrompt = get('systemPrompt');
  return {
    runs: wholeNumber(get('runs'), 1, MOST_RUNS, 10),
    models: strings(get('models')),
    servers: record(get('servers'), (value) => typeof value === 'string') as Readonly<Record<string, string>>,
    parameters: record(get('parameters'), isObject) as Readonly<Record<string, Parameters>>,
    systemPrompt: typeof systemPrompt === 'string' && systemPrompt.trim() !== '' ? systemPrompt : null,
    temperature: numberOrNull(get('temperature')),
    maxTokens: numberOrNull(get('maxTokens')),
    concurrency: wholeNumber(get('concurrency'), 1, 100, DEFAULT_CONCURRENCY),
    timeoutMs: wholeNumber(get('timeoutSeconds'), 1, 3600, DEFAULT_TIMEOUT_MS / 1000) * 1000,
    analysis: readAnalysis(section),
    confirmAbove: wholeNumber(get('confirmAbove'), 0, Number.MAX_SAFE_INTEGER, DEFAULT_UNASKED.calls),
    confirmAboveCost: amountOrNull(get('confirmAboveCost')) ?? DEFAULT_UNASKED.costUsd,
    budgetUsd: readBudget(get('budget')),
    // Checked where they are used, by a sentence that names the one that is wrong.
    prices: record(get('prices'), () => true) as Readonly<Record<string, PriceOverride>>,
    keepRuns: wholeNumber(get('keepRuns'), 1, 1000, DEFAULT_KEPT_RUNS),
  };
}

/** Names a server for every workspace; the setting is machine-scoped, so a folder cannot. */
export async function addServer(name: string, baseUrl: string): Promise<void> {
  const section = vscode.workspace.getConfiguration(SECTION);
  const servers = readSettings().servers;
  await section.update('servers', { ...servers, [name]: baseUrl }, vscode.ConfigurationTarget.Global);
}

function readAnalysis(section: vscode.WorkspaceConfiguration): AnalysisOptions {
  const extractor: unknown = section.get('extractor');
  const grouping: unknown = section.get('grouping');
  return {
    extractor: typeof extractor === 'string' && extractor !== '' ? extractor : 'auto',
    grouping: GROUPINGS.find((mode) => mode === grouping) ?? 'lexical',
    domain: 'auto',
  };
}

function wholeNumber(value: unknown, least: number, most: number, otherwise: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.min(most, Math.max(least, Math.round(value)));
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function amountOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** A limit that cannot be read lets nothing through, rather than everything. */
function readBudget(value: unknown): number | null {
  return value === null || value === undefined ? null : (amountOrNull(value) ?? 0);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

function record(value: unknown, accepts: (entry: unknown) => boolean): Readonly<Record<string, unknown>> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, entry]) => accepts(entry))) : {};
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
