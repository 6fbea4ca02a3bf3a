import { GROUPING_MODES, type GroupingMode } from '../../core/model/grouping-mode.ts';
import type { Interval } from '../../core/model/report.ts';
import type { GateRule } from '../../core/compare/gate.ts';
import { WANTS } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { parseBudget, parsePrice, parseRate, parseTimeout, type NamedPrice } from './amounts.ts';
import { COMMANDS, findCommand, type CommandSpec } from './options.ts';
import { meaningArguments, type MeaningArguments } from './meaning.ts';
import { parseOptions, type ParsedOptions } from './parse-options.ts';
import { rewriteChoices, type RewriteChoices } from './rewrites.ts';
import { didYouMean } from './suggest.ts';
import {
  parseApiKey,
  parseBaseUrl,
  parseCount,
  parseDomain,
  parseNumber,
  parseParameter,
  parseTarget,
  type ParameterSpec,
  type TargetSpec,
} from './values.ts';
import { ARGUMENTS } from '../strings/arguments.ts';
import { runsArguments } from './runs.ts';

/** How a report is made and shown. */
export interface ReportArguments {
  /** `table` or the id of an export format; checked where the formats are known. */
  readonly format: string;
  /** Whether a table shows everything; absent when one screen will do. */
  readonly full?: boolean;
  /** `auto` or the spec of an extractor; checked where the extractors are known. */
  readonly extract: string;
  /** Whether `auto` was typed, and so goes before what a probe file says; absent otherwise. */
  readonly findsExtractor?: boolean;
  readonly domain: Interval | 'auto';
  readonly group: GroupingMode;
  /** Whether answers that the prompt already holds are left out; absent when not asked for. */
  readonly withoutEcho?: boolean;
  /** Whom to ask what the answers mean; absent when nobody is to be asked. */
  readonly meaning?: MeaningArguments;
  /** The run is saved without a report, and none is printed: it is only compared. */
  readonly isLeftOut?: true;
}

/** Servers and the variables that hold their keys, by provider. */
export interface ServerArguments {
  readonly baseUrls: ReadonlyMap<string, string>;
  /** Names of environment variables, not keys. */
  readonly apiKeys: ReadonlyMap<string, string>;
}

/** How calls are sent. */
export interface SendingArguments {
  readonly concurrency: number | null;
  /** Most calls a second of one provider. */
  readonly ratePerSecond: number | null;
  readonly timeoutMs: number | null;
  readonly budgetUsd: number | null;
  /** Whether it is sent without a question: by `--yes`, or because `--budget` says what it may cost. */
  readonly agreed: boolean;
  /** By `PROVIDER:MODEL`. */
  readonly prices: ReadonlyMap<string, NamedPrice>;
}

/** What `run` and `blame` were asked. */
export interface RunArguments extends ServerArguments, SendingArguments {
  readonly prompt: string | null;
  readonly promptFile: string | null;
  /** A `*.probe.yaml`, which says what these options leave open. */
  readonly probeFile: string | null;
  /** Names or ids of the conditions of the probe file that are run; empty: all. */
  readonly conditions: readonly string[];
  /** In place of those of the probe file when there are any. */
  readonly targets: readonly TargetSpec[];
  readonly runs: number | null;
  /** Whether calls are sent look by look until the run is settled; `runs` is then the most of each target. */
  readonly untilSettled: boolean;
  /** Of `blame`: text of sentences and list items that are never left out. Absent for `run`. */
  readonly keeps?: readonly string[];
  readonly system: string | null;
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  readonly parameters: readonly ParameterSpec[];
  readonly out: string | null;
  readonly report: ReportArguments;
}

/** What `rewrite` was asked. */
export interface RewriteArguments extends Omit<RunArguments, 'runs'>, RewriteChoices {}

/** What `resume` was asked. */
export interface ResumeArguments extends ServerArguments, SendingArguments {
  /** A run file, also one that is not there yet, or a journal. */
  readonly file: string;
  readonly retryFailed: boolean;
  /** Runs to add to every cell. */
  readonly more: number | null;
  /** Files that recorded targets replay. */
  readonly recordings: readonly string[];
  readonly out: string | null;
  readonly report: ReportArguments;
}

/** What `analyze` was asked. What it sends, it sends to ask about meaning. */
export interface AnalyzeArguments extends ServerArguments, SendingArguments {
  readonly file: string;
  readonly report: ReportArguments;
}

/** What `compare` was asked. */
export interface CompareArguments {
  readonly files: readonly [before: string, after: string];
  readonly report: ReportArguments;
}

/** What `check` was asked. What it sends, it sends for probe files. */
export interface CheckArguments {
  /** Runs, or probe files that are run first. */
  readonly files: readonly string[];
  /** How a probe file is run; `out` is `null`. */
  readonly run: Omit<RunArguments, 'probeFile'>;
  /** The folder that runs of probe files are kept in; `null` when there are none. */
  readonly outFolder: string | null;
  /** A file, or a folder with a file of the same name for each. */
  readonly baseline: string;
  /** `null`: as its probe file says. */
  readonly want: GateRule['want'] | null;
  readonly leastFactor: number | null;
  readonly report: ReportArguments;
}

/** What `models` was asked. */
export interface ModelsArguments extends ServerArguments {
  readonly provider: string | null;
  readonly timeoutMs: number | null;
}

/** What `mcp` was asked: what agents may do. */
export interface McpArguments extends ServerArguments, Omit<SendingArguments, 'agreed'> {
  /** The only models that may be asked; empty: any. */
  readonly targets: readonly TargetSpec[];
  /** Most that all calls together may cost, US dollars; `null` where the environment or the default decides, as with `budgetUsd`. */
  readonly sessionBudgetUsd: number | null;
  /** Most calls to models that one call of a tool may send; `null` likewise. */
  readonly mostCalls: number | null;
}

/** A command line that makes sense. */
export type Invocation =
  | { readonly command: 'version' }
  | { readonly command: 'help'; readonly about: CommandSpec | null }
  | { readonly command: 'run'; readonly arguments: RunArguments }
  | { readonly command: 'rewrite'; readonly arguments: RewriteArguments }
  | { readonly command: 'blame'; readonly arguments: RunArguments }
  | { readonly command: 'resume'; readonly arguments: ResumeArguments }
  | { readonly command: 'analyze'; readonly arguments: AnalyzeArguments }
  | { readonly command: 'compare'; readonly arguments: CompareArguments }
  | { readonly command: 'check'; readonly arguments: CheckArguments }
  | { readonly command: 'models'; readonly arguments: ModelsArguments }
  | { readonly command: 'mcp'; readonly arguments: McpArguments };

/** Whoever is asked about meaning is asked for a report by meaning. */
function groupingOf(text: string | null, meaning: MeaningArguments | null): GroupingMode {
  const found = GROUPING_MODES.find((mode) => mode === (text ?? (meaning === null ? 'lexical' : 'semantic')));
  if (found === undefined) throw new UsageError(ARGUMENTS.oneOf('group', GROUPING_MODES, text ?? ''));
  if (meaning === null || found === 'semantic') return found;
  throw new UsageError(ARGUMENTS.meaning.onlySemantic(meaning.option, found));
}

function reportArguments(options: ParsedOptions): ReportArguments {
  const meaning = meaningArguments(options);
  return {
    format: options.one('format') ?? 'table',
    extract: options.one('extract') ?? 'auto',
    domain: parseDomain(options.one('domain')),
    group: groupingOf(options.one('group'), meaning),
    ...(options.one('extract') === 'auto' && { findsExtractor: true }),
    ...(options.has('full') && { full: true }),
    ...(options.has('without-echo') && { withoutEcho: true }),
    ...(meaning && { meaning }),
  };
}

function byName<Value>(option: string, pairs: readonly (readonly [string, Value])[]): ReadonlyMap<string, Value> {
  const map = new Map<string, Value>();
  for (const [name, value] of pairs) {
    if (map.has(name)) throw new UsageError(ARGUMENTS.twice(option, name));
    map.set(name, value);
  }
  return map;
}

function serverArguments(options: ParsedOptions): ServerArguments {
  return {
    baseUrls: byName('base-url', options.all('base-url').map(parseBaseUrl)),
    apiKeys: byName('api-key', options.all('api-key').map(parseApiKey)),
  };
}

function sendingArguments(options: ParsedOptions): SendingArguments {
  return {
    concurrency: parseCount('concurrency', options.one('concurrency')),
    ratePerSecond: parseRate(options.one('rate')),
    timeoutMs: parseTimeout(options.one('timeout')),
    budgetUsd: parseBudget(options.one('budget')),
    agreed: options.has('yes') || options.one('budget') !== null,
    prices: byName('price', options.all('price').map(parsePrice)),
  };
}

function noPositionals(options: ParsedOptions, command: string): void {
  const [first] = options.positionals;
  if (first === undefined) return;
  throw new UsageError(ARGUMENTS.unexpected(command, first));
}

/** Whether a file is a probe file, by its name. */
export const isProbeFile = (file: string): boolean => /\.ya?ml$/i.test(file);

/** The probe file that `run` was given. */
function probeFileOf(options: ParsedOptions): string | null {
  const [first, second] = options.positionals;
  if (first === undefined || !isProbeFile(first)) {
    noPositionals(options, 'run');
    return null;
  }
  if (second !== undefined) {
    throw new UsageError(ARGUMENTS.onlyOne('run', 'probe file', second));
  }
  const taken = ['prompt', 'prompt-file', 'system'].find((name) => options.one(name) !== null);
  if (taken === undefined) return first;
  throw new UsageError(ARGUMENTS.run.notWithProbeFile(taken, first));
}

/** Whom a run without a probe file asks, and what. */
function checkWhole(options: ParsedOptions, targets: readonly TargetSpec[]): void {
  if (targets.length === 0) {
    throw new UsageError(ARGUMENTS.run.noTarget);
  }
  if (options.all('condition').length > 0) {
    throw new UsageError(ARGUMENTS.run.condition);
  }
  const prompt = options.one('prompt');
  const promptFile = options.one('prompt-file');
  if (prompt !== null && promptFile !== null) throw new UsageError(ARGUMENTS.eitherOr('prompt', 'prompt-file'));
  if (prompt === null && promptFile === null && targets.some((target) => target.provider !== 'recorded')) {
    throw new UsageError(ARGUMENTS.run.noPrompt);
  }
}

function blameArguments(options: ParsedOptions): RunArguments {
  noPositionals(options, 'blame');
  const recorded = options.all('target').find((target) => parseTarget(target).provider === 'recorded');
  if (recorded !== undefined) throw new UsageError(ARGUMENTS.blame.recorded(recorded));
  return { ...runArguments(options, null), keeps: options.all('keep') };
}

function runArguments(options: ParsedOptions, probeFile = probeFileOf(options)): RunArguments {
  const targets = options.all('target').map(parseTarget);
  if (probeFile === null) checkWhole(options, targets);
  const report = reportArguments(options);
  if (report.group === 'semantic' && report.meaning === undefined) {
    throw new UsageError(ARGUMENTS.meaning.noModel);
  }
  return {
    prompt: options.one('prompt'),
    promptFile: options.one('prompt-file'),
    probeFile,
    conditions: options.all('condition'),
    targets,
    ...runsArguments(options),
    ...serverArguments(options),
    system: options.one('system'),
    temperature: parseNumber('temperature', options.one('temperature')),
    maxTokens: parseCount('max-tokens', options.one('max-tokens')),
    parameters: options.all('param').map(parseParameter),
    ...sendingArguments(options),
    out: options.one('out'),
    report,
  };
}

function rewriteArguments(options: ParsedOptions): RewriteArguments {
  noPositionals(options, 'rewrite');
  return { ...runArguments(options), ...rewriteChoices(options) };
}

function resumeArguments(options: ParsedOptions): ResumeArguments {
  const [file, second] = options.positionals;
  if (file === undefined || file === '') {
    throw new UsageError(ARGUMENTS.resume.noFile);
  }
  if (second !== undefined) {
    throw new UsageError(ARGUMENTS.onlyOne('resume', 'file', second));
  }
  return {
    file,
    retryFailed: options.has('retry-failed'),
    more: parseCount('more', options.one('more')),
    recordings: options.all('recording'),
    ...serverArguments(options),
    ...sendingArguments(options),
    out: options.one('out'),
    report: reportArguments(options),
  };
}

function analyzeArguments(options: ParsedOptions): AnalyzeArguments {
  const [file, second] = options.positionals;
  if (file === undefined) throw new UsageError(ARGUMENTS.analyze.noFile);
  if (second !== undefined) throw new UsageError(ARGUMENTS.analyze.onlyOne);
  return { file, ...serverArguments(options), ...sendingArguments(options), report: reportArguments(options) };
}

function compareArguments(options: ParsedOptions): CompareArguments {
  const [before, after, third] = options.positionals;
  if (before === undefined || after === undefined) {
    throw new UsageError(ARGUMENTS.compare.noFiles);
  }
  if (third !== undefined) throw new UsageError(ARGUMENTS.compare.onlyTwo);
  return { files: [before, after], report: pairReport(options, 'compare') };
}

/** How two runs are read. */
function pairReport(options: ParsedOptions, command: string): ReportArguments {
  const report = reportArguments(options);
  if (report.group !== 'semantic') return report;
  throw new UsageError(ARGUMENTS.compare.noMeaning(command));
}

function checkArguments(options: ParsedOptions): CheckArguments {
  const files = options.positionals;
  const baseline = options.one('baseline');
  if (files.length === 0 || baseline === null) {
    throw new UsageError(ARGUMENTS.check.noFiles);
  }
  const design = files.find(isProbeFile);
  const outFolder = options.one('out');
  if (design !== undefined && outFolder === null) {
    throw new UsageError(ARGUMENTS.check.noOut(design));
  }
  const said = options.one('want');
  const want = said === null ? null : WANTS.find((one) => one === said);
  if (want === undefined) throw new UsageError(ARGUMENTS.oneOf('want', WANTS, said ?? ''));
  const leastFactor = parseNumber('least-factor', options.one('least-factor'));
  if (leastFactor !== null && leastFactor <= 1) throw new UsageError(ARGUMENTS.check.leastFactor);
  const report = pairReport(options, 'check');
  const run = {
    ...{ prompt: null, promptFile: null, system: null, temperature: null, maxTokens: null, parameters: [], out: null },
    ...{ conditions: [], targets: [], runs: parseCount('runs', options.one('runs')), untilSettled: false },
    ...serverArguments(options),
    ...sendingArguments(options),
    report: { ...report, format: 'table', isLeftOut: true as const },
  };
  return { files, run, outFolder, baseline, want, leastFactor, report };
}

function modelsArguments(options: ParsedOptions): ModelsArguments {
  noPositionals(options, 'models');
  return {
    provider: options.one('provider'),
    ...serverArguments(options),
    timeoutMs: parseTimeout(options.one('timeout')),
  };
}

function mcpArguments(options: ParsedOptions): McpArguments {
  noPositionals(options, 'mcp');
  const { agreed: _, ...sending } = sendingArguments(options);
  return {
    targets: options.all('target').map(parseTarget),
    sessionBudgetUsd: parseBudget(options.one('session-budget'), 'session-budget'),
    mostCalls: parseCount('max-calls', options.one('max-calls')),
    ...serverArguments(options),
    ...sending,
  };
}

function demandCommand(name: string): CommandSpec {
  const command = findCommand(name);
  if (command !== undefined) return command;
  const known = COMMANDS.map((candidate) => candidate.name);
  throw new UsageError(ARGUMENTS.unknownCommand(name, didYouMean(name, known)));
}

/** Reads a whole command line. Throws `UsageError` with one sentence for a person. */
export function parseInvocation(argv: readonly string[]): Invocation {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v' || name === '-V') return { command: 'version' };
  if (name === '--help' || name === '-h') return { command: 'help', about: null };
  if (name === 'help') return { command: 'help', about: rest[0] === undefined ? null : demandCommand(rest[0]) };
  if (name === undefined) throw new UsageError(ARGUMENTS.noCommand);
  const command = demandCommand(name);
  // Everything behind `--` is meant literally, also the words --help and --version.
  const end = rest.indexOf('--');
  const meant = end < 0 ? rest : rest.slice(0, end);
  if (meant.includes('--help') || meant.includes('-h')) return { command: 'help', about: command };
  if (meant.includes('--version')) return { command: 'version' };
  const options = parseOptions(command, rest);
  switch (command.name) {
    case 'run':
      return { command: 'run', arguments: runArguments(options) };
    case 'rewrite':
      return { command: 'rewrite', arguments: rewriteArguments(options) };
    case 'blame':
      return { command: 'blame', arguments: blameArguments(options) };
    case 'resume':
      return { command: 'resume', arguments: resumeArguments(options) };
    case 'analyze':
      return { command: 'analyze', arguments: analyzeArguments(options) };
    case 'compare':
      return { command: 'compare', arguments: compareArguments(options) };
    case 'check':
      return { command: 'check', arguments: checkArguments(options) };
    case 'models':
      return { command: 'models', arguments: modelsArguments(options) };
    case 'mcp':
      return { command: 'mcp', arguments: mcpArguments(options) };
  }
}
