import type { RunPart } from '../../core/engine/resume.ts';
import type { RunHeader, Target } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { estimateRun, formatUsd, type Range } from '../../core/money/estimate.ts';
import { reasonToAsk, unknownCosts, type SendingCost } from '../../core/money/question.ts';
import { staysOnMachine } from '../../providers/own-machine.ts';
import { DEFAULT_UNASKED } from '../../runs/limits.ts';
import type { SendingArguments } from '../arguments/invocation.ts';
import type { Io } from '../io/io.ts';
import { SENDING } from '../strings/sending.ts';

/** Whether what may cost much, or nobody knows how much, is sent. */

/** Something that is about to be sent. */
interface ToSend extends SendingCost {
  /** Whether fewer calls may do. */
  readonly isMost: boolean;
  /** `PROVIDER:MODEL` of those whose price is not known. */
  readonly unpriced: readonly string[];
}

const named = ({ provider, model }: Pick<Target, 'provider' | 'model'>): string => `${provider}:${model}`;

/**
 * Asks before a run may cost much or an unknown sum; false when the person does not want it. Throws a `UsageError` where
 * nobody can be asked and neither `--yes` nor `--budget` was given.
 */
export async function confirmRun(
  { header, missing }: Pick<RunPart, 'header' | 'missing'>,
  wanted: SendingArguments,
  io: Io,
): Promise<boolean> {
  const estimate = estimateRun(withOwnPrices(header, wanted), missing);
  const unpriced = [...new Set(unknownCosts(estimate.unpriced, header, staysOnMachine).map(named))];
  return confirm({ ...estimate, unpriced, hasUnknownCost: unpriced.length > 0 }, wanted, io);
}

/** The same before a model is asked about meaning; throws a `UsageError` also when the person does not want it. */
export async function confirmMeaning(
  { calls, costUsd }: { readonly calls: Range; readonly costUsd: SendingCost['costUsd'] },
  target: Pick<Target, 'provider' | 'model' | 'baseUrl'>,
  wanted: SendingArguments,
  io: Io,
): Promise<void> {
  const hasUnknownCost = costUsd === null && !staysOnMachine(target);
  const toSend = {
    calls: calls.high,
    costUsd,
    isMost: calls.low < calls.high,
    hasUnknownCost,
    unpriced: [named(target)],
  };
  if (!(await confirm(toSend, wanted, io))) throw new UsageError(SENDING.nothingSent);
}

/** A price that a file says its user had named may be made up, so that no question is asked. */
function withOwnPrices(header: RunHeader, { prices: own }: SendingArguments): RunHeader {
  const { prices = {}, targets } = header;
  const held = targets.flatMap((target) => {
    const price = Object.hasOwn(prices, target.id) ? prices[target.id] : undefined;
    return price && (price.source !== 'user' || own.has(named(target))) ? [[target.id, price] as const] : [];
  });
  return { ...header, prices: Object.fromEntries(held) };
}

async function confirm(toSend: ToSend, { agreed }: SendingArguments, io: Io): Promise<boolean> {
  const reason = reasonToAsk(toSend, DEFAULT_UNASKED);
  if (reason === null || agreed) return true;
  const { calls, isMost, costUsd, unpriced } = toSend;
  const dollars = formatUsd(costUsd?.high ?? 0);
  if (io.ask !== null) {
    const cost = { cost: SENDING.cost.upTo(dollars), unknown: SENDING.cost.unknown, calls: '' }[reason];
    const answer = await io.ask(
      SENDING.cost.question(isMost ? SENDING.cost.mostCalls(calls) : SENDING.cost.calls(calls), cost),
    );
    return /^\s*y(?:es)?\s*$/i.test(answer ?? '');
  }
  // Many cheap calls are what scripts are for.
  if (reason === 'calls') return true;
  if (reason === 'cost') throw new UsageError(SENDING.cost.tooMuch(dollars));
  throw new UsageError(SENDING.cost.unknownPrice(unpriced));
}
