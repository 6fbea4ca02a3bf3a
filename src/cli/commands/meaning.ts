import { Asking } from '../../core/semantic/asking.ts';
import { askMeaning, type SemanticWish } from '../../core/semantic/ask.ts';
import { estimateMeaning, meaningSentence, type SemanticEstimate } from '../../core/semantic/estimate.ts';
import type { Price, RunRecord, SemanticGrouping, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { formatUsd } from '../../core/money/estimate.ts';
import type { Provider } from '../../core/ports.ts';
import { connect } from '../../providers/connect.ts';
import type { ProviderDefinition } from '../../providers/definition.ts';
import { systemClock } from '../../providers/node-ports.ts';
import { loadPrices } from '../../providers/prices.ts';
import type { ReportArguments, SendingArguments, ServerArguments } from '../arguments/invocation.ts';
import { meaningName, type MeaningArguments } from '../arguments/meaning.ts';
import type { Io } from '../io/io.ts';
import type { ReadJournal } from '../../runs/journal.ts';
import { RunReport } from '../report/run-report.ts';
import { Servers } from '../servers.ts';
import { oneLine } from '../terminal/printable.ts';
import { confirmMeaning } from './consent.ts';
import { DEFAULT_TIMEOUT_MS } from '../../runs/limits.ts';
import { spentUsd } from '../../runs/pricing.ts';
import { SENDING } from '../strings/sending.ts';

/** Asking a model which answers mean the same, for `--group semantic`. */

/** What of a command line matters here. */
export interface MeaningWanted extends ServerArguments, SendingArguments {
  readonly report: ReportArguments;
}

/** A model that can be asked, as far as can be known beforehand. */
export interface MeaningPlan {
  readonly wish: SemanticWish;
  readonly provider: Provider;
  readonly target: Target;
}

/**
 * Refuses all that can be refused before anything is paid for; `null` when nobody is to be asked. The address comes from
 * this command line alone: what a run file says about servers is no reason to send its answers there.
 */
export async function planMeaning(wanted: MeaningWanted, io: Io): Promise<MeaningPlan | null> {
  const { meaning } = wanted.report;
  if (meaning === undefined) return null;
  const { provider, rest: model } = meaning.target;
  const apiKeys = new Map([...wanted.apiKeys].filter(([name]) => name === provider));
  const servers = new Servers({ baseUrls: wanted.baseUrls, apiKeys }, io.env);
  checkAskable(meaning, servers.demand(provider), servers);
  const baseUrl = servers.baseUrl(provider);
  const price = await priceOf(meaning, baseUrl, wanted);
  const target: Target = { id: meaningName(meaning), provider, model, label: model, baseUrl, parameters: {} };
  // Of a price that is known, how much is asked only comes out once there are answers.
  if (price === undefined && io.ask === null) await confirmMeaning(UNKNOWN, target, wanted, io);
  const { providers } = await connect([target], {
    keyFor: (id, url) => Promise.resolve(servers.key(id, url)),
    recordingFor: ({ id }) => Promise.reject(new UsageError(SENDING.recordings.none(id))),
    definitionFor: (id) => servers.definition(id),
  });
  const method = meaning.option === 'embed' ? 'embedding' : 'judge';
  const wish = { method, target: target.id, model, baseUrl, threshold: meaning.sameFrom, price } as const;
  return { wish, provider: providers.get(target.id)!, target };
}

const UNKNOWN = { calls: { low: 1, high: 1 }, costUsd: null };

function checkAskable(meaning: MeaningArguments, definition: ProviderDefinition, servers: Servers): void {
  const { option, target } = meaning;
  const { label, kind } = definition;
  if (kind !== 'network') throw new UsageError(SENDING.meaning.noModel(option, meaningName(meaning), label));
  if (option === 'embed' && !definition.embeds)
    throw new UsageError(SENDING.meaning.noEmbeddings(label, meaningName(meaning)));
  const missing = servers.missing(target.provider);
  if (missing !== null) throw new UsageError(SENDING.keys.none(target.provider, missing));
}

/** Some models cost more in long calls; what is sent here is at most about so many tokens. */
const TOKENS_OF_A_CALL = 30_000;

async function priceOf(
  meaning: MeaningArguments,
  baseUrl: string | null,
  { prices, budgetUsd }: MeaningWanted,
): Promise<Price | undefined> {
  const { provider, rest: model } = meaning.target;
  const table = await loadPrices(Object.fromEntries(prices));
  const use = meaning.option === 'embed' ? 'embeddings' : 'answers';
  const price = table.priceOf({ provider, model, baseUrl }, TOKENS_OF_A_CALL, use);
  // A server of this machine may be a gateway to one that charges.
  if ((price === null || price.source === 'machine') && budgetUsd !== null) {
    throw new UsageError(SENDING.cost.budget([meaningName(meaning)]));
  }
  return price ?? undefined;
}

function checkBudget({ costUsd }: SemanticEstimate, budgetUsd: number, spent: number): void {
  const left = Math.max(0, budgetUsd - spent);
  if (costUsd === null || costUsd.high <= left) return;
  const rest = spent === 0 ? null : formatUsd(left);
  throw new UsageError(SENDING.meaning.overBudget(formatUsd(costUsd.high), rest, formatUsd(budgetUsd)));
}

/**
 * Says what asking will take, asks, and gives what was found. Throws a `UsageError` of one sentence when that
 * cannot be done, and the reason of `io.interrupted` when it was interrupted.
 */
export async function groupByMeaning(
  report: RunReport,
  { wish, provider, target }: MeaningPlan,
  wanted: MeaningWanted,
  { spentUsd: spent, io }: { readonly spentUsd: number; readonly io: Io },
): Promise<SemanticGrouping> {
  const compared = await report.compared(wish.method);
  const estimate = estimateMeaning(compared, wish);
  await io.err.write(`${oneLine(meaningSentence(compared, wish, estimate))}\n`);
  if (wanted.budgetUsd !== null) checkBudget(estimate, wanted.budgetUsd, spent);
  await confirmMeaning(estimate, target, wanted, io);
  const asking = new Asking({
    clock: systemClock,
    random: Math.random,
    signal: io.interrupted,
    timeoutMs: wanted.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    limitUsd: wanted.budgetUsd === null ? null : Math.max(0, wanted.budgetUsd - spent),
    price: wish.price,
  });
  return askMeaning(compared, wish, provider, asking, systemClock.now().toISOString());
}

/** What it gives; `null` when it was interrupted. */
export async function orInterrupted<Value>(work: Promise<Value>, { interrupted }: Io): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if (interrupted.aborted && error === interrupted.reason) return null;
    throw error;
  }
}

/**
 * The run with what a model said about its answers, also in its journal. What goes wrong with that is a note: the answers
 * are there, and are grouped by what was found earlier, or else by their wording.
 */
export async function withMeaning(
  record: RunRecord,
  plan: MeaningPlan | null,
  wanted: MeaningWanted,
  { journal, io }: { readonly journal: ReadJournal; readonly io: Io },
): Promise<RunRecord> {
  if (plan === null) return record;
  const note = async (why: string): Promise<RunRecord> => {
    const said = SENDING.meaning.instead(oneLine(why), record.semantic !== undefined);
    await io.err.write(`${SENDING.note(said)}\n`);
    return record;
  };
  if (io.interrupted.aborted) return note(SENDING.meaning.notAsked);
  try {
    const spent = wanted.budgetUsd === null ? 0 : spentUsd(record);
    const report = await RunReport.of(record, wanted.report, io);
    const work = groupByMeaning(report, plan, wanted, { spentUsd: spent, io });
    const semantic = await orInterrupted(work, io);
    if (semantic === null) return await note(SENDING.meaning.interrupted);
    journal.event({ type: 'grouped', semantic });
    return { ...record, semantic };
  } catch (error) {
    if (error instanceof UsageError) return note(error.message);
    throw error;
  }
}
