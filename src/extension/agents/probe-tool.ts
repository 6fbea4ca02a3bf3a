import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { glanceOf } from '../../core/analysis/insight/glance.ts';
import type { CompactReport } from '../../core/analysis/rows.ts';
import type { RunHeader } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { estimateRun } from '../../core/money/estimate.ts';
import { missingTrials } from '../../core/run-file/journal.ts';
import { withoutIsolates } from '../../core/text/prose.ts';
import { abbreviated } from '../../core/text/shortened.ts';
import { withoutHidden } from '../../core/text/hidden.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { LANGUAGE_MODELS, type ModelChoice } from '../models/model-spec.ts';
import { costInBrief } from '../run-control/confirmation.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import { requestOf, startRun, type SendingUses } from '../run-control/start-run.ts';
import type { Uses } from '../services.ts';
import { AGENTS } from '../strings/agents.ts';

/** The tool `#probeConvergence`: an agent of the editor probes a prompt, once its user has said yes. */

type ToolUses = SendingUses & Uses<'recordings' | 'remembered'>;

/** Most runs that an agent may ask for. */
const MOST_RUNS = 200;
const DEFAULT_RUNS = 10;
const LONGEST_PROMPT = 1_000_000;
/** Answers of a result, their longest, and the beginning of the prompt that a confirmation shows. */
const MOST_ANSWERS = 10;
const LONGEST_ANSWER = 200;
const SHOWN_PROMPT = 1_000;

interface ProbeInput {
  readonly prompt: string;
  readonly models: readonly ModelChoice[] | null;
  readonly runs: number;
}

/** What an agent gave. The editor shows it the schema, and checks nothing. */
function readInput(given: unknown): ProbeInput {
  const { prompt, models, runs = DEFAULT_RUNS } = (given ?? {}) as Readonly<Record<string, unknown>>;
  const isText = typeof prompt === 'string' && prompt.trim() !== '' && prompt.length <= LONGEST_PROMPT;
  const isCount = typeof runs === 'number' && Number.isSafeInteger(runs) && runs >= 1 && runs <= MOST_RUNS;
  const named = models === undefined ? null : Array.isArray(models) ? (models as readonly unknown[]) : [null];
  if (!isText || !isCount || named?.some((model) => typeof model !== 'string')) {
    throw new UsageError(AGENTS.badInput(MOST_RUNS));
  }
  return { prompt, runs, models: named && named.map((spec) => ({ spec: spec as string })) };
}

/** The run that is asked for, with its prices. Sends nothing. */
async function plan(
  given: unknown,
  services: ToolUses,
): Promise<{ readonly header: RunHeader; readonly settings: Settings }> {
  const { prompt, runs, models } = readInput(given);
  const settings = readSettings();
  const usual = services.remembered.models() ?? settings.models.map((spec) => ({ spec }));
  const choices = models ?? usual;
  if (choices.length === 0) throw new UsageError(AGENTS.noModels);
  const requested = { prompt, system: settings.systemPrompt, trialsPerCell: runs };
  const request = await requestOf(requested, choices, { settings }, services);
  return { header: await services.pricing.priced(services.runs.plan(request), settings), settings };
}

/** What the user is asked before the tool is run: how many calls, to whom, for how much, and the prompt itself. */
export async function prepareProbe(given: unknown, services: ToolUses): Promise<vscode.PreparedToolInvocation> {
  const { header } = await plan(given, services);
  const { confirm } = AGENTS;
  const missing = missingTrials(header, []);
  const price = costInBrief(estimateRun(header, missing));
  const labels = header.targets.map(({ label }) => withoutHidden(abbreviated(label, LONGEST_ANSWER)));
  const ofEditor = header.targets.some(({ provider }) => provider === LANGUAGE_MODELS) ? confirm.ofEditor : '';
  const cost = (price === '' ? (ofEditor === '' ? confirm.nothing : '') : confirm.cost(price)) + ofEditor;
  const message = new vscode.MarkdownString();
  message.appendText(confirm.calls(missing.length, labels, cost));
  message.appendCodeblock(withoutHidden(abbreviated(header.conditions[0]?.prompt ?? '', SHOWN_PROMPT)));
  return {
    invocationMessage: AGENTS.running(header.targets.length),
    confirmationMessages: { title: confirm.title, message },
  };
}

/** Probes, shows the panel, and gives the short report. Cancelling stops the run, which keeps what it has. */
export async function invokeProbe(
  given: unknown,
  token: vscode.CancellationToken,
  services: ToolUses,
): Promise<vscode.LanguageModelToolResult> {
  const { header, settings } = await plan(given, services);
  let run: OpenRun | undefined;
  const ended = await startRun(header, { settings, fromFile: false }, services, (started) => {
    run = started;
    token.onCancellationRequested(() => started.stop());
  });
  if (ended === undefined || run === undefined) throw new UsageError(AGENTS.declined);
  const { settled, wanted } = run.sent;
  const report = await run.report();
  const text = [
    AGENTS.result.ended(ended.status, settled, wanted),
    report === null ? AGENTS.result.noReport : quoted(report),
  ];
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text.join('\n'))]);
}

/** The short report between two lines that nobody could have foreseen, so that no answer can end it. */
function quoted({ insight, groups }: CompactReport): string {
  const { result } = AGENTS;
  const mark = `report ${randomBytes(6).toString('hex')}`;
  const { findings } = glanceOf(insight);
  const answers = groups
    .slice(0, MOST_ANSWERS)
    .map(({ answer, count }) => `${count} × ${abbreviated(answer.replace(/\s+/gu, ' '), LONGEST_ANSWER)}`);
  const lines = [insight.headline, ...findings.map((finding) => `- ${finding}`), result.answers, ...answers];
  return [result.begin(mark), ...lines.map((line) => withoutHidden(withoutIsolates(line))), result.end(mark)].join(
    '\n',
  );
}
