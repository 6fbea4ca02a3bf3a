import { limitsOf } from '../../core/design/requests.ts';
import { estimateSentence, formatUsd, type RunEstimate } from '../../core/money/estimate.ts';
import type { RunHeader } from '../../core/model/run.ts';
import { isAskedLive, knownPrice } from '../../core/money/price-table.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Settings } from '../config/settings.ts';

/** What is about to be sent. */
export interface ToSend {
  readonly estimate: RunEstimate;
  readonly header: RunHeader;
  /** Whether prompt and models come from a file: then every call that may cost something is confirmed. */
  readonly fromFile: boolean;
}

/** A question before something is sent. */
export interface Confirmation {
  readonly title: string;
  readonly detail: string;
  readonly button: string;
}

type Limits = Pick<Settings, 'confirmAbove' | 'confirmAboveCost' | 'budgetUsd'>;

/** What to ask before sending; `null` when it just goes. Throws a `UsageError` when a budget cannot be kept. */
export function confirmationOf(toSend: ToSend, limits: Limits): Confirmation | null {
  const { estimate, header, fromFile } = toSend;
  checkBudget(toSend, limits);
  const { calls, costUsd } = estimate;
  if (calls === 0) return null;
  const reason = fromFile
    ? 'The prompt and the models come from a file, so every call is confirmed.'
    : reasonToAsk(estimate, limits);
  if (reason === null) return null;
  const count = counted(calls);
  const price = costUsd === null ? '' : ` for about ${upTo(costUsd)}`;
  return {
    title: `Send ${count}${price}?`,
    detail: `${estimateSentence(estimate, header)} It is paid by whoever owns the key.\n\n${reason}`,
    button: `Send ${count}`,
  };
}

function reasonToAsk({ calls, costUsd }: RunEstimate, { confirmAbove, confirmAboveCost }: Limits): string | null {
  if (costUsd !== null && costUsd.high > confirmAboveCost) {
    return `Above ${formatUsd(confirmAboveCost)} a probe is confirmed (the setting convergenceProbe.confirmAboveCost).`;
  }
  if (calls > confirmAbove) {
    return `Above ${counted(confirmAbove)} a probe is confirmed (the setting convergenceProbe.confirmAbove).`;
  }
  return null;
}

/** A limit of money needs every price, also of models that have answered already: what they cost counts. */
function checkBudget({ header }: ToSend, { budgetUsd }: Limits): void {
  if (budgetUsd === null) return;
  if (budgetUsd <= 0) {
    throw new UsageError(
      'The setting convergenceProbe.budget must be a number of US dollars above 0, or null for no limit.',
    );
  }
  const unpriced = header.targets.find((target) => isAskedLive(target) && knownPrice(header, target.id) === undefined);
  if (unpriced === undefined) return;
  const isOfFile = budgetUsd === limitsOf(header).budgetUsd;
  const whose = isOfFile
    ? `The budget of ${header.design?.file ?? 'the probe file'}`
    : 'The setting convergenceProbe.budget';
  const without = isOfFile ? 'run the file without its budget' : 'set the budget to null';
  throw new UsageError(
    `${whose} needs the price of ${unpriced.provider}:${unpriced.model}; set it in convergenceProbe.prices, or ${without}.`,
  );
}

/** The likely cost in a few words, for a list; the empty string when nothing is paid or no price is known. */
export function costInBrief({ calls, costUsd, unpriced }: RunEstimate): string {
  if (calls === 0 || costUsd === null) return '';
  return `${unpriced.length > 0 ? 'more than' : 'about'} ${upTo(costUsd)}`;
}

function upTo({ low, high }: { readonly low: number; readonly high: number }): string {
  const [from, to] = [formatUsd(low), formatUsd(high)];
  return from === to ? from : `${from} to ${to}`;
}

function counted(calls: number): string {
  return `${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'}`;
}
