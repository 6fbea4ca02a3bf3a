import path from 'node:path';
import type { RunPart } from '../../core/engine/resume.ts';
import type { RunRecord, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { estimateRun, formatUsd, type RunEstimate } from '../../core/money/estimate.ts';
import { isAskedLive } from '../../core/money/price-table.ts';
import { missingTrials } from '../../core/run-file/journal.ts';
import { DEFAULT_KEPT_RUNS } from '../../runs/limits.ts';
import { beginPart, planRequest } from '../../runs/plan.ts';
import { Pricing, spentUsd, unpricedTargets } from '../../runs/pricing.ts';
import { connectPart, prepare, sendPart, type ReadyPart } from '../../runs/send.ts';
import { RunStore } from '../../runs/store.ts';
import type { RunArguments } from '../arguments/invocation.ts';
import { parseTarget, type TargetSpec } from '../arguments/values.ts';
import { checkAskable } from '../commands/resume-plan.ts';
import { requestOf } from '../commands/run-request.ts';
import type { Io } from '../io/io.ts';
import { stateName } from '../journal/places.ts';
import { checkReport } from '../report/deliver.ts';
import { RunReport } from '../report/run-report.ts';
import { MCP } from '../strings/mcp.ts';
import { oneLine } from '../terminal/printable.ts';
import { shortReport, type ToolAnswer } from './answer.ts';
import { callIo, reportArguments, type Session, type ToolCall } from './call.ts';
import type { Reservation } from './limits.ts';
import type { EstimateOutput, ProbeInput, ProbeOutput } from './schemas.ts';

const named = ({ provider, model }: Pick<Target, 'provider' | 'model'>): string => `${provider}:${model}`;
const specOf = ({ provider, rest }: TargetSpec): string => `${provider}:${rest}`;

/** Says what `probe_prompt` would take, and whether it may. */
export async function estimateCost(
  input: ProbeInput,
  session: Session,
  call: ToolCall,
): Promise<ToolAnswer<EstimateOutput>> {
  const { budget, limits } = session;
  const part = await pricedPart(input, session, callIo(session, call));
  const estimate = estimateRun(part.header, part.missing);
  const budgetUsd = budget.allowedUsd(input.budgetUsd ?? null);
  const refusal = refusalOf(part, estimate, session, budgetUsd) ?? unaskable(part, session);
  const { low, high } = estimate.costUsd ?? { low: 0, high: 0 };
  const likely =
    estimate.calls === 0
      ? MCP.results.free
      : estimate.costUsd === null
        ? MCP.results.unknown
        : MCP.results.likely(formatUsd(low), formatUsd(high));
  const text = `${MCP.results.estimate(estimate.calls, likely)} ${refusal ?? MCP.results.allowed}`;
  const structured = {
    calls: estimate.calls,
    inputTokens: estimate.inputTokens,
    outputTokens: { ...estimate.outputTokens },
    costUsd: estimate.costUsd && { ...estimate.costUsd },
    unpriced: unpricedTargets(part.header).map(named),
    ...{ isAllowed: refusal === null, refusal },
    ...{ budgetUsd, sessionLeftUsd: budget.leftUsd, mostCalls: limits.calls },
  };
  return { structured, text: oneLine(text) };
}

/** Sends the calls, keeps the run, and reports on it. */
export async function probePrompt(
  input: ProbeInput,
  session: Session,
  call: ToolCall,
): Promise<ToolAnswer<ProbeOutput>> {
  const io = callIo(session, call);
  const wanted = reportArguments(input.extract);
  checkReport(wanted);
  const part = await pricedPart(input, session, io);
  const isLive = part.header.targets.some(isAskedLive);
  const reservation = isLive ? session.budget.reserve(input.budgetUsd ?? null) : FREE;
  let sent: Sent;
  try {
    const ready = await readyPart(part, session, reservation.usd);
    sent = await sendAndKeep(ready, session, { call, io, budgetUsd: reservation.usd });
  } catch (error) {
    // What could be refused was refused before the first call.
    if (error instanceof UsageError) reservation.settle(0);
    throw error;
  }
  const spent = spentUsd(sent.record);
  reservation.settle(spent);
  const { report, text } = await shortReport(RunReport.of(sent.record, wanted, io), io);
  const structured = {
    run: sent.key,
    isWhole: missingTrials(sent.record.run, sent.record.trials).length === 0,
    stopped: sent.record.run.endNote ?? null,
    spentUsd: spent,
    budgetUsd: reservation.usd,
    sessionLeftUsd: session.budget.leftUsd,
    report,
  };
  return { structured, text: [text, ...remarks(structured, isLive)].join('\n') };
}

const FREE: Reservation = { usd: 0, settle: () => undefined };

function remarks({ run, stopped, spentUsd: spent, sessionLeftUsd }: ProbeOutput, isLive: boolean): readonly string[] {
  return [
    ...(stopped === null ? [] : [MCP.results.stopped(oneLine(stopped))]),
    run === null ? MCP.results.unwritten : MCP.results.kept(run),
    ...(isLive ? [MCP.results.spent(formatUsd(spent), formatUsd(sessionLeftUsd))] : []),
  ];
}

/** The models that are named, or those of the user. */
function targetsOf({ models }: ProbeInput, { settings, servers }: Session): readonly TargetSpec[] {
  const allowed = settings.targets.map(specOf);
  const targets = models === undefined ? settings.targets : models.map(parseTarget);
  if (targets.length === 0) throw new UsageError(MCP.refused.noModels);
  for (const target of targets) {
    const name = specOf(target);
    if (servers.demand(target.provider).kind === 'recorded') throw new UsageError(MCP.refused.recorded(name));
    if (allowed.length > 0 && !allowed.includes(name)) throw new UsageError(MCP.refused.otherModel(name, allowed));
  }
  return targets;
}

/** A run as the command line would be asked for it. */
function runArguments(input: ProbeInput, session: Session): RunArguments {
  const { prompt, system, runs, temperature, maxTokens, extract } = input;
  const { baseUrls, apiKeys, concurrency, ratePerSecond, timeoutMs, prices } = session.settings;
  return {
    ...{ prompt, promptFile: null, probeFile: null, conditions: [], targets: targetsOf(input, session) },
    ...{ runs, untilSettled: false, system: system ?? null, temperature: temperature ?? null },
    ...{ maxTokens: maxTokens ?? null, parameters: [], out: null, report: reportArguments(extract) },
    ...{ baseUrls, apiKeys, concurrency, ratePerSecond, timeoutMs, prices, budgetUsd: null, agreed: true },
  };
}

/** The run, laid out and with its prices. Sends nothing; throws a `UsageError` for more calls than are allowed. */
async function pricedPart(input: ProbeInput, session: Session, io: Io): Promise<RunPart> {
  const { servers, settings, limits, tool } = session;
  const wanted = runArguments(input, session);
  const calls = wanted.targets.length * input.runs;
  if (calls > limits.calls) throw new UsageError(MCP.refused.tooManyCalls(calls, limits.calls));
  const { request } = await requestOf(wanted, null, servers, io);
  const part = beginPart(planRequest(request, tool));
  return { ...part, header: await new Pricing().priced(part.header, { prices: Object.fromEntries(settings.prices) }) };
}

/** Why the budgets do not allow it; `null` when they do. */
function refusalOf(
  { header }: RunPart,
  { calls, costUsd }: RunEstimate,
  { limits }: Session,
  budgetUsd: number,
): string | null {
  if (calls === 0) return null;
  const unpriced = [...new Set(unpricedTargets(header).map(named))];
  if (unpriced.length > 0) return MCP.refused.unknownPrice(unpriced);
  if (budgetUsd <= 0) return MCP.refused.usedUp(formatUsd(limits.sessionUsd));
  const least = costUsd?.low ?? 0;
  return least > budgetUsd ? MCP.refused.tooMuch(formatUsd(least), formatUsd(budgetUsd)) : null;
}

/** Why a model cannot be asked: its key is missing. */
function unaskable({ header }: RunPart, { servers }: Session): string | null {
  try {
    checkAskable(header.targets, servers);
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** Makes a part ready to be sent, or throws a `UsageError`. */
async function readyPart(part: RunPart, session: Session, budgetUsd: number): Promise<ReadyPart> {
  const { servers } = session;
  const ready = await prepare(part, {
    keys: (asked) => {
      checkAskable(asked, servers);
      return Promise.resolve(true);
    },
    price: (header) => Promise.resolve(header),
    connect: (priced) =>
      connectPart(priced, {
        keyFor: (provider, baseUrl) => Promise.resolve(servers.key(provider, baseUrl)),
        recordingFor: ({ id }) => Promise.reject(new UsageError(MCP.refused.recorded(id))),
        definitionFor: (provider) => servers.definition(provider),
      }),
    confirm: (priced) => {
      const refusal = refusalOf(priced, estimateRun(priced.header, priced.missing), session, budgetUsd);
      return refusal === null ? Promise.resolve(true) : Promise.reject(new UsageError(refusal));
    },
  });
  if (ready === null) throw new Error('Nobody is asked who could go back.');
  return ready;
}

interface Sent {
  readonly record: RunRecord;
  /** Its name; `null` when it could not be kept. */
  readonly key: string | null;
}

/** Most notifications of progress a second. */
const PROGRESS_MS = 200;

async function sendAndKeep(
  ready: ReadyPart,
  { settings, runsFolder }: Session,
  { call, io, budgetUsd }: { readonly call: ToolCall; readonly io: Io; readonly budgetUsd: number },
): Promise<Sent> {
  const store = new RunStore(runsFolder);
  const key = path.basename(stateName(ready.header, new Date()), '.jsonl');
  const journal = await store.open(key, () => undefined); // seen by whether it is whole
  const all = ready.missing.length;
  let done = 0;
  let lastTold = 0;
  try {
    const record = await sendPart(ready, {
      journal,
      limits: { ...settings, budgetUsd: budgetUsd > 0 ? budgetUsd : null },
      signal: io.interrupted,
      onEvent: ({ type }) => {
        if (type !== 'settled') return;
        done++;
        if (done < all && performance.now() - lastTold < PROGRESS_MS) return;
        lastTold = performance.now();
        call.progress(done, all, MCP.progress(done, all));
      },
    });
    return { record, key: journal.whole ? key : null };
  } finally {
    await journal.close();
    await store.prune(DEFAULT_KEPT_RUNS).catch(() => undefined); // tried again after the next run
  }
}
